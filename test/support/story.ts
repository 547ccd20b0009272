import { bant } from '../../src/domain/frameworks/bant.ts'
import type { Chat, Seen, Where, Who } from './chat.ts'
import { errorsOf, offered, said } from './seen.ts'

type Fields = Record<string, string | null>

/** The label under which a level stands in the form; null is what was not asked. */
const levelOf = (key: string, level: number | null) => {
  const criterion = bant.criteria.find((one) => one.key === key)
  return level === null ? 'Not asked yet' : `${level} · ${criterion?.levels[level]}`
}

/** The four answers of BANT, as the form names them. */
export const levels = (...[b, a, n, t]: (number | null)[]): Fields => ({
  Budget: levelOf('budget', b ?? null),
  Authority: levelOf('authority', a ?? null),
  Need: levelOf('need', n ?? null),
  Timeline: levelOf('timeline', t ?? null),
})

export const opportunity: Fields = {
  Amount: '36,000',
  'Expected close date': '2027-01-29',
  'Next step': 'contract draft',
  'Next step by': '2026-12-15',
}

/** What has a channel of its own. */
export type Bindable = 'dach' | 'nordics' | 'italy' | 'alerts'

/** How the card of a hand-off begins. */
export const titleOf = (number: number) => new RegExp(`^\\S+ [A-Z]+ · #${number}\\b`)

/** The parts of a story that others begin with: people of the demo organisation who do the usual. `leads` were told of before. */
export const tellStory = (chat: Chat, leads = 0) => {
  let told = leads

  /** What a person reads after an act: the form that is open, else the newest thing that only they see. */
  const reads = (who: Who, where: Where | 'direct' = 'marketing') =>
    chat.hasModal(who) ? said(chat.modal(who)) : chat.whispered(who, where)

  /** Types a command and gives what came back. */
  const type = async (who: Who, text: string, where: Where | 'direct' = 'marketing') => {
    await chat.dismiss(who)
    await chat.type(who, text, where)
    return reads(who, where)
  }

  /** Sends the open form and gives what came back; errors stand at their fields. */
  const send = async (who: Who, fields: Fields) => {
    await chat.fill(who, fields)
    if (!chat.hasModal(who)) return { text: '', errors: {} as Record<string, string> }
    return { text: said(chat.modal(who)), errors: errorsOf(chat.modal(who)) }
  }

  /** Types a command that opens a form, sends it, and gives what came back. */
  const does = async (who: Who, text: string, fields: Fields) => {
    await type(who, text)
    return send(who, fields)
  }

  const handOff = async (fields: Fields = {}, who: Who = 'Felix'): Promise<number> => {
    told++
    const lead = { Name: `Lead ${told}`, Email: `lead${told}@company${told}.example`, Company: `Company ${told}` }
    const asked = { Source: 'webinar', 'Why now?': 'Asked for a call.', Queue: 'DACH' }
    const { text, errors } = await does(who, 'new', { ...lead, ...asked, ...fields })
    const number = /#(\d+) /.exec(text)?.[1]
    if (number === undefined) throw new Error(`Nothing was handed off: ${text} ${JSON.stringify(errors)}`)
    await chat.dismiss(who)
    return Number(number)
  }

  const sal = async (fields: Fields = {}): Promise<number> => {
    const number = await handOff(fields)
    await type('Lena', `accept ${number}`)
    return number
  }

  /** Lena spoke with the lead and hands it to Paolo, or whom the fields name. */
  const sql = async (fields: Fields = {}): Promise<number> => {
    const number = await sal()
    await type('Lena', `touch ${number} call reached`)
    await does('Lena', `qualify ${number}`, { ...levels(2, 2, 2, 3), 'Account executive': 'Paolo Greco', ...fields })
    await chat.dismiss('Lena')
    return number
  }

  const sqo = async (): Promise<number> => {
    const number = await sql()
    await does('Paolo', `confirm ${number}`, opportunity)
    await chat.dismiss('Paolo')
    return number
  }

  /** Lena refuses it for good. */
  const disqualified = async (): Promise<number> => {
    const number = await handOff()
    await does('Lena', `reject ${number}`, { 'What next?': 'Disqualify', Reason: 'no need' })
    await chat.dismiss('Lena')
    return number
  }

  /** The newest drawing of a hand-off's card in a place. */
  const card = async (number: number, where: Where = 'dach', who: Who = 'Lena') => {
    await chat.settled()
    const found = chat.see(who, where).findLast((one) => !one.isForOneAlone && titleOf(number).test(said(one)))
    if (!found) throw new Error(`No card of #${number} stands in ${where}.`)
    return found
  }

  /** Opens the form that a word in a message asks for: by a button in Slack; in Teams the answer holds it. */
  const opens = async (who: Who, where: Where | 'direct', answer: Seen) => {
    if ('card' in answer) return
    const [only, ...more] = offered(answer)
    if (only !== 'Open the form' || more.length > 0) throw new Error(`Offered is ${[only, ...more].join(', ')}.`)
    await chat.tap(who, where, answer, only)
  }

  return {
    reads,
    opens,
    type,
    send,
    does,
    handOff,
    sal,
    sql,
    sqo,
    disqualified,
    card,
    /** Sofia binds queues, and the alerts, to their channels. */
    binds: async (...all: Bindable[]) => {
      for (const one of all) await type('Sofia', `here ${one}`, one === 'alerts' ? 'wins' : one)
    },
    /** The history of a hand-off as a manager reads it. */
    history: (number: number) => type('Sofia', `show ${number} history`),
    shows: (number: number, who: Who = 'Sofia') => type(who, `show ${number}`),
    /** What a person was told by direct message about a hand-off, once all was sent; the newest last. */
    told: async (who: Who, number: number): Promise<string[]> => {
      await chat.settled()
      const about = new RegExp(`#${number}\\b`)
      return chat.see(who, 'direct').flatMap((one) => (about.test(said(one)) ? [said(one)] : []))
    },
    /** What stands in the thread of a hand-off's card, the newest last. */
    thread: async (number: number): Promise<string[]> => {
      const { id } = await card(number)
      return chat.see('Lena').flatMap((one) => (one.threadId === id && one.id !== id ? [said(one)] : []))
    },
  }
}
