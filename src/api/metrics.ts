import type { Express } from 'express'

type Labels = Readonly<Record<string, string>>
type Sample = { labels?: Labels; value: number; suffix?: string }
/** Numbers of one name, as Prometheus reads them. */
export type Family = { name: string; help: string; type: 'counter' | 'gauge' | 'histogram'; samples: Sample[] }

/** Seconds. Whoever acts reads words within 3 s (product §6), so most of them lie below. */
const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10]
const readWithinMs = 2_000

type Outcome = 'done' | 'refused' | 'failed'
type Answered = { platform: string; verb: string; outcome: Outcome; ms: number }

/** Numbers since this process started: what was answered, and what became of what was sent. */
export const createCounts = () => {
  const answers = new Map<string, { labels: Labels; below: number[]; sum: number; count: number }>()
  const outcomes = new Map<string, { labels: Labels; value: number }>()
  const sent = { done: 0, retry: 0, dead: 0 }

  const timed = ({ platform, verb, ms }: Answered) => {
    const key = `${platform} ${verb}`
    const one = answers.get(key) ?? { labels: { platform, verb }, below: bounds.map(() => 0), sum: 0, count: 0 }
    const seconds = ms / 1_000
    for (const [i, bound] of bounds.entries()) if (seconds <= bound) one.below[i] = (one.below[i] ?? 0) + 1
    one.sum += seconds
    one.count++
    answers.set(key, one)
  }

  return {
    answered: (one: Answered) => {
      timed(one)
      const { platform, verb, outcome } = one
      const key = `${platform} ${verb} ${outcome}`
      const known = outcomes.get(key) ?? { labels: { platform, verb, outcome }, value: 0 }
      known.value++
      outcomes.set(key, known)
    },
    sent: (outcome: keyof typeof sent) => {
      sent[outcome]++
    },
    families: (): Family[] => [
      {
        name: 'baton_answer_seconds',
        help: 'How long answers to people took.',
        type: 'histogram',
        samples: [...answers.values()].flatMap(({ labels, below, sum, count }) => [
          ...bounds.map((le, i) => ({
            labels: { ...labels, le: String(le) },
            value: below[i] ?? 0,
            suffix: '_bucket',
          })),
          { labels: { ...labels, le: '+Inf' }, value: count, suffix: '_bucket' },
          { labels, value: sum, suffix: '_sum' },
          { labels, value: count, suffix: '_count' },
        ]),
      },
      {
        name: 'baton_answers_total',
        help: 'Answers to people, by what came of it.',
        type: 'counter',
        samples: [...outcomes.values()],
      },
      {
        name: 'baton_outbox_sent_total',
        help: 'Messages that a platform took.',
        type: 'counter',
        samples: [{ value: sent.done }],
      },
      {
        name: 'baton_outbox_retries_total',
        help: 'Attempts after which a message is to be tried again.',
        type: 'counter',
        samples: [{ value: sent.retry }],
      },
      {
        name: 'baton_outbox_dead_total',
        help: 'Messages that were given up.',
        type: 'counter',
        samples: [{ value: sent.dead }],
      },
    ],
  }
}

export type Counts = ReturnType<typeof createCounts>

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')

const labelled = (labels: Labels = {}) => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

const textOf = ({ name, help, type, samples }: Family) =>
  [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(({ labels, value, suffix = '' }) => `${name}${suffix}${labelled(labels)} ${value}`),
  ].join('\n')

/**
 * Adds `/metrics` in the text format of Prometheus (product §5). `read` looks into the store; where that does not answer
 * within 2 s, `baton_store_up` is 0 and what it holds is left out.
 */
export const answerMetrics = (web: Express, counts: Counts, read: () => Promise<Family[]>) => {
  web.get('/metrics', async (_, response) => {
    const stored = await Promise.race([
      read().catch(() => null),
      new Promise<null>((done) => setTimeout(() => done(null), readWithinMs).unref()),
    ])
    const up: Family = {
      name: 'baton_store_up',
      help: 'Whether the store answers.',
      type: 'gauge',
      samples: [{ value: stored === null ? 0 : 1 }],
    }
    const families = [up, ...counts.families(), ...(stored ?? [])]
    response.type('text/plain; version=0.0.4; charset=utf-8').send(`${families.map(textOf).join('\n')}\n`)
  })
}
