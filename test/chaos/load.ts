import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Act,
  invoked,
  isAbout,
  isDone,
  type Kind,
  leadEmail,
  submitted,
  tapped,
  typed,
  type Wire,
} from './acts.ts'
import type { Chance } from './chance.ts'
import type { Edge } from './edge.ts'
import { sellers, slackChannel, staff, teamsChannel, teamsId } from './organisation.ts'

/** Brings a request to a process that lives, and gives what was answered; null where nobody answered. */
export type Bring = (wire: Wire) => Promise<string | null>

type Given = { edge: Edge; chance: Chance; bring: Bring; queues: number }
type Standing = { slack: string | null; teams: string | null }

const atOnce = 80
/** How long somebody waits for a card to stand before they type instead of tapping. */
const cardPatienceMs = 4_000

/** What people do in a chaos run; says of each act whether it was acknowledged. */
export const createLoad = ({ edge, chance, bring, queues }: Given) => {
  const acts = new Map<string, Act>()
  let nth = 0
  let isOver = false

  const chatOf = ({ person }: Act) => edge.teams.personalOf(teamsId(person))
  const hear = (id: string, text: string) => {
    const act = acts.get(id)
    if (!act || !isDone(act, text)) return
    act.isAcknowledged = true
    if (act.kind === 'new') act.number = Number(/#(\d+) [^"]*waits in/.exec(text)?.[1])
  }
  edge.onHeard(hear)
  // A tap in a channel of Teams is answered in the person's own chat.
  const asked: Act[] = []
  edge.onTold((conversation, text) => {
    for (const act of asked)
      if (!act.isAcknowledged && chatOf(act) === conversation && isDone(act, text) && isAbout(act, text))
        act.isAcknowledged = true
  })

  const begin = (kind: Kind, person: number, queue: number, number: number | null): Act => {
    const act = { id: `a${++nth}`, kind, person, queue, number, isAcknowledged: false }
    acts.set(act.id, act)
    return act
  }
  const send = async (act: Act, wire: Wire) => {
    const answer = await bring(wire)
    if (answer !== null) hear(act.id, answer)
    return act
  }
  const invoke = async (act: Act, data: Record<string, unknown>, message: string) => {
    asked.push(act)
    await edge.teams.send(invoked(act, data, message, edge)).catch(() => null)
    return act
  }

  const oneOf = (list: readonly number[]) => list[Math.floor(chance() * list.length)] ?? 0

  /** Where the card of a hand-off stands by now. */
  const standing = (queue: number, number: number): Standing => {
    const find = (where: string) => edge.posts.find((post) => post.where === where && post.about === number)?.id ?? null
    return { slack: find(slackChannel(queue)), teams: find(teamsChannel(queue)) }
  }

  const waitForCard = async (queue: number, number: number) => {
    const until = Date.now() + cardPatienceMs
    for (;;) {
      const found = standing(queue, number)
      if ((found.slack && found.teams) || Date.now() > until || isOver) return found
      await sleep(100)
    }
  }

  const accept = (person: number, queue: number, number: number, at: Standing) => {
    const act = begin('accept', person, queue, number)
    const drawn = chance()
    if (at.teams && drawn < 0.4) return invoke(act, {}, at.teams)
    if (at.slack && drawn < 0.8) return send(act, tapped(act, 'accept', at.slack, edge))
    return send(act, typed(act, `accept ${number}`, edge))
  }
  const note = (person: number, queue: number, number: number, teams: string | null) => {
    const act = begin('note', person, queue, number)
    if (teams && chance() < 0.4) return invoke(act, { form: true, note: act.id }, teams)
    return send(act, typed(act, `note ${number} ${act.id}`, edge))
  }
  const touch = (person: number, queue: number, number: number, at: Standing) => {
    const act = begin('touch', person, queue, number)
    if (at.teams && chance() < 0.4)
      return invoke(act, { form: true, kind: 'call', outcome: 'no_answer', note: act.id }, at.teams)
    return send(act, typed(act, `touch ${number} call no-answer ${act.id}`, edge))
  }
  const reject = (person: number, queue: number, number: number, at: Standing) => {
    const act = begin('reject', person, queue, number)
    const values = { next: 'disqualify', reason: 'no_need' }
    if (at.teams && chance() < 0.5) return invoke(act, { form: true, ...values }, at.teams)
    return send(act, submitted(act, 'reject', values, edge))
  }

  /** One lead from its hand-off on; every fifth is left to the clocks, and of the rest every fourth once it was accepted. */
  const follow = async (turn: number) => {
    const queue = turn % queues
    const handedOff = begin('new', staff.marketer, queue, null)
    const about = { name: `Lead ${turn}`, email: leadEmail(handedOff.id), company: `Company ${turn}` }
    const more = { source: 'referral', why: 'now', queue: `q${queue}`, priority: turn % 2 === 0 ? 'P1' : 'P2' }
    await send(handedOff, submitted(handedOff, 'new', { ...about, ...more }, edge))
    const { number } = handedOff
    if (number === null || turn % 5 === 0) return
    const at = await waitForCard(queue, number)
    const [one, other] = [oneOf(sellers), oneOf(sellers)]
    await note(one, queue, number, at.teams)
    const taps = await Promise.all([accept(one, queue, number, at), accept(other, queue, number, at)])
    const owner = taps.find(({ isAcknowledged }) => isAcknowledged)?.person ?? one
    if (turn % 4 === 1) return
    await touch(owner, queue, number, at)
    if (turn % 3 === 0) await reject(owner, queue, number, at)
    else await note(owner, queue, number, null)
  }

  return {
    acts: () => [...acts.values()],
    /** Hands off so many leads in so many milliseconds and does with them what sales does; ends when all of it was tried. */
    run: async (handoffs: number, ms: number) => {
      const startedAt = Date.now()
      let turn = 0
      const work = async () => {
        for (;;) {
          const mine = turn++
          if (mine >= handoffs || isOver) return
          const waitMs = startedAt + (mine * ms) / handoffs - Date.now()
          if (waitMs > 0) await sleep(waitMs)
          await follow(mine)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work))
    },
    /** Nothing new is begun; what is under way ends. */
    stop: () => {
      isOver = true
    },
  }
}
