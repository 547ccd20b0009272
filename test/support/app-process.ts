import { enableCompileCache } from 'node:module'
import type { Env } from '../../src/config/env.ts'

// As the start command does: processes are started again and again.
enableCompileCache()
const [{ pino }, { v7 }, { startApp }] = await Promise.all([import('pino'), import('uuid'), import('../../src/app.ts')])

/*
 * The whole product in a process of its own, set up by the JSON that is its argument; prints its address. Where a second one
 * says so, time runs faster in it from a moment on: `{"from":<ms>,"by":10}`.
 */
const env = JSON.parse(process.argv[2] ?? '{}') as Env
const faster = JSON.parse(process.argv[3] ?? '{"from":0,"by":1}') as { from: number; by: number }
const now = () => new Date(faster.from + (Date.now() - faster.from) * faster.by)
const app = await startApp(env, pino({ level: 'silent' }), { now, newId: v7 }, { restMs: 0 })
process.stdout.write(`${app.url}\n`)
