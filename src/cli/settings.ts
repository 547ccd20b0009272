import { basename } from 'node:path'
import { type Env, readEnv } from '../config/env.ts'
import { defaultSettings, readConfigFile } from '../config/file.ts'
import type { Problem } from '../config/problem.ts'
import type { Settings } from '../domain/settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

/** The variables, or a stop that names what is wrong with them. */
export const environment = ({ variables }: Pick<Terminal, 'variables'>): Env => {
  const read = readEnv(variables)
  if (!read.ok) throw new Stopped(read.problems.join('\n'), 1)
  return read.env
}

/** A problem of the file as editors and people read it. */
export const problemText = (file: string, { line, path, message, suggestion }: Problem) => {
  const hint = suggestion === null ? '' : ` (${suggestion})`
  return `${basename(file)}:${line}: ${path === '' ? '' : `${path}: `}${message}${hint}`
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
