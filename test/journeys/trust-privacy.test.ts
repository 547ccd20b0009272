import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { levels } from '../support/chain.ts'
import { type Chat, openChat, type Seen, type Who } from '../support/chat.ts'
import { rawOf, said } from '../support/seen.ts'
import { handOffLead, openWire } from '../support/wire.ts'

const secrets = {
  email: 'geheim.adresse@adlerwerk.example',
  phone: '5550 77123',
  touchNote: 'Note-of-touch-zebra',
  evidence: 'Evidence-of-budget-zebra',
  link: 'https://meet.example/zebra',
  returnNote: 'Note-of-return-zebra',
  nextStep: 'Next-step-zebra',
  amount: '77,123 EUR',
}
type Secret = keyof typeof secrets

let chat: Chat
let wire: ReturnType<typeof openWire>
let number = 0

const card = (stage: string) => chat.sees('Lena', 'dach', new RegExp(`${stage} · #${number}\\b`))
const opportunity = {
  amount: '77,123',
  currency: 'EUR',
  closeDate: '2027-01-29',
  nextStep: secrets.nextStep,
  nextStepBy: '2026-12-01',
  meetingHeldOn: '2026-11-17',
}

/** Everything that somebody is shown, asked for or not: channels, direct messages, whispers, Home. */
const allFor = async (who: Who): Promise<string> => {
  for (const text of [
    `show ${number}`,
    `show ${number} history`,
    `why ${number}`,
    'find Adlerwerk',
    `find ${secrets.email}`,
    `find ${secrets.phone}`,
    `find #${number}`,
    'find zebra',
    'mine',
    'queue dach',
    'nurture',
    `accept ${number}`,
    `undo ${number}`,
    `touch ${number} call reached`,
    'show 1999',
  ])
    await chat.type(who, text, 'italy')
  const home = await chat.home(who)
  const shown: Seen[] = (['dach', 'nordics', 'italy', 'marketing', 'direct'] as const).flatMap((where) =>
    chat.see(who, where),
  )
  const own = shown.filter((one) => one.isBot)
  // What they typed themselves comes back in some answers; that tells them nothing.
  const said_ = own.map((one) => `${said(one)} ${one.text} ${rawOf(one)}`)
  return [...said_, said(home)].filter((text) => !/(?:Nothing found|Found) for/.test(text)).join('\n')
}

const seenBy = async (who: Who): Promise<Secret[]> => {
  const all = await allFor(who)
  return (Object.keys(secrets) as Secret[]).filter((one) => all.includes(secrets[one]))
}

beforeAll(async () => {
  chat = await openChat()
  wire = openWire(chat)
  await chat.type('Sofia', 'here dach', 'dach')
  await chat.type('Sofia', 'here dach', 'marketing')
  await chat.type('Sofia', 'here alerts', 'wins')
  number = await handOffLead(chat, { Email: secrets.email, Phone: `+49 30 ${secrets.phone}`, Country: 'Germany' })
  await chat.tap('Lena', 'dach', await card('MQL'), 'Accept')
  await chat.type('Lena', `touch ${number}`)
  await wire.submit('Lena', { kind: 'call', outcome: 'reached', note: secrets.touchNote })
  await chat.dismiss('Lena')
  await chat.type('Lena', `meet ${number}`)
  await wire.submit('Lena', { date: '2026-11-20', time: '10:00', length: '30', link: secrets.link })
  await chat.dismiss('Lena')
  await chat.type('Lena', `qualify ${number}`)
  await chat.fillOne('Lena', 'Account executive', 'Paolo Greco')
  await wire.submit('Lena', { ...levels, evidence_budget: secrets.evidence })
  await chat.dismiss('Lena')
  await card('SQL')
  await chat.type('Paolo', `return ${number}`)
  await wire.submit('Paolo', { reason: 'missing_information', note: secrets.returnNote })
  await chat.dismiss('Paolo')
  await card('SAL')
  await chat.type('Lena', `qualify ${number}`)
  await chat.fillOne('Lena', 'Account executive', 'Paolo Greco')
  await wire.submit('Lena', levels)
  await chat.dismiss('Lena')
  await card('SQL')
  await chat.type('Paolo', `confirm ${number}`)
  await wire.submit('Paolo', opportunity)
  await chat.dismiss('Paolo')
  await card('SQO')
  await chat.settled()
})
afterAll(() => chat.close())

describe('evidence, notes, the amount and contact data', () => {
  it.each(['Ingrid', 'Giulia', 'Nobody', 'Karin'] as const)(
    'are seen nowhere by %s, who takes no part',
    async (who) => {
      expect(await seenBy(who)).toEqual([])
    },
  )

  it.each(['Felix', 'Lena', 'Jonas', 'Paolo', 'Sofia'] as const)('are seen by %s, who does', async (who) => {
    const seen = await seenBy(who)
    for (const one of ['email', 'phone', 'touchNote', 'returnNote', 'nextStep', 'amount'] as const)
      expect(seen, `${who} sees ${one}`).toContain(one)
  })

  it('cannot be found by: a search for the e-mail address tells an outsider nothing', async () => {
    await chat.type('Giulia', `find ${secrets.email}`, 'italy')
    expect(chat.whispered('Giulia', 'italy')).not.toContain(`#${number}`)
    await chat.type('Lena', `find ${secrets.email}`, 'italy')
    expect(chat.whispered('Lena', 'italy')).toContain(`#${number}`)
  })

  it('stand in no card, thread or notification of a place', () => {
    const places = (['dach', 'marketing'] as const).flatMap((where) => chat.see('Nobody', where))
    const shown = JSON.stringify(places)
    for (const secret of Object.values(secrets)) expect(shown).not.toContain(secret)
  })

  it('stand in no form that an outsider can open', async () => {
    for (const word of ['qualify', 'confirm', 'touch', 'meet', 'nurture', 'return', 'hand']) {
      await chat.type('Giulia', `${word} ${number}`, 'italy')
      expect(chat.hasModal('Giulia')).toBe(false)
    }
  })
})

it('the log holds ids alone: no name, address, note, amount, text of a form or token', async () => {
  chat.fail({ call: 'redraw', how: 'broken' })
  await chat.type('Lena', `touch ${number} call reached ${secrets.touchNote}`)
  await chat.type('Lena', `${secrets.email} what is this`)
  await chat.type('Lena', 'geheim@zebra.example')
  const log = chat.logged.join('')
  expect(log.length).toBeGreaterThan(1_000)
  const people = ['Katrin', 'Weiss', 'Adlerwerk', 'Lena Vogt', 'lena.vogt', 'Felix', 'zebra', '77123', '77,123']
  for (const text of [...Object.values(secrets), ...people, 'xoxb', 'a-secret', 'An audit'])
    expect(log).not.toContain(text)
  expect(log).not.toContain('geheim')
})

it('nothing that was sent broke a rule of the platform', () => {
  expect(chat.problems()).toEqual([])
})
