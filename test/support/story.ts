import { bant } from '../../src/domain/frameworks/bant.ts'
import type { Json, View } from '../../src/playground/api.ts'
import type { Chat, Where, Who } from './chat.ts'
import { errorsOf, said } from './seen.ts'

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

/** What stands in a field of a form: what was entered, else what was preset. */
export const standsIn = (view: View, label: string): string | null => {
  const block = view.blocks.find((one) => (one.label as Json | undefined)?.text === label)
  if (!block) throw new Error(`The form has no field "${label}".`)
  const element = block.element as Json
  const entered = view.state[String(block.block_id)]?.[String(element.action_id)] ?? {}
  const option = (entered.selected_option ?? element.initial_option) as Json | undefined
  if (option) return String((option.text as Json).text)
  const values = [entered.value, entered.selected_date, entered.selected_time]
  const preset = [element.initial_value, element.initial_date, element.initial_time]
  const found = [...values, ...preset].find((one) => typeof one === 'string')
  return typeof found === 'string' ? found : null
}

/** The labels of a form's fields, in their order. */
export const labelsOf = (view: View) =>
  view.blocks.flatMap((one) => (one.type === 'input' ? [String((one.label as Json).text)] : []))

/** The parts of a story that others begin with: people of the demo organisation who do the usual. */
export const tellStory = (chat: Chat) => {
  let leads = 0

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
    leads++
    const lead = { Name: `Lead ${leads}`, Email: `lead${leads}@company${leads}.example`, Company: `Company ${leads}` }
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

  return {
    reads,
    type,
    send,
    does,
    handOff,
    sal,
    sql,
    sqo,
    /** The history of a hand-off as a manager reads it. */
    history: (number: number) => type('Sofia', `show ${number} history`),
    shows: (number: number, who: Who = 'Sofia') => type(who, `show ${number}`),
    /** What a person was told by direct message about a hand-off, once all was sent; the newest last. */
    told: async (who: Who, number: number): Promise<string[]> => {
      await chat.settled()
      const about = new RegExp(`#${number}\\b`)
      return chat.see(who, 'direct').flatMap((one) => (about.test(said(one)) ? [said(one)] : []))
    },
    /** The newest drawing of a hand-off's card in a place. */
    card: async (number: number, where: Where = 'dach', who: Who = 'Lena') => {
      await chat.settled()
      const title = new RegExp(`^\\S+ [A-Z]+ · #${number}\\b`)
      const found = chat.see(who, where).findLast((one) => !one.ephemeral && title.test(said(one)))
      if (!found) throw new Error(`No card of #${number} stands in ${where}.`)
      return found
    },
  }
}
