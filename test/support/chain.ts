import { type Chat, openChat, type Seen } from './chat.ts'
import { markupOf } from './markup.ts'
import { handOffLead, openWire } from './wire.ts'

/** Answers of a qualification that passes, by the ids of their fields. */
export const levels = { level_budget: '2', level_authority: '2', level_need: '2', level_timeline: '3' }

/** The product with an MQL in DACH, an SAL of Lena and an SQL, and requests made by hand. */
export const openChain = async () => {
  const chat = await openChat()
  const wire = openWire(chat)
  await chat.type('Sofia', 'here dach', 'dach')
  await chat.type('Sofia', 'here alerts', 'wins')
  const at = { mql: await handOffLead(chat), sal: await handOffLead(chat), sql: await handOffLead(chat) }
  for (const number of [at.sal, at.sql]) await chat.type('Lena', `accept ${number}`)
  for (const number of [at.sal, at.sql]) await chat.type('Lena', `touch ${number} call reached`)
  await chat.type('Lena', `qualify ${at.sql}`)
  await wire.submit('Lena', levels)
  await chat.dismiss('Lena')
  return { chat, wire, at }
}

/** All that the product said to anybody, anywhere. */
const allSaid = (chat: Chat): Seen[] =>
  (['Lena', 'Felix', 'Paolo', 'Karin', 'Tom', 'Sofia', 'Nobody'] as const)
    .flatMap(chat.seesAll)
    .filter((one) => one.isBot)

/** What of all that was said pings somebody, is a link or markup, or broke a rule of the platform. */
export const markupIn = (chat: Chat): unknown[] => {
  const said = allSaid(chat)
  return [
    ...said.flatMap((one) => one.mentions),
    ...said.flatMap(markupOf),
    ...chat.problems().filter(({ error }) => error !== 'invalid_url'),
  ]
}
