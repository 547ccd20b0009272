/** One question of a framework; `minimum` is a level 0 to 3, `weight` its share of the score (domain §7). */
export type Criterion = {
  key: string
  label: string
  help: string
  weight: number
  minimum: number
  /** In `n_of_m` a required criterion must reach its minimum whatever the count. */
  required: boolean
  levels: readonly [string, string, string, string]
}

/** A set of criteria; a change makes a new version, old answers keep theirs (domain §7). */
export type Framework = { key: string; version: number; title: string; criteria: Criterion[] }
