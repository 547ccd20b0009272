import { pino } from 'pino'
import { StoreInUse } from '../db/durable-folder.ts'
import { BadConfig, startApp } from './app.ts'
import { PlatformRefused } from './chat/edge.ts'
import { readEnv } from './config/env.ts'
import { faultOf } from './log.ts'
import { slashCommand } from './texts/catalogue.ts'

const stopWithinMs = 10_000

const complain = (text: string) => {
  process.stderr.write(`${text}\n`)
  return 1
}

/** Runs the product until it is told to stop (SIGTERM, SIGINT); gives the exit code when it could not start. */
export const runProcess = async (): Promise<number> => {
  const read = readEnv()
  if (!read.ok) return complain(read.problems.join('\n'))
  const { env } = read
  const log = pino({ level: env.logLevel, redact: ['*.token', '*.secret', '*.authorization'] })
  const app = await startApp(env, log).catch((error: unknown) => {
    if (error instanceof StoreInUse || error instanceof BadConfig || error instanceof PlatformRefused)
      return error.message
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return `Port ${env.port} is taken by another program. Set PORT to another number.`
    throw error
  })
  if (typeof app === 'string') return complain(app)
  process.on('unhandledRejection', (error) => {
    log.error({ fault: faultOf(error) }, 'unhandled')
  })
  process.stdout.write(
    `\nBaton runs at ${app.url}${env.playground ? ' – open it in a browser: you play everybody there.' : ''}\n\n`,
  )
  const teamsAlone = env.teams !== null && env.slack === null && !env.playground
  const wayIn = teamsAlone ? 'In Teams, write to Baton:' : `In Slack, type: ${slashCommand()}`
  if (app.setupCode !== null) process.stdout.write(`Nobody is an admin yet. ${wayIn} setup ${app.setupCode}\n\n`)
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    await app.stop()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  return 0
}
