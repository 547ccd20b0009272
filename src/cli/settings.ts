import { type Env, readEnv } from '../config/env.ts'
import { defaultSettings, readConfigFile } from '../config/file.ts'
import { problemText } from '../config/problem.ts'
import type { Settings } from '../domain/settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

/** The variables, or a stop that names what is wrong with them. */
export const environment = ({ variables }: Pick<Terminal, 'variables'>): Env => {
  const read = readEnv(variables)
  if (!read.ok) throw new Stopped(read.problems.join('\n'), 1)
  return read.env
}

/** What the file settles, null where there is none; a stop when something in it is wrong. */
export const settingsOfFile = (env: Env): Settings | null => {
  if (env.configFile === null) return null
  const file = env.configFile
  const read = readConfigFile(file)
  if (!read.ok) throw new Stopped(read.problems.map((problem) => problemText(file, problem)).join('\n'), 1)
  return read.settings
}

/** What holds: what the file settles, else the defaults. */
export const settingsInForce = (env: Env): Settings => settingsOfFile(env) ?? defaultSettings()
