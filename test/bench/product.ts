import { enableCompileCache } from 'node:module'
import type { Env } from '../../src/config/env.ts'

// As the start command does.
enableCompileCache()
const [{ pino }, { startApp }] = await Promise.all([import('pino'), import('../../src/app.ts')])

const [databaseUrl, dataDir = '', configFile = '', access = '{}'] = process.argv.slice(2)

const app = await startApp(
  {
    port: 0,
    host: '127.0.0.1',
    baseUrl: 'http://127.0.0.1',
    databaseUrl: databaseUrl || null,
    dataDir,
    configFile,
    demo: false,
    playground: false,
    teams: null,
    slack: null,
    ...(JSON.parse(access) as Partial<Env>),
    logLevel: 'warn',
  },
  pino({ level: 'warn' }),
)

process.on('message', (ask) => {
  if (ask === 'memory') {
    globalThis.gc?.()
    process.send?.({ rss: process.memoryUsage.rss() })
  } else void app.stop().then(() => process.exit(0))
})
process.send?.({ url: app.url.replace('localhost', '127.0.0.1') })
