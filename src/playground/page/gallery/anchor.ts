import type { Exhibit } from '../../api.ts'

/** The anchor of an exhibit: `card-handoff-mql`. */
export const anchorOf = ({ kind, group, name }: Exhibit): string =>
  `${kind}-${group}-${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
