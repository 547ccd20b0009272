import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Settings } from '../domain/settings.ts'
import { assemble } from './assemble.ts'
import { readDocument } from './document.ts'
import { mostProblems, type Problem, pathText } from './problem.ts'
import { brokenReferences } from './references.ts'
import { readSections } from './sections.ts'

export type ConfigReading = { ok: true; settings: Settings } | { ok: false; problems: Problem[] }

/** What holds where there is no configuration file: the numbers of domain.md, the zone of the machine. */
export const defaultSettings = (): Settings => assemble({})

/** Checks the text of a configuration file; up to 100 problems at once, in the order of its lines. `fileName` serves the messages. */
export const readConfigText = (text: string, fileName: string): ConfigReading => {
  const read = readDocument(text, fileName)
  if (!read.ok) return read
  const { value, lineOf } = read.document
  const { sections, findings } = readSections(value)
  const wrong = new Set(findings.map(({ path }) => String(path[0])))
  const all = [...findings, ...brokenReferences(sections, wrong)]
  if (all.length === 0) return { ok: true, settings: assemble(sections) }
  const problems = all.slice(0, mostProblems).map(({ path, message, suggestion }) => ({
    line: lineOf(path),
    path: pathText(path),
    message,
    suggestion,
  }))
  return { ok: false, problems: problems.sort((one, other) => one.line - other.line) }
}

const whyUnreadable = (code: string | undefined) => {
  if (code === 'ENOENT') return 'there is no such file; give its path in BATON_CONFIG, or unset it for the defaults'
  if (code === 'EISDIR') return 'this is a folder; give the path of the file in BATON_CONFIG'
  if (code === 'EACCES') return 'this user may not read it; change its permissions'
  return null
}

/** Reads and checks the configuration file; without one the defaults hold. */
export const readConfigFile = (path: string | null | undefined): ConfigReading => {
  if (path === null || path === undefined) return { ok: true, settings: defaultSettings() }
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    const why = whyUnreadable(code)
    if (why === null) throw error
    return { ok: false, problems: [{ line: 1, path: '', message: `${path}: ${why}`, suggestion: null }] }
  }
  return readConfigText(text, basename(path))
}
