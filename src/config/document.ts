import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import { shown } from './nearest.ts'
import { mostProblems, type Path, type Problem } from './problem.ts'

const mostCharacters = 256 * 1024

/** The plain value of a YAML text, and the line of each path in it. */
type ConfigDocument = { value: object; lineOf: (path: Path) => number }

type DocumentReading = { ok: true; document: ConfigDocument } | { ok: false; problems: Problem[] }

const whole = (message: string): Problem => ({ line: 1, path: '', message, suggestion: null })
const tooDeep = 'groups and lists are nested too deeply'

const keyAt = (text: string, at: number) => /^["']?([^\s:"',}]*)/.exec(text.slice(at, at + 80))?.[1] ?? ''

const syntaxProblems = (document: Document, lines: LineCounter, text: string): Problem[] => {
  const found = [...document.errors, ...document.warnings].map((error) => ({
    code: error.code,
    line: Math.max(1, lines.linePos(error.pos[0]).line),
    message: error.message,
    key: keyAt(text, error.pos[0]),
  }))
  const first = found.find(({ code }) => code !== 'DUPLICATE_KEY')
  // One slip of the indentation makes YAML complain about every line after it, so only the first counts.
  const kept = first ? [first] : found
  return kept.slice(0, mostProblems).map(({ code, line, message, key }) => {
    if (code === 'DUPLICATE_KEY') return { ...whole(`the key ${shown(key)} stands twice in the same group`), line }
    if (code === 'MULTIPLE_DOCS') return { ...whole('a second document begins here; remove the line ---'), line }
    if (/call stack/i.test(message)) return { ...whole(tooDeep), line }
    return { ...whole(`this is not valid YAML: ${message}`), line }
  })
}

const forbiddenKeys = (document: Document, lines: LineCounter): Problem[] => {
  const problems: Problem[] = []
  visit(document, {
    Pair: (_, pair) => {
      if (!isScalar(pair.key) || pair.key.value !== '__proto__') return
      const line = lines.linePos(pair.key.range?.[0] ?? 0).line
      problems.push({ line, path: '__proto__', message: 'the key "__proto__" is not allowed', suggestion: null })
    },
  })
  return problems
}

/** A key with nothing behind it counts as left out: that is what remains when its lines are commented out. */
const withoutEmpty = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, held]) => held !== null)
  return Object.fromEntries(entries.map(([key, held]) => [key, withoutEmpty(held)]))
}

const finder = (document: Document, lines: LineCounter) => (path: Path) => {
  let node: unknown = document.contents
  let line = 1
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document)
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (!pair) break
      // A scalar may stand below its key; a group or list always belongs to the line of its key.
      const mark = isScalar(pair.value) && pair.value.value !== null ? pair.value : pair.key
      if (isNode(mark) && mark.range) line = lines.linePos(mark.range[0]).line
      next = pair.value
    } else if (isSeq(node)) {
      next = node.items[Number(step)]
      if (isNode(next) && next.range) line = lines.linePos(next.range[0]).line
    } else break
    node = next
  }
  return line
}

/** Parses YAML 1.2 and keeps where things stand; a text that is no group of keys is a problem, an empty one is not. */
export const readDocument = (text: string, fileName: string): DocumentReading => {
  if (text.length > mostCharacters) {
    return { ok: false, problems: [whole(`${fileName} is larger than ${mostCharacters / 1024} KiB`)] }
  }
  const lines = new LineCounter()
  // The schema is named so that a %YAML 1.1 line cannot turn the country NO into false.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core' })
  const problems = [
    ...syntaxProblems(document, lines, text),
    ...(document.errors.length ? [] : forbiddenKeys(document, lines)),
  ]
  if (problems.length > 0) return { ok: false, problems }
  try {
    const value = withoutEmpty(document.toJS({ maxAliasCount: 100 })) ?? {}
    if (typeof value !== 'object' || Array.isArray(value)) {
      return {
        ok: false,
        problems: [whole(`${fileName} must be a group of sections such as "organisation:" or "queues:"`)],
      }
    }
    return { ok: true, document: { value, lineOf: finder(document, lines) } }
  } catch (error) {
    // Only the file itself can cause these: an alias inside its own anchor, or aliases of aliases that swell without end.
    if (error instanceof RangeError) return { ok: false, problems: [whole(tooDeep)] }
    if (error instanceof ReferenceError) {
      return { ok: false, problems: [whole('aliases (*name) are repeated too often; write the values out')] }
    }
    throw error
  }
}
