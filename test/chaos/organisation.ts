/** The people of a chaos run, by their places in these lists: those who sell, and those who run it. */
export const sellers = Array.from({ length: 6 }, (_, i) => i)
const marketer = 6
const manager = 7
export const staff = { marketer, manager }
export const everybody = [...sellers, marketer, manager]

export const emailOf = (person: number) => `person${person}@fjordlight.example`
export const slackId = (person: number) => `U${person}`
export const teamsId = (person: number) => `29:person${person}`
export const directoryId = (person: number) => `00000000-0000-4000-8000-00000000000${person}`

export const queueKey = (queue: number) => `q${queue}`
export const slackChannel = (queue: number) => `CQ${queue}`
export const teamsChannel = (queue: number) => `19:q${queue}@thread.tacv2`
export const teamsTeam = (queue: number) => `19:team-q${queue}@thread.tacv2`

/** A zone in which it is about noon: no night falls into a run, and no opening. */
const zoneAtNoon = () => {
  const ahead = 12 - new Date().getUTCHours()
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

// Every fourth queue asks one member after the other, and every second calls the next one for help.
const isInTurn = (queue: number) => queue % 4 === 3
const backupOf = (queue: number, queues: number) => (queue % 2 === 0 ? (queue + 1) % queues : null)

/** How far a clock is, in per cent of its time, when it does what (domain §6, the chains that are usual). */
export const chains = {
  accept: { remind: 50, breach: 100, managers: 150, reoffer: 200 },
  first_touch: { remind: 80, breach: 100, managers: 100 },
}

const hours = 'hours: { mon-sun: "00:00-24:00" }'
const list = (people: readonly number[]) => `[${people.map(emailOf).join(', ')}]`

const queueText = (queue: number, queues: number) => {
  const backup = backupOf(queue, queues)
  const more = `${backup === null ? '' : `, backup: ${queueKey(backup)}`}, mode: ${isInTurn(queue) ? 'rotate' : 'claim'}`
  return `  ${queueKey(queue)}: { title: Queue ${queue}, members: ${list(sellers)}, managers: ${list([manager])}, calendar: always${more} }`
}

/** Always open, with short clocks. */
export const settingsText = (queues: number) => `
organisation: { name: Fjordlight, zone: ${zoneAtNoon()}, currency: EUR }
members:
${sellers.map((one) => `  - { email: ${emailOf(one)}, name: Seller ${one}, roles: [sdr], cap: 1000, ${hours} }`).join('\n')}
  - { email: ${emailOf(marketer)}, name: Felix Amsel, roles: [marketer], ${hours} }
  - { email: ${emailOf(manager)}, name: Sofia Berg, roles: [manager, admin], ${hours} }
calendars:
  always: { zone: ${zoneAtNoon()}, ${hours} }
queues:
${Array.from({ length: queues }, (_, queue) => queueText(queue, queues)).join('\n')}
sla:
  accept: { P1: 3m, P2: 6m, P3: 6m }
  firstTouch: { P1: 4m, P2: 6m, P3: 6m }
`
