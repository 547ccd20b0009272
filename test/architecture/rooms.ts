import { posix } from 'node:path'
import type { Import, Source } from './source.ts'

/** Each room may import itself and every room before its step; two rooms of one step do not know each other. */
const steps = [
  ['domain'],
  ['texts', 'config', 'db', 'crm'],
  ['services', 'cards', 'forms'],
  ['chat'],
  ['commands', 'slack', 'teams', 'api', 'jobs'],
  ['playground'],
  ['app'],
  ['main', 'cli'],
]

const singles: Record<string, string> = {
  'src/main.ts': 'main',
  'src/app.ts': 'app',
  'src/process.ts': 'app',
  'src/log.ts': 'app',
  'src/platforms.ts': 'app',
}

/** The room that a file stands in; null for a file in no room that we know. */
export const roomOf = (path: string): string | null => {
  if (path.startsWith('src/playground/page/')) return 'page'
  const name = singles[path] ?? /^(?:src\/)?(?<room>commands|db|[a-z]+)\//.exec(path)?.groups?.room ?? ''
  return steps.flat().includes(name) ? name : null
}

const stepOf = (room: string) => steps.findIndex((step) => step.includes(room))

/** The path of an imported file from the root; null for a package. */
const pathOf = ({ path }: Source, { from }: Import): string | null =>
  from.startsWith('.') ? posix.join(posix.dirname(path), from) : null

const pageRule =
  'the page is a program for the browser: it may import its own files and the types of playground/api.ts and teams-api.ts'

/** Why an import between two rooms is wrong, in words that say what to do; null where it is right. */
export const wrongWay = (source: Source, one: Import): string | null => {
  const target = pathOf(source, one)
  if (target === null) return null
  const from = roomOf(source.path)
  const to = roomOf(target)
  const where = `${source.path}:${one.line} imports ${target}`
  if (from === 'page')
    return to === 'page' || (/^src\/playground\/(?:teams-)?api\.ts$/.test(target) && one.isType)
      ? null
      : `${where}: ${pageRule}`
  if (to === 'page') return `${where}: nothing of the page runs on the server; name its file by path`
  if (from === null || to === null) return `${where}: one of them stands in no room; move it into one`
  if (to === 'playground' && from !== 'playground' && source.path !== 'src/app.ts')
    return `${where}: only src/app.ts loads the playground`
  if (from === to || stepOf(to) < stepOf(from)) return null
  return `${where}: ${from}/ may not know ${to}/; move the code down, or let src/app.ts hand it in`
}
