import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../db/rows.ts'
import { type Chat, openChat } from './support/chat.ts'
import { edit, mutate } from './support/mutation.ts'
import { openSlackWire } from './support/slack-wire.ts'
import { levels, opportunity, tellStory } from './support/story.ts'

/** The whole number on one store is enough: what reads a request does not know which store there is. */
const requests = process.env.TEST_DATABASE_URL ? 2_000 : 20_000
const together = 20

let chat: Chat
const rejections: unknown[] = []
const remember = (error: unknown) => rejections.push(error)

/** A day of everybody, by every way in: each kind of request that Slack sends is among them. */
const record = async () => {
  const story = tellStory(chat)
  await chat.type('Sofia', 'here dach', 'dach')
  await chat.type('Sofia', 'here alerts', 'wins')
  const one = await story.handOff({ Country: 'Germany' })
  await chat.settled()
  const card = await story.card(one)
  await chat.tap('Lena', 'dach', card, 'Accept')
  await chat.tap('Jonas', 'dach', card, 'Accept')
  await chat.tap('Jonas', 'dach', card, 'Why me?')
  await chat.sees('Lena', 'dach', 'Reached')
  await story.type('Lena', `touch ${one} call reached`)
  await story.does('Lena', `meet ${one}`, { Date: '2026-11-17', Time: '10:00' })
  await chat.dismiss('Lena')
  await story.type('Lena', `qualify ${one}`)
  await chat.fillOne('Lena', 'Budget', levels(2, 2, 2, 3).Budget ?? null)
  await chat.press('Lena', 'Save draft')
  await chat.dismiss('Lena')
  await story.does('Lena', `qualify ${one}`, { ...levels(2, 2, 2, 3), 'Account executive': 'Paolo Greco' })
  await chat.dismiss('Lena')
  await story.does('Paolo', `confirm ${one}`, { ...opportunity, Currency: 'EUR' })
  await chat.dismiss('Paolo')
  const two = await story.handOff()
  await story.type('Lena', `reject ${two}`)
  await story.send('Lena', { Reason: 'not ready' })
  await chat.dismiss('Lena')
  await story.sql()
  await story.sal()
  for (const text of [
    '',
    'help',
    'mine',
    'queue',
    'show 1',
    'find Lead',
    'funnel last month by source',
    'why 1',
    'undo',
  ])
    await story.type('Sofia', text)
  await chat.home('Lena')
}

beforeAll(async () => {
  process.on('unhandledRejection', remember)
  chat = await openChat()
  await record()
  await chat.settled()
}, 60_000)
afterAll(async () => {
  process.off('unhandledRejection', remember)
  await chat.close()
})

type Row = { level: number; msg: string; fault?: { name: string; said?: string } }

/** Slack's own words for what it does not take; what the store or the system says is in other letters. */
const isOfSlack = ({ name, said = '' }: NonNullable<Row['fault']>) => name === 'VendorError' || /^[a-z_]+$/.test(said)

/** What would be there if an act had been stored by halves. */
const halves = async () => {
  const questions = {
    'a stage that no line of history led to': sql`select h.number from handoffs h where h.stage is distinct from
      (select l.to_stage from history l where l.handoff_id = h.id order by l.id desc limit 1)`,
    'a line that does not begin where the one before ended': sql`select l.id from (select id, from_stage,
      lag(to_stage) over (partition by handoff_id order by id) as before from history) l
      where l.before is not null and l.from_stage is distinct from l.before`,
    'a stage of sales without an owner': sql`select number from handoffs where stage in ('SAL', 'SQL', 'SQO') and owner_id is null`,
    'two clocks of a kind at once': sql`select handoff_id from timers where stopped_at is null and about is null
      group by handoff_id, clock having count(*) > 1`,
    'a clock of acceptance that runs for what was accepted': sql`select t.id from timers t join handoffs h on h.id = t.handoff_id
      where t.clock = 'accept' and t.stopped_at is null and h.stage <> 'MQL'`,
    'an answer that names a line which is not there': sql`select k.key from idempotency_keys k,
      jsonb_array_elements_text(case when jsonb_typeof(k.answer->'lines') = 'array' then k.answer->'lines' else '[]' end) line
      where not exists (select 1 from history l where l.id = line::uuid)`,
    'a message in a lane that nobody serves': sql`select o.id from outbox o where o.state = 'queued'
      and not exists (select 1 from lanes l where l.tenant_id = o.tenant_id and l.lane = o.lane)`,
  }
  const found: Record<string, number> = {}
  for (const [what, question] of Object.entries(questions)) {
    const rows = await rowsOf(chat.db(), question)
    if (rows.length > 0) found[what] = rows.length
  }
  return found
}

const kindOf = (body: string) => {
  const payload = new URLSearchParams(body).get('payload')
  return (JSON.parse(payload ?? (body.startsWith('{') ? body : '{}')) as { type?: string }).type ?? 'command'
}

it('every kind of request was recorded', () => {
  const kinds = new Set(chat.delivered.map(({ body }) => kindOf(body)))
  const all = ['block_actions', 'block_suggestion', 'command', 'event_callback', 'view_submission']
  expect([...kinds]).toEqual(expect.arrayContaining(all))
})

it(`recorded requests that were changed in any way, ${requests} of them, validly signed, are answered and break nothing`, async () => {
  const recorded = [...chat.delivered]
  const wire = openSlackWire(chat)
  const changed = fc.record({
    which: fc.nat({ max: recorded.length - 1 }),
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(changed, { minLength: together, maxLength: together }), async (some) => {
      const answers = await Promise.all(
        some.map(async ({ which, edits }) => {
          const one = recorded[which]
          if (!one) throw new Error('Nothing was recorded.')
          const body = mutate(one, edits)
          const answer = await wire.send(body, { type: one.type })
          return { status: answer.status, body }
        }),
      )
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
      expect(rejections).toEqual([])
    }),
    { numRuns: requests / together, endOnFailure: true },
  )
  await chat.settled()
  // What Slack refuses, such as a view that it does not know, is its answer to a changed id and no fault of ours; Bolt
  // has a line of its own for bodies that no listener of it can read.
  const broken = chat.logged
    .map((row) => JSON.parse(row) as Row)
    .filter(({ level, fault, msg }) => level >= 50 && fault && !isOfSlack(fault) && msg !== 'Bolt broke')
  expect(broken).toEqual([])
  expect(await halves()).toEqual({})
  expect(Object.keys(Object.prototype)).toEqual([])
  expect((await fetch(`${chat.url()}/readyz`)).status).toBe(200)
}, 600_000)
