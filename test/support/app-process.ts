import { pino } from 'pino'
import { v7 } from 'uuid'
import { startApp } from '../../src/app.ts'
import type { Env } from '../../src/config/env.ts'

/* The whole product in a process of its own, set up by the JSON that is its argument; prints its address. */
const env = JSON.parse(process.argv[2] ?? '{}') as Env
const app = await startApp(env, pino({ level: 'silent' }), { now: () => new Date(), newId: v7 }, { restMs: 0 })
process.stdout.write(`${app.url}\n`)
