import type { Store } from '../../db/client.ts'
import { readBoundChannels, readStaffing, readStoreHealth, readUnjoined } from '../../db/queries/health.ts'
import { type ChannelState, faultOn } from '../domain/place-fault.ts'
import { type Platform, platforms } from '../domain/platform.ts'
import { unroutedQueue } from '../domain/routing.ts'
import { bad, type Finding, ok, warn } from '../texts/finding.ts'
import { allOf, anyOf, type Sentence, say, type Value } from '../texts/sentence.ts'

/** What a platform finds out about itself, some channels, and which of some e-mail addresses it does not know. */
export type PlatformCheck = (asked: { channels: string[]; emails: string[] }) => Promise<{
  findings: Finding[]
  /** A channel that it said nothing about in time is missing. */
  channels: Map<string, ChannelState>
  strangers: string[]
}>

/** The self-checks of the platforms that run. */
export type PlatformChecks = Partial<Record<Platform, PlatformCheck>>

/** The platforms that run. */
export const runningOf = (checks: PlatformChecks): Platform[] => platforms.filter((one) => checks[one] !== undefined)

/** What the platforms that run found out together. */
type Found = Awaited<ReturnType<PlatformCheck>> & { running: Platform[] }
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

const hasCards = ({ place }: Bound) => place.queueId !== null || place.alerts !== null

const whatFor = (one: Bound): Value => {
  if (!hasCards(one)) return allOf(one.digests.map((question) => say('word.digest', { question })))
  const { queueTitle, place } = one
  return allOf([
    ...(queueTitle === null ? [] : [queueTitle]),
    ...(place.alerts === null ? [] : [say('word.sqoAlerts')]),
  ])
}

const nameOf = (state: ChannelState | undefined): Value => state?.name ?? say('word.itsChannel')

const hereFor = ({ place, queueKey }: Bound) =>
  queueKey ?? (place.alerts === '*' ? 'alerts' : `alerts ${place.alerts ?? ''}`)

/** What can be done instead of opening the channel again. */
const insteadOf = (one: Bound): Sentence =>
  hasCards(one) ? say('told.place.bind', { here: hereFor(one) }) : say('told.place.plan', { count: one.digests.length })

/** People of another organisation read along, and no manager allowed that: no lead data goes there. */
const isWithheld = ({ place }: Bound, state: ChannelState) => state.isShared && place.sharedAllowedBy === null

/** What is wrong with one channel; null where it is whole. */
const channelFault = (one: Bound, { channels, running }: Found): Finding | null => {
  const { platform, externalId } = one.place
  const [what, instead] = [whatFor(one), insteadOf(one)]
  if (!running.includes(platform))
    return warn(say('doctor.place.absent', { what, instead, where: say(`platform.${platform}`) }))
  const state = channels.get(externalId)
  if (!state) return warn(say('doctor.place.silent', { what }))
  const values = { place: nameOf(state), what, instead }
  if (state.fault !== null) return bad(say(`doctor.place.${faultOn(platform, state.fault)}`, values))
  if (!isWithheld(one, state)) return null
  if (!hasCards(one)) return warn(say('doctor.place.sharedDigests', values))
  return warn(say('doctor.place.shared', { ...values, here: hereFor(one) }))
}

const channelFindings = (bound: Bound[], found: Found): Finding[] => {
  const told = bound.map((one) => ({ one, fault: channelFault(one, found) }))
  const whole = told.flatMap(({ one, fault }) => {
    const place = nameOf(found.channels.get(one.place.externalId))
    return fault ? [] : [say('doctor.place.whole', { place, what: whatFor(one) })]
  })
  const findings = told.flatMap(({ fault }) => fault ?? [])
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

type Unjoined = Awaited<ReturnType<typeof readUnjoined>>

const peopleFindings = (unjoined: Unjoined, { strangers, running }: Found): Finding[] => {
  const names = unjoined.filter(({ email }) => email === null || strangers.includes(email)).map(({ name }) => name)
  if (names.length === 0) return []
  const values = {
    count: names.length,
    names: allOf(names),
    where: anyOf(running.map((one) => say(`platform.${one}`))),
  }
  // Teams finds people in the teams that Baton is in, and nowhere else.
  return [warn(running.includes('teams') ? say('doctor.people.teams', values) : say('doctor.people', values))]
}

const idsOn = (platform: Platform, bound: Bound[]) => [
  ...new Set(bound.flatMap(({ place }) => (place.platform === platform ? place.externalId : []))),
]

/** What several platforms find out, such as that the public address answers, is said once. */
const once = (findings: Finding[]): Finding[] => [
  ...new Map(findings.map((one) => [JSON.stringify(one), one])).values(),
]

/** What all platforms together find out; null where there is none. A stranger is who is known on none of them. */
const examineAll = async (checks: PlatformChecks, bound: Bound[], emails: string[]): Promise<Found | null> => {
  const running = runningOf(checks)
  if (running.length === 0) return null
  const asked = running.flatMap((platform) => {
    const channels = idsOn(platform, bound).slice(0, askedAtMost)
    return checks[platform]?.({ channels, emails }) ?? []
  })
  const found = await Promise.all(asked)
  return {
    running,
    findings: once(found.flatMap(({ findings }) => findings)),
    channels: new Map(found.flatMap(({ channels }) => [...channels])),
    strangers: emails.filter((email) => found.every(({ strangers }) => strangers.includes(email))),
  }
}

/** What the platforms say of themselves alone, where the store cannot be read. */
export const examinePlatforms = async (checks: PlatformChecks): Promise<Finding[]> =>
  (await examineAll(checks, [], []))?.findings ?? []

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
    ...(found === null ? [] : channelFindings(bound, found)),
    ...queueFindings(staffing, bound),
    ...(found === null ? [] : peopleFindings(unjoined, found)),
  ]
}
