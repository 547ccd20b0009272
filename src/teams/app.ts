import type { Logger } from 'pino'
import type { Dispatch } from '../chat/dispatch.ts'
import type { Edge } from '../chat/edge.ts'
import type { TeamsEnv } from '../config/platform-env.ts'
import type { Context } from '../services/context.ts'

type Given = { ctx: Context; dispatch: Dispatch; env: TeamsEnv; baseUrl: string; log: Logger; now: () => Date }

export const createTeamsApp = (given: Given): Edge => {
  throw new Error(`Teams is not there yet: ${Object.keys(given).join()}`)
}
