import { type Measured, measure, measureInTurns } from './load.ts'
import { here, type Row, start, stores, type Where, within } from './processes.ts'
import { acceptInvoke, refreshInvoke } from './requests.ts'
import { seed } from './seed.ts'
import { appId, jwk, placesOf, teamsProof, tenantId } from './teams-access.ts'

const connections = 10
const warmUp = 500
const views = 2_000
const slowest = 5
const ratios: Record<string, number> = { embedded: 0.4, Postgres: 0.6 }

const bodies = (from: number, count: number, serviceUrl: string) =>
  Array.from({ length: count }, (_, i) => acceptInvoke(from + i, serviceUrl))

const startProduct = ({ databaseUrl, dataDir }: Where, connector: string) => {
  const { loginUrl, openIdUrl } = placesOf(connector)
  const access = { isAnonymous: false, appId, tenantId, password: 'bench', loginUrl, openIdUrl }
  return start('product.ts', [databaseUrl ?? '', dataDir, here('organisation.yaml'), JSON.stringify({ teams: access })])
}

type Done = { baseline: Measured; actions: Measured; own: Measured; memory: number }

const rowsOf = (store: string, { baseline, actions: measured, own, memory }: Done): Row[] => {
  const ratio = measured.perSecond / baseline.perSecond
  const slower = measured.p99Ms / baseline.p99Ms
  const goal = ratios[store] ?? 0
  return [
    {
      what: `${store}, Teams: card-only botbuilder`,
      measured: `${baseline.perSecond.toFixed(0)}/s, p99 ${baseline.p99Ms.toFixed(1)} ms, ${baseline.refused} refused`,
      goal: '–',
      isMet: null,
    },
    {
      what: `${store}, Teams: Accept actions`,
      measured: `${measured.perSecond.toFixed(0)}/s, ratio ${ratio.toFixed(2)}`,
      goal: `≥ ${goal}`,
      isMet: ratio >= goal,
    },
    {
      what: `${store}, Teams: p99 of the answer`,
      measured: `${measured.p99Ms.toFixed(1)} ms, ratio ${slower.toFixed(1)}`,
      goal: `≤ ${slowest}`,
      isMet: slower <= slowest,
    },
    {
      what: `${store}, Teams: actions refused`,
      measured: String(measured.refused),
      goal: '0',
      isMet: measured.refused === 0,
    },
    {
      what: `${store}, Teams: own views of a card`,
      measured: `${own.perSecond.toFixed(0)}/s, p99 ${own.p99Ms.toFixed(1)} ms, ${own.refused} refused`,
      goal: '–',
      isMet: null,
    },
    { what: `${store}, Teams: memory after them`, measured: `${memory.toFixed(0)} MiB`, goal: '–', isMet: null },
  ]
}

/** Accept actions of Teams, each on a fresh card, against a bot that answers every action with one card. */
export const measureTeams = async (taps: number): Promise<Row[]> => {
  const connector = await start('connector.ts', [JSON.stringify(jwk)])
  const { serviceUrl } = placesOf(connector.url)
  const proof = teamsProof(serviceUrl)
  const bot = await start('card-only.ts', [connector.url])
  const rows: Row[] = []
  for (const store of stores) {
    const measured = await within(store.open, async (where) => {
      await seed(where, taps + warmUp, 'waiting', { platform: 'teams', serviceUrl })
      const app = await startProduct(where, connector.url)
      const urls = [bot, app].map(({ url }) => `${url}/api/messages`)
      for (const url of urls) await measure(url, proof, bodies(1, warmUp, serviceUrl), connections)
      const sides = urls.map((url) => ({ url, proof, bodies: bodies(warmUp + 1, taps, serviceUrl) }))
      const [baseline, actions] = (await measureInTurns(sides, connections)) as [Measured, Measured]
      const asked = Array.from({ length: views }, (_, nth) => refreshInvoke(nth, serviceUrl))
      const own = await measure(`${app.url}/api/messages`, proof, asked, connections)
      const memory = await app.memoryMiB()
      await app.stop()
      return rowsOf(store.name, { baseline, actions, own, memory })
    })
    rows.push(...measured)
  }
  await bot.stop()
  await connector.stop()
  return rows
}
