/** How answers become a verdict; scores are 0 to 100, `n` counts criteria in `n_of_m` (domain §7). */
export type GateRules = {
  mode: 'all_of' | 'n_of_m' | 'weighted'
  sqlScore: number
  sqoScore: number
  n: number | null
}

/** The numbers of domain §7. */
export const defaultGate: GateRules = { mode: 'all_of', sqlScore: 60, sqoScore: 70, n: null }
