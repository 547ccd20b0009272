import express, { type Router } from 'express'
import { z } from 'zod'
import type { Act, ActPost } from './api.ts'
import { type ClockDesk, clockRoutes } from './clock-server.ts'
import { drawGallery } from './gallery.ts'
import { loopbackOnly, sendWeb, streamRevs, webRequest } from './http.ts'
import { teamsRoutes } from './teams-server.ts'
import type { FakeSlack } from './vendors/slack/slack.ts'
import type { FakeTeams } from './vendors/teams/teams.ts'

const entered = z.union([z.string(), z.array(z.string()), z.null()])
const spot = z.union([
  z.object({ message: z.object({ channel: z.string(), ts: z.string() }) }),
  z.object({ view: z.string() }),
])
const element = z.object({ blockId: z.string(), actionId: z.string() })
const post = z.object({
  user: z.string(),
  act: z.union([
    z.object({ type: z.literal('command'), channel: z.string(), text: z.string() }),
    z
      .object({ type: z.literal('tap'), value: entered.exactOptional() })
      .and(element)
      .and(spot),
    z.object({ type: z.literal('change'), view: z.string(), value: entered }).and(element),
    z.object({ type: z.literal('submit'), view: z.string() }),
    z.object({ type: z.literal('close'), view: z.string() }),
    z
      .object({ type: z.literal('suggest'), query: z.string() })
      .and(element)
      .and(spot),
    z.object({ type: z.literal('home') }),
    z.object({
      type: z.literal('say'),
      channel: z.string(),
      text: z.string(),
      threadTs: z.string().exactOptional(),
    }),
    z.object({
      type: z.literal('shortcut'),
      callbackId: z.string(),
      message: z.object({ channel: z.string(), ts: z.string() }).exactOptional(),
    }),
    z.object({
      type: z.literal('channel'),
      channel: z.string(),
      does: z.enum(['archive', 'unarchive', 'invite', 'remove']),
    }),
    z.object({ type: z.literal('read'), channel: z.string() }),
  ]),
})

const carryOut = async (slack: FakeSlack, { user, act }: ActPost): Promise<Act> => {
  switch (act.type) {
    case 'command':
      return slack.command(user, act.channel, act.text)
    case 'tap':
      return slack.tap(user, act)
    case 'change':
      return slack.change(user, act.view, act.blockId, act.actionId, act.value)
    case 'submit':
      return slack.submit(user, act.view)
    case 'close':
      return slack.close(user, act.view)
    case 'suggest':
      return slack.suggest(user, act, act.blockId, act.actionId, act.query)
    case 'home':
      return slack.openHome(user)
    case 'say':
      return slack.say(user, act.channel, act.text, act.threadTs)
    case 'shortcut':
      return slack.shortcut(user, act.callbackId, act.message)
    case 'channel':
      return slack.changeChannel(user, act.channel, act.does)
    case 'read':
      return slack.read(user, act.channel)
  }
}

const knows = (slack: FakeSlack, user: string) => slack.world().users.some((each) => each.id === user)

/** The playground over HTTP, to be mounted at `/playground` before any other body parser: the fake platforms under `/slack` and `/teams`, the page's own protocol under `/api`; a clock that can be moved, where there is one. */
export const playgroundRoutes = (slack: FakeSlack, teams: FakeTeams, desk: ClockDesk | null): Router => {
  const router = express.Router()
  router.use(loopbackOnly)
  router.all('/slack/*path', express.raw({ type: () => true, limit: '4mb' }), async (req, res) => {
    await sendWeb(await slack.handle(webRequest(req)), res)
  })
  router.get('/api/world', (_req, res) => {
    res.json(slack.world())
  })
  router.get('/api/state', (req, res) => {
    const { user } = req.query
    if (typeof user !== 'string' || !knows(slack, user)) return void res.status(404).json({ error: 'no such user' })
    res.json(slack.see(user))
  })
  router.get('/api/gallery', (req, res) => {
    const { language } = req.query
    res.json(drawGallery(typeof language === 'string' ? language : null))
  })
  router.get('/api/events', streamRevs(slack))
  router.post('/api/act', express.json({ limit: '1mb' }), async (req, res) => {
    const asked = post.safeParse(req.body)
    if (!asked.success) return void res.status(400).json({ error: z.prettifyError(asked.error) })
    if (!knows(slack, asked.data.user)) return void res.status(404).json({ error: 'no such user' })
    res.json(await carryOut(slack, asked.data))
  })
  router.use(teamsRoutes(teams))
  if (desk) router.use(clockRoutes(desk))
  return router
}
