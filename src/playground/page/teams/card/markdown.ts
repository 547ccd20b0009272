/** Text as Teams draws it: a run of words in a style, a line break, a link, or somebody's name. */
export type Run =
  | { kind: 'text'; text: string; bold: boolean; italic: boolean; strike: boolean; code: boolean }
  | { kind: 'break' }
  | { kind: 'link'; href: string; text: string }
  | { kind: 'mention'; name: string }

/** A paragraph, or a list of lines. */
export type Block = { kind: 'paragraph'; runs: Run[] } | { kind: 'list'; ordered: boolean; items: Run[][] }

type Style = { bold: boolean; italic: boolean; strike: boolean; code: boolean }

const plainStyle: Style = { bold: false, italic: false, strike: false, code: false }

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const decode = (text: string): string => text.replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name) => named[name] ?? '')

const isWeb = (href: string): boolean => /^(https?:|mailto:|tel:)/i.test(href)

// Tried in this order at each place; what none of them takes is plain text.
const token =
  /\\([\\`*_{}[\]()#+\-.!|<>~])|<at>(.*?)<\/at>|(`)([^`\n]+)`|\[([^\]\n]+)\]\(([^()\s]+)\)|(\*\*|__|~~)(?=\S)([^\n]*?\S)\7|(?<![\p{L}\p{N}])([*_])(?=\S)([^\n]*?\S)\9(?![\p{L}\p{N}])|(\r?\n)/gu

const styleOf = (mark: string, style: Style): Style => {
  if (mark === '~~') return { ...style, strike: true }
  return mark.length === 2 ? { ...style, bold: true } : { ...style, italic: true }
}

const readRuns = (source: string, style: Style = plainStyle): Run[] => {
  const runs: Run[] = []
  const say = (text: string, own = style): void => {
    if (text) runs.push({ kind: 'text', text: decode(text), ...own })
  }
  let at = 0
  for (const match of source.matchAll(token)) {
    say(source.slice(at, match.index))
    at = match.index + match[0].length
    const [, escaped, mention, , code, words = '', href, strong, inStrong, weak, inWeak, line] = match
    if (escaped !== undefined) say(escaped)
    else if (mention !== undefined) runs.push({ kind: 'mention', name: decode(mention) })
    else if (code !== undefined) say(code, { ...style, code: true })
    else if (href !== undefined) {
      if (isWeb(href)) runs.push({ kind: 'link', href: decode(href), text: decode(words) })
      else say(words)
    } else if (strong !== undefined) runs.push(...readRuns(inStrong ?? '', styleOf(strong, style)))
    else if (weak !== undefined) runs.push(...readRuns(inWeak ?? '', styleOf(weak, style)))
    else if (line !== undefined) runs.push({ kind: 'break' })
  }
  say(source.slice(at))
  return runs
}

const bullet = /^\s*[-*+]\s+(?=\S)/
const number = /^\s*\d+[.)]\s+(?=\S)/

const readBlock = (text: string): Block[] => {
  const lines = text.split(/\r?\n/)
  for (const [mark, ordered] of [
    [bullet, false],
    [number, true],
  ] as const)
    if (lines.every((line) => mark.test(line)))
      return [{ kind: 'list', ordered, items: lines.map((line) => readRuns(line.replace(mark, ''))) }]
  return [{ kind: 'paragraph', runs: readRuns(text) }]
}

/** Reads the Markdown that Teams knows; markup of any other kind stays the text that it is. */
export const readMarkdown = (text: string): Block[] =>
  text
    .trim()
    .split(/\r?\n\s*\r?\n/)
    .filter(Boolean)
    .flatMap(readBlock)

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

const runHtml = (run: Run): string => {
  if (run.kind === 'break') return '<br>'
  if (run.kind === 'mention') return `<span class="mention">${escapeHtml(run.name)}</span>`
  if (run.kind === 'link')
    return `<a href="${escapeHtml(run.href)}" target="_blank" rel="noreferrer noopener">${escapeHtml(run.text)}</a>`
  const tags = [run.bold && 'strong', run.italic && 'em', run.strike && 's', run.code && 'code'].filter(Boolean)
  return tags.reduceRight<string>((inner, tag) => `<${tag}>${inner}</${tag}>`, escapeHtml(run.text))
}

const runsHtml = (runs: readonly Run[]): string => runs.map(runHtml).join('')

/** The same as HTML in which nothing stands that was not written here: every text is escaped. */
export const markdownHtml = (text: string): string =>
  readMarkdown(text)
    .map((block) => {
      if (block.kind === 'paragraph') return `<p>${runsHtml(block.runs)}</p>`
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>${block.items.map((item) => `<li>${runsHtml(item)}</li>`).join('')}</${tag}>`
    })
    .join('')
