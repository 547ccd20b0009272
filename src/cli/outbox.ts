import { Command, InvalidArgumentError, Option } from 'commander'
import { type DeadLetter, readDead } from '../../db/queries/dead-letters.ts'
import { readOrganisation } from '../../db/queries/organisation.ts'
import { lostWords, whyWords } from '../cards/letter.ts'
import { type Settled, settleDead } from '../services/dead-letters.ts'
import { plain, type Sentence } from '../texts/sentence.ts'
import { withStore } from './open-store.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

type Which = number | 'all'
type Options = { retry?: Which; drop?: Which; json?: true }

const which = (text: string): Which => {
  if (text === 'all') return text
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new InvalidArgumentError(`"${text}" is no id of a message; write one that the list shows, or all.`)
}

const entryOf = (one: DeadLetter, say: (sentence: Sentence) => string) => ({
  id: one.outboxId,
  handoff: one.handoff?.number ?? null,
  what: say(lostWords(one)),
  reason: one.letter?.why ?? null,
  why: say(whyWords(one)),
  attempts: one.letter?.attempts ?? null,
  lostAt: one.lostAt?.toISOString() ?? null,
})

const meant = (dead: DeadLetter[], wanted: Which): number[] => {
  const ids = dead.map(({ outboxId }) => outboxId)
  if (wanted === 'all') return ids
  if (!ids.includes(wanted)) throw new Stopped(`No message ${wanted} was given up, or it was settled already.`, 1)
  return [wanted]
}

const count = (n: number) => `${n} ${n === 1 ? 'message' : 'messages'}`

const doneWords = (settled: Settled, n: number) =>
  settled === 'retried'
    ? `${count(n)} will be tried again, in order, as soon as Baton runs.\n`
    : `${count(n)} dropped for good.\n`

/** `baton outbox`: lists the messages that were given up, has them tried again, or drops them. Exit code 1 for an unknown id. */
export const outboxWord = (terminal: Terminal) =>
  new Command('outbox')
    .description('list the messages that could not be delivered; send them again, or drop them')
    .addOption(new Option('--retry <id>', 'have it tried again in its place in the order, or all').argParser(which))
    .addOption(new Option('--drop <id>', 'drop it for good, or all').argParser(which).conflicts('retry'))
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      await withStore(environment(terminal), false, async ({ db }) => {
        const organisation = await readOrganisation(db)
        const tenantId = organisation?.id ?? terminal.newId()
        const dead = await readDead(db, tenantId)
        const wanted = options.retry ?? options.drop
        if (wanted === undefined) {
          const zone = organisation?.zone ?? 'UTC'
          const entries = dead.map((one) => entryOf(one, (sentence) => plain('en', zone, sentence)))
          const rows = entries.map(({ id, what, why, lostAt }) => `${id}  ${lostAt ?? ''}  ${what} ${why}\n`).join('')
          return terminal.out(options.json ? `${JSON.stringify(entries)}\n` : rows || 'Nothing was given up.\n')
        }
        const settled = options.retry === undefined ? 'dropped' : 'retried'
        const known = { db, tenantId, now: terminal.now, newId: terminal.newId }
        const ids = await settleDead(known, meant(dead, wanted), settled, null)
        return terminal.out(options.json ? `${JSON.stringify({ settled, ids })}\n` : doneWords(settled, ids.length))
      })
      terminal.end(0)
    })
