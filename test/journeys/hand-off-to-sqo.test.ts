import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chat, openChat } from '../support/chat.ts'
import { offered, said } from '../support/seen.ts'

describe('a lead goes from hand-off to SQO', () => {
  let chat: Chat
  beforeAll(async () => {
    chat = await openChat()
    await chat.type('Sofia', 'here dach', 'dach')
    await chat.type('Sofia', 'here alerts', 'wins')
  })
  afterAll(() => chat.close())

  it('a marketer hands it off with one form, and its card stands in the channel', async () => {
    await chat.type('Felix', 'new katrin.weiss@adlerwerk.example', 'marketing')
    await chat.fill('Felix', {
      Name: 'Katrin Weiss',
      Company: 'Adlerwerk GmbH',
      'Job title': 'Director of IT',
      Phone: '+49 30 5550 1412',
      Country: 'Germany',
      Employees: '640',
      Source: 'demo request',
      'Why now?': 'Wants to replace two tools before the audit in March.',
      Queue: 'DACH',
    })
    const card = await chat.sees('Lena', 'dach', /MQL · #1\b/)
    expect(said(card)).toContain('Katrin Weiss')
    expect(said(card)).toContain('Adlerwerk GmbH (640 people, DE)')
    expect(said(card)).toContain('Wants to replace two tools')
    expect(said(card)).toContain('P1')
    expect(said(card)).toContain('accept by')
    expect(said(card)).not.toContain('5550')
    expect(offered(card).slice(0, 2)).toEqual(['Accept', 'Reject'])
  })

  it('an SDR takes it with one tap, sees how to reach the lead, and the marketer hears of it', async () => {
    chat.clock.ms += 100_000
    const card = await chat.sees('Lena', 'dach', /MQL · #1\b/)
    await chat.tap('Lena', 'dach', card, 'Accept')
    const contact = await chat.sees('Lena', 'dach', '5550 1412')
    expect(contact.isForOneAlone).toBe(true)
    expect(said(contact)).toContain('katrin.weiss@adlerwerk.example')
    expect(offered(contact)).toEqual(['Reached', 'No answer', 'Left a message', 'Undo'])
    await chat.sees('Lena', 'dach', /SAL · #1 .*Lena Vogt accepted .* after 1 min, 40 sec|SAL · #1/)
    await chat.sees('Felix', 'direct', /Lena Vogt accepted #1 Katrin Weiss \(Adlerwerk GmbH\) after/)
    await chat.tap('Lena', 'dach', contact, 'Reached')
    await chat.sees('Lena', 'dach', /Logged for #1 .*call, reached/)
  })

  it('the form after the call gives score and verdict at once and hands it to an AE', async () => {
    const card = await chat.sees('Lena', 'dach', /SAL · #1\b/)
    await chat.tap('Lena', 'dach', card, 'Qualify')
    await chat.fill('Lena', {
      Budget: '2 · a range named',
      Authority: '2 · decision maker known and engaged',
      Need: '2 · clear problem',
      Timeline: '3 · under 3 months',
      'Evidence: Budget': 'Contract of the old agency ends in January.',
      'Account executive': 'Paolo Greco',
    })
    expect(said(chat.modal('Lena'))).toContain('BANT 73.3 of 100')
    expect(said(chat.modal('Lena'))).toContain('Paolo Greco decides')
    const question = await chat.sees('Paolo', 'direct', /SQL · #1\b/)
    expect(said(question)).toContain('Contract of the old agency')
    expect(offered(question).slice(0, 2)).toEqual(['Confirm SQO', 'Return'])
    const inPlace = await chat.sees('Lena', 'dach', /SQL · #1\b/)
    expect(said(inPlace)).not.toContain('Contract of the old agency')
  })

  it('the AE confirms the opportunity, and the alert tells everybody', async () => {
    const question = await chat.sees('Paolo', 'direct', /SQL · #1\b/)
    await chat.tap('Paolo', 'direct', question, 'Confirm SQO')
    await chat.fill('Paolo', {
      'Meeting held on': '2026-11-17',
      Amount: '36,000',
      'Expected close date': '2027-01-29',
      'Next step': 'contract draft',
      'Next step by': '2026-11-25',
    })
    const alert = await chat.sees('Felix', 'wins', /SQO · #1\b/)
    expect(said(alert)).toContain('Paolo Greco confirmed Adlerwerk GmbH: 36,000 EUR')
    expect(said(alert)).toContain('Felix Amsel → Lena Vogt → Paolo Greco')
    const done = await chat.sees('Paolo', 'direct', /SQO · #1\b/)
    expect(offered(done)).toEqual([])
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
