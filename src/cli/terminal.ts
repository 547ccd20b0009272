/** Where a word of the command line writes to, and what it knows of the outside. */
export type Terminal = {
  /** Writes to standard output; settles when there is room for more. */
  out: (text: string) => Promise<void>
  /** Writes to standard error. */
  err: (text: string) => void
  /** Whether somebody watches standard error. */
  isWatched: boolean
  /** The variables, where they are not those of the process. */
  variables?: Record<string, string | undefined>
  now: () => Date
  newId: () => string
  /** Says with which exit code the word ends: 0 well, 1 something is wrong with the data or was refused. */
  end: (code: 0 | 1) => void
}

/** Ends a word with a sentence for its reader: 1 when the data or a rule is in the way, 2 when it was called wrongly. */
export class Stopped extends Error {
  override name = 'Stopped'
  readonly exitCode: 1 | 2
  constructor(sentence: string, exitCode: 1 | 2) {
    super(sentence)
    this.exitCode = exitCode
  }
}
