import { globSync, readFileSync } from 'node:fs'

export type Import = { from: string; line: number; isType: boolean }
export type Source = { path: string; text: string; lines: number; imports: Import[] }

const importing =
  /^(?:import|export)\s+(?<type>type\b)?[^'"`;]*?from\s+'(?<from>[^']+)'|^import\s+'(?<bare>[^']+)'|\bimport\(\s*'(?<later>[^']+)'\s*\)/gm

const importsOf = (text: string): Import[] =>
  [...text.matchAll(importing)].map(({ index, groups }) => ({
    from: groups?.from ?? groups?.bare ?? groups?.later ?? '',
    line: text.slice(0, index).split('\n').length,
    isType: groups?.type !== undefined,
  }))

const read = (path: string): Source => {
  const text = readFileSync(path, 'utf8')
  return { path, text, lines: text.split('\n').length - 1, imports: importsOf(text) }
}

const under = (patterns: string[]) => globSync(patterns).toSorted().map(read)

/** The product's own files: what runs, without its tests. */
export const product = under(['src/**/*.ts', 'src/**/*.tsx', 'commands/*.ts', 'db/**/*.ts'])

/** Every file that somebody wrote by hand, styles and tests too. */
export const written = [
  ...product,
  ...under(['src/**/*.css', 'src/**/*.html', 'test/**/*.ts', 'test/**/*.tsx', '*.config.ts']),
]

/** Each line of the file that the pattern finds, as `path:line  text`. */
export const found = ({ path, text }: Source, pattern: RegExp): string[] =>
  text
    .split('\n')
    .flatMap((row, i) =>
      pattern.test(row) && !/^\s*(?:\/\/|\/?\*)/.test(row) ? [`${path}:${i + 1}  ${row.trim()}`] : [],
    )
