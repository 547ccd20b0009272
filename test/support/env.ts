import { fileURLToPath } from 'node:url'
import type { Env } from '../../src/config/env.ts'
import type { TestPlace } from './store.ts'

/** The configuration file of the demo organisation. */
export const demoFile = fileURLToPath(new URL('../../src/playground/demo/organisation.yaml', import.meta.url))

/** What the product is started with on a store of a test's own: a port that is free, no platform, nothing of the playground. */
export const envOn = ({ databaseUrl, dataDir }: Pick<TestPlace, 'databaseUrl' | 'dataDir'>): Env => ({
  port: 0,
  host: '127.0.0.1',
  baseUrl: 'http://127.0.0.1',
  databaseUrl,
  dataDir,
  configFile: null,
  demo: false,
  playground: false,
  slack: null,
  teams: null,
  logLevel: 'info',
})
