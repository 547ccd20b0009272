import express, { type Router } from 'express'
import { z } from 'zod'
import { sendWeb, streamRevs, webRequest } from './http.ts'
import type { TeamsActPost } from './teams-api.ts'
import type { FakeTeams } from './vendors/teams/teams.ts'

const json = z.record(z.string(), z.unknown())
const inputs = z.record(z.string(), z.string())
const at = z.union([z.literal('dialog'), z.object({ conversation: z.string(), message: z.string() })])
const post = z.object({
  user: z.string(),
  act: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('say'),
      conversation: z.string(),
      text: z.string(),
      rootId: z.string().exactOptional(),
    }),
    z.object({ type: z.literal('action'), at, action: json, inputs }),
    z.object({ type: z.literal('enter'), inputs }),
    z.object({
      type: z.literal('extension'),
      command: z.string(),
      conversation: z.string(),
      message: z.string().exactOptional(),
    }),
    z.object({ type: z.literal('search'), at, input: z.string(), query: z.string() }),
    z.object({ type: z.literal('close') }),
    z.object({ type: z.literal('open'), conversation: z.string() }),
    z.object({
      type: z.literal('change'),
      conversation: z.string(),
      does: z.enum(['install', 'uninstall', 'delete', 'restore']),
    }),
  ]),
})

const knows = (teams: FakeTeams, user: string) => teams.world().users.some(({ id }) => id === user)

/** The Teams of the playground: the connector, its login and its keys under `/teams`, the page's own protocol under `/api/teams`. */
export const teamsRoutes = (teams: FakeTeams): Router => {
  const router = express.Router()
  router.all('/teams/*path', express.raw({ type: () => true, limit: '4mb' }), async (req, res) => {
    await sendWeb(await teams.handle(webRequest(req)), res)
  })
  router.get('/api/teams/world', (_req, res) => {
    res.json(teams.world())
  })
  router.get('/api/teams/state', (req, res) => {
    const { user } = req.query
    if (typeof user !== 'string' || !knows(teams, user)) return void res.status(404).json({ error: 'no such user' })
    res.json(teams.see(user))
  })
  router.get('/api/teams/events', streamRevs(teams))
  router.post('/api/teams/act', express.json({ limit: '1mb' }), async (req, res) => {
    const asked = post.safeParse(req.body)
    if (!asked.success) return void res.status(400).json({ error: z.prettifyError(asked.error) })
    if (!knows(teams, asked.data.user)) return void res.status(404).json({ error: 'no such user' })
    const { user, act }: TeamsActPost = asked.data
    res.json(await teams.act(user, act))
  })
  return router
}
