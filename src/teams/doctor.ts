import type { TeamsEnv } from '../config/platform-env.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import type { PlatformCheck } from '../services/doctor.ts'
import type { Connector } from './connector.ts'
import type { Roster } from './roster.ts'

/** What the edge noticed of the requests that came: when the last was taken, and when one was refused. */
export type Noticed = { takenAt: number | null; refusedAt: number | null }

type Given = {
  call: Connector
  roster: Roster
  env: TeamsEnv
  baseUrl: string
  noticed: (() => Noticed) | null
  now: () => number
}

/** Makes the self-check of Teams. */
export const createTeamsCheck =
  ({ roster }: Given): PlatformCheck =>
  async ({ emails }) => {
    const strangers = await Promise.all(
      emails.map(async (email) => ((await roster.find((one) => one.emails.includes(email))) ? [] : [email])),
    )
    return { findings: [], channels: new Map<string, ChannelState>(), strangers: strangers.flat() }
  }
