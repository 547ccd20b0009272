/** A hand-off of the file with the line where it stands, or why that line is none. */
export type ImportRecord = { line: number; value: unknown } | { line: number; reason: string }

const longestLine = 1_000_000

/** Reads lines of JSON, each a record of its own; empty lines are passed over. */
export async function* jsonRecords(lines: AsyncIterable<string>): AsyncGenerator<ImportRecord> {
  let line = 0
  for await (const text of lines) {
    line += 1
    const bare = line === 1 ? text.replace(/^\uFEFF/, '') : text
    if (bare.trim() === '') continue
    if (bare.length > longestLine) {
      yield { line, reason: 'is longer than a million characters' }
      continue
    }
    let value: unknown
    try {
      value = JSON.parse(bare)
    } catch {
      yield { line, reason: 'is not JSON' }
      continue
    }
    yield { line, value }
  }
}

/** Splits text into lines at `\n` alone: JSON may hold the other marks that end lines elsewhere. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = (lines.pop() ?? '').slice(0, longestLine + 1)
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  if (rest !== '') yield rest.replace(/\r$/, '')
}
