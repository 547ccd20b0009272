import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'

export type Where = { databaseUrl: string | null; dataDir: string; remove: () => Promise<void> }
export type Row = { what: string; measured: string; goal: string; isMet: boolean | null }

export const here = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url))

const answerOf = <Answer>(child: ChildProcess): Promise<Answer> =>
  new Promise((done, failed) => {
    child.once('message', (message) => done(message as Answer))
    child.once('exit', (code) => failed(new Error(`A measured process ended with code ${code}.`)))
  })

/** Starts a process to be measured; its arguments are its own matter. */
export const start = async (file: string, args: string[] = []) => {
  // The flags of `npm start`, and a collection on demand so that memory is read after it.
  const child = fork(here(file), args, {
    execArgv: ['--expose-gc', '--max-semi-space-size=8', '--heap-growing-percent=40'],
  })
  const { url } = await answerOf<{ url: string }>(child)
  const memoryMiB = async () => {
    child.send('memory')
    return (await answerOf<{ rss: number }>(child)).rss / 2 ** 20
  }
  const stop = () =>
    new Promise<void>((done) => {
      child.removeAllListeners('exit').once('exit', () => done())
      child.send('stop')
    })
  return { url, memoryMiB, stop }
}

const embeddedPlace = async (): Promise<Where> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'))
  return { databaseUrl: null, dataDir, remove: async () => rmSync(dataDir, { recursive: true, force: true }) }
}

const serverPlace = (url: string) => async (): Promise<Where> => {
  const name = `baton_bench_${process.pid}_${Math.floor(performance.now())}`
  const admin = postgres(url, { max: 1, onnotice: () => undefined })
  await admin.unsafe(`create database ${name}`)
  const address = new URL(url)
  address.pathname = `/${name}`
  const remove = async () => {
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  }
  return { databaseUrl: address.href, dataDir: '', remove }
}

/** The stores that are measured: Postgres where there is one. */
export const stores = [
  { name: 'embedded', open: embeddedPlace, ratio: 0.3, memory: 500 },
  ...(process.env.DATABASE_URL
    ? [{ name: 'Postgres', open: serverPlace(process.env.DATABASE_URL), ratio: 0.5, memory: 250 }]
    : []),
]

/** Does work on a store of its own, gone afterwards. */
export const within = async <T>(open: () => Promise<Where>, work: (where: Where) => Promise<T>): Promise<T> => {
  const where = await open()
  try {
    return await work(where)
  } finally {
    await where.remove()
  }
}
