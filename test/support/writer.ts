import { v7 } from 'uuid'
import { commands } from '../../commands/index.ts'
import { openStore } from '../../db/client.ts'
import { createDispatch } from '../../src/chat/dispatch.ts'
import { nowhere } from './nowhere.ts'
import { bindTeamPlace, handOverLead, openTeamContext, teamSettings, zone } from './organisation.ts'

/*
 * Works on the embedded store of the folder that is its argument until it is killed: hands off, accepts, touches, and
 * prints a line for each act as soon as that was acknowledged.
 */
const said = (line: string) => process.stdout.write(`${line}\n`)

const store = await openStore({ databaseUrl: null, dataDir: process.argv[2] ?? '' }).catch((error: Error) => {
  process.stderr.write(error.message)
  process.exit(1)
})
const ctx = await openTeamContext(store, teamSettings(2), () => new Date())
await bindTeamPlace(ctx)
const people = await ctx.db.query.members.findMany()
const idOf = (local: string) => people.find((one) => one.email === `${local}@fjordlight.example`)?.id ?? ''
const dispatch = createDispatch({
  ctx,
  commands,
  directory: nowhere,
  whoIs: async ({ externalId }) => ({ id: externalId, name: '', roles: ['sdr'], language: 'en', zone }),
  record: ({ error }) => {
    if (error) throw error
  },
})
const tap = (word: string, about: number, variant: string | null) =>
  dispatch({
    word,
    about,
    variant,
    input: {},
    text: '',
    actor: { platform: 'slack', externalId: idOf('sdr0') },
    place: null,
    surface: 'button',
    delivery: v7(),
  })

said('ready')
const work = async () => {
  for (;;) {
    const id = v7()
    const done = await handOverLead(ctx, idOf('felix'), `${id}@${id}.example`)
    if (!done.ok) throw new Error(done.refusal.key)
    said(`new ${done.number}`)
    await tap('accept', done.number, null)
    said(`accept ${done.number}`)
    await tap('touch', done.number, 'no_answer')
    said(`touch ${done.number}`)
  }
}
await Promise.all([work(), work(), work()])
