import type { Store } from '../../db/client.ts'
import { readBoundChannels, readStaffing, readStoreHealth, readUnjoined } from '../../db/queries/health.ts'
import type { ChannelState } from '../domain/place-fault.ts'
import { type Platform, platforms } from '../domain/platform.ts'
import { unroutedQueue } from '../domain/routing.ts'
import { bad, type Finding, ok, warn } from '../texts/finding.ts'
import { allOf, say, type Value } from '../texts/sentence.ts'

/** What a platform finds out about itself, some channels, and which of some e-mail addresses it does not know. */
export type PlatformCheck = (asked: { channels: string[]; emails: string[] }) => Promise<{
  findings: Finding[]
  /** A channel that it said nothing about in time is missing. */
  channels: Map<string, ChannelState>
  strangers: string[]
}>

/** The self-checks of the platforms that run. */
export type PlatformChecks = Partial<Record<Platform, PlatformCheck>>

type Organisation = { store: Pick<Store, 'kind' | 'db'>; tenantId: string }
type Bound = Awaited<ReturnType<typeof readBoundChannels>>[number]

/** So many channels, and so many addresses, are asked about at one time: the platform limits it. */
const askedAtMost = 25
const manyQueued = 500

const storeFindings = async ({ store, tenantId }: Organisation): Promise<Finding[]> => {
  const health = await readStoreHealth(store.db, tenantId)
  const { queued, dead, stepsMissing } = health
  const holds = say(`doctor.store.${store.kind}`, { count: health.handoffs })
  return [
    ok(holds),
    ...(stepsMissing === 0 ? [] : [bad(say('doctor.schema', { count: Math.abs(stepsMissing) }))]),
    ...(queued > manyQueued ? [warn(say('doctor.queued', { count: queued }))] : []),
    ...(dead > 0 ? [warn(say('doctor.dead', { count: dead }))] : []),
  ]
}

const whatFor = ({ place, queueTitle }: Bound): Value =>
  allOf([...(queueTitle === null ? [] : [queueTitle]), ...(place.alerts === null ? [] : [say('word.sqoAlerts')])])

const hereFor = ({ place, queueKey }: Bound) =>
  queueKey ?? (place.alerts === '*' ? 'alerts' : `alerts ${place.alerts ?? ''}`)

/** People of another organisation read along, and no manager allowed that: no lead data goes there. */
const isWithheld = ({ place }: Bound, state: ChannelState) => state.isShared && place.sharedAllowedBy === null

const channelFindings = (bound: Bound[], states: Map<string, ChannelState>): Finding[] => {
  const whole: Value[] = []
  const findings: Finding[] = []
  for (const one of bound) {
    const state = states.get(one.place.externalId)
    const values = { place: state?.name ?? say('word.itsChannel'), what: whatFor(one), here: hereFor(one) }
    if (!state) findings.push(warn(say('doctor.place.silent', { what: values.what })))
    else if (state.fault !== null) findings.push(bad(say(`doctor.place.${state.fault}`, values)))
    else if (isWithheld(one, state)) findings.push(warn(say('doctor.place.shared', values)))
    else whole.push(say('doctor.place.whole', { place: values.place, what: values.what }))
  }
  return whole.length > 0 ? [ok(say('doctor.places', { places: allOf(whole) })), ...findings] : findings
}

const queueFindings = (staffing: Awaited<ReturnType<typeof readStaffing>>, bound: Bound[]): Finding[] => {
  const named = staffing.filter(({ key }) => key !== unroutedQueue)
  if (named.length === 0) return [bad(say('doctor.noQueue'))]
  return [
    ...named
      .filter(({ id }) => !bound.some(({ place }) => place.queueId === id))
      .map(({ key, title }) => warn(say('doctor.queue.noPlace', { queue: title, here: key }))),
    ...named.filter((one) => one.members === 0).map(({ title }) => warn(say('doctor.queue.nobody', { queue: title }))),
    ...(bound.some(({ place }) => place.alerts !== null) ? [] : [warn(say('doctor.noAlerts'))]),
  ]
}

const peopleFindings = (unjoined: { name: string; email: string | null }[], strangers: string[]): Finding[] => {
  const names = unjoined.filter(({ email }) => email === null || strangers.includes(email)).map(({ name }) => name)
  return names.length === 0 ? [] : [warn(say('doctor.people', { count: names.length, names: allOf(names) }))]
}

const idsOn = (platform: Platform, bound: Bound[]) => [
  ...new Set(bound.flatMap(({ place }) => (place.platform === platform ? place.externalId : []))),
]

/** What all platforms together find out; null where there is none. A stranger is who is known on none of them. */
const examineAll = async (checks: PlatformChecks, bound: Bound[], emails: string[]) => {
  const running = platforms.flatMap((platform) => {
    const check = checks[platform]
    return check ? [{ platform, check }] : []
  })
  if (running.length === 0) return null
  const found = await Promise.all(
    running.map(({ platform, check }) => check({ channels: idsOn(platform, bound).slice(0, askedAtMost), emails })),
  )
  return {
    findings: found.flatMap(({ findings }) => findings),
    channels: new Map(found.flatMap(({ channels }) => [...channels])),
    strangers: emails.filter((email) => found.every(({ strangers }) => strangers.includes(email))),
  }
}

/**
 * Looks at all that the product needs: the store, the platform, each bound channel, queues and people. `mended` hears of
 * the channels that were closed to us and are open again.
 */
export const examineOrganisation = async (
  organisation: Organisation,
  checks: PlatformChecks,
  mended: (platform: Platform, externalIds: string[]) => Promise<void> = async () => undefined,
): Promise<Finding[]> => {
  const { store, tenantId } = organisation
  const [bound, staffing, unjoined] = await Promise.all([
    readBoundChannels(store.db, tenantId),
    readStaffing(store.db, tenantId),
    readUnjoined(store.db, tenantId),
  ])
  const emails = unjoined.flatMap(({ email }) => email ?? []).slice(0, askedAtMost)
  const [found, stored] = await Promise.all([examineAll(checks, bound, emails), storeFindings(organisation)])
  const isOpen = (one: Bound) => {
    const state = found?.channels.get(one.place.externalId)
    return state?.fault === null && !isWithheld(one, state)
  }
  const open = bound.filter((one) => one.place.brokenBecause !== null && isOpen(one))
  for (const platform of platforms) await mended(platform, idsOn(platform, open))
  return [
    ...stored,
    ...(found === null ? [warn(say('doctor.noPlatform'))] : found.findings),
    ...(found === null ? [] : channelFindings(bound, found.channels)),
    ...queueFindings(staffing, bound),
    ...peopleFindings(unjoined, found?.strangers ?? []),
  ]
}
