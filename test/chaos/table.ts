import type { Row } from './row.ts'

const namedAtMost = 10

/** The table of a run, with what is wrong named below it. */
export const tableOf = (rows: readonly Row[]): string =>
  rows
    .flatMap(({ what, measured, goal, isMet, lost }) => [
      `${isMet === null ? '·' : isMet ? '✓' : '✗'} ${what.padEnd(46)} ${measured.padEnd(24)} goal ${goal}`,
      ...(isMet === false ? lost.slice(0, namedAtMost).map((one) => `    ${one}`) : []),
    ])
    .join('\n')
