/** A line of the table; `isMet` is null where nothing is asked for. `lost` names what is wrong. */
export type Row = { what: string; measured: string; goal: string; isMet: boolean | null; lost: string[] }

/** Of so many none may be wrong. */
export const none = (what: string, all: number, lost: string[]): Row => ({
  what,
  measured: `${lost.length} of ${all}`,
  goal: '0',
  isMet: lost.length === 0,
  lost,
})

/** What a run was like. */
export const shown = (what: string, measured: string): Row => ({ what, measured, goal: '–', isMet: null, lost: [] })
