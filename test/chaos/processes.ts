import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Env } from '../../src/config/env.ts'

const program = fileURLToPath(new URL('../support/app-process.ts', import.meta.url))

/** So many times as fast as real time the clock of the product runs, from a moment on (in milliseconds). */
export type Faster = { from: number; by: number }

export const momentIn = ({ from, by }: Faster, realMs: number): Date => new Date(from + (realMs - from) * by)

/** The product in a process of its own, which is started again whenever it ends, until it is stopped. */
export const keepProcess = (env: Env, faster: Faster) => {
  let child: ChildProcess | null = null
  let origin: string | null = null
  let isOver = false
  let hasStarted = false
  let served = 0

  const runOnce = async () => {
    const args = [program, JSON.stringify(env), JSON.stringify(faster)]
    const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    const closed = once(started, 'close')
    const lines = createInterface({ input: started.stdout })
    lines.once('line', (line) => {
      hasStarted = true
      served = 0
      origin = line.replace('localhost', '127.0.0.1')
    })
    let complaint = ''
    started.stderr.setEncoding('utf8').on('data', (text) => {
      complaint = (complaint + text).slice(-2_000)
    })
    await closed
    origin = null
    if (!hasStarted && !isOver) throw new Error(`A process did not start: ${complaint}`)
  }
  const running = (async () => {
    while (!isOver) {
      await runOnce()
      // Where the store is away a process ends by itself, at once.
      if (!isOver) await sleep(100)
    }
  })()

  // Whoever waits for it hears of it; until then it is nobody's.
  running.catch(() => undefined)

  return {
    /** Ends when the process was stopped; rejects where it could not even start once. */
    running,
    /** Where it answers; null while it starts. */
    origin: () => origin,
    /** How much it has answered since it started. */
    served: () => served,
    serve: () => {
      served++
    },
    kill: () => void child?.kill('SIGKILL'),
    stop: async () => {
      isOver = true
      child?.kill('SIGKILL')
      await running.catch(() => undefined)
    },
  }
}

export type Kept = ReturnType<typeof keepProcess>
