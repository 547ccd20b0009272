import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { handoffs, leads } from '../../db/schema/index.ts'
import { openScene } from '../support/scene.ts'
import { labelsOf, offered, said, standsIn } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach', 'alerts'] })

describe('edit', () => {
  const leadOf = async (number: number) => {
    const [row] = await chat
      .db()
      .select({ lead: leads, campaign: handoffs.campaign })
      .from(handoffs)
      .innerJoin(leads, eq(leads.id, handoffs.leadId))
      .where(eq(handoffs.number, number))
    if (!row) throw new Error(`There is no #${number}.`)
    return { ...row.lead, campaign: row.campaign }
  }
  let phones = 1_000
  /** A lead with everything known, and a phone number of her own. */
  const katrin = () => ({
    Name: 'Katrin Weiss',
    Company: 'Adlerwerk GmbH',
    'Job title': 'Director of IT',
    Phone: `030 5550${++phones}`,
    Country: 'Germany',
    Employees: '640',
    Campaign: 'lean-ops',
  })

  it('by the button of an MQL’s card: the form shows what is known, and every copy of the card is redrawn', async () => {
    const known = katrin()
    const number = await story.handOff(known)
    const card = await story.card(number)
    expect(offered(card)).toContain('Edit')
    await chat.tap('Felix', 'dach', card, 'Edit')
    const form = chat.modal('Felix')
    expect(labelsOf(form)).toEqual([
      'Name',
      'Email',
      'Company',
      'Job title',
      'Phone',
      'Country',
      'Employees',
      'Industry',
      'Campaign',
    ])
    for (const [label, value] of Object.entries(known)) expect(standsIn(form, label)).toBe(value)
    const { text } = await story.send('Felix', { Name: 'Katrin Weiß', 'Job title': 'CIO', Employees: '700' })
    expect(text).toContain(`#${number} Katrin Weiß (Adlerwerk GmbH) is put right: Name, Job title, and Employees.`)
    expect(said(await story.card(number))).toContain(
      `MQL · #${number}  Katrin Weiß · CIO · Adlerwerk GmbH (700 people, DE)`,
    )
    expect(await story.history(number)).toContain(
      'Felix Amsel edited · Name: Katrin Weiss → Katrin Weiß · Job title: Director of IT → CIO · Employees: 640 → 700',
    )
  })

  it('typed, and from show, by the owner and by managers; the AE’s copy and the alert are redrawn', async () => {
    const number = await story.sqo()
    await story.does('Lena', `edit ${number}`, { Company: 'Isarlicht GmbH' })
    await chat.sees('Paolo', 'direct', new RegExp(`#${number} .*Isarlicht GmbH`))
    await chat.sees('Felix', 'wins', new RegExp(`#${number} .*Isarlicht GmbH`))
    expect(said(await story.card(number))).toContain('Isarlicht GmbH')
    await chat.dismiss('Sofia')
    await chat.type('Sofia', `show ${number}`)
    await chat.tap('Sofia', 'dach', await chat.sees('Sofia', 'dach', 'Isarlicht'), 'Edit')
    await story.send('Sofia', { Industry: 'Lighting' })
    await chat.dismiss('Sofia')
    expect((await leadOf(number)).industry).toBe('Lighting')
  })

  it('what is wrong stands at its field, and nothing typed is lost', async () => {
    const number = await story.sal(katrin())
    const before = await leadOf(number)
    await story.type('Lena', `edit ${number}`)
    const wrong = { Email: 'katrin at adlerwerk', Phone: '12', Employees: '12,5' }
    expect((await story.send('Lena', wrong)).errors).toEqual({ Employees: 'Write a whole number, 1 or more.' })
    expect((await story.send('Lena', { Employees: '12' })).errors).toEqual({
      Email: expect.stringContaining('That is not an e-mail address.'),
      Phone: expect.stringContaining('That is not a phone number.'),
    })
    expect(standsIn(chat.modal('Lena'), 'Email')).toBe('katrin at adlerwerk')
    expect((await story.send('Lena', { Email: null, Phone: null })).errors).toEqual({
      Email: 'An e-mail or a phone number is needed.',
    })
    expect((await story.send('Lena', { Email: before.email, Name: null, Company: null })).errors).toEqual({
      Company: 'Please fill this in.',
    })
    expect(await leadOf(number)).toEqual(before)
    await chat.dismiss('Lena')
  })

  it('keeps the keys that duplicates are found by: address and phone as at the hand-off', async () => {
    const number = await story.sal(katrin())
    const { phoneKey } = await leadOf(number)
    expect(phoneKey).toMatch(/^\+49305550\d{4}$/)
    await story.does('Lena', `edit ${number}`, { Email: 'Karl.Weiss+fair@Löwe.example', Country: 'Austria' })
    expect(await leadOf(number)).toMatchObject({
      email: 'Karl.Weiss+fair@Löwe.example',
      emailKey: 'karl.weiss@xn--lwe-sna.example',
      companyDomain: 'xn--lwe-sna.example',
      country: 'AT',
      phoneKey: phoneKey?.replace('+49', '+43'),
    })
    const again = { Name: 'Karl', Email: 'karl.weiss@löwe.example', Company: 'Löwe' }
    const words = await story.does('Mia', 'new', { ...again, Source: 'webinar', 'Why now?': 'Again.', Queue: 'DACH' })
    expect(words.text).toContain(`is in sales already: #${number}`)
    await chat.dismiss('Mia')
  })

  it('the address or the phone of another lead in sales is refused at its field, and names it', async () => {
    const [one, other] = [await story.sal({ ...katrin(), Phone: '+49 30 7770001' }), await story.sal()]
    const { email } = await leadOf(one)
    await story.type('Lena', `edit ${other}`)
    expect((await story.send('Lena', { Email: email })).errors).toEqual({
      Email: `That is the e-mail of Katrin Weiss, who is in sales already: #${one}. Write another, or merge the two.`,
    })
    expect((await story.send('Lena', { Email: 'free@other.example', Phone: '+49 30 7770001' })).errors).toEqual({
      Phone: expect.stringContaining(`who is in sales already: #${one}.`),
    })
    await chat.dismiss('Lena')
    await story.does('Lena', `disqualify ${one}`, { Reason: 'no need' })
    await chat.dismiss('Lena')
    const { text } = await story.does('Lena', `edit ${other}`, { Email: email })
    expect(text).toContain('is put right: Email.')
  })

  it('undo brings back what stood there, on the cards and for duplicates', async () => {
    const number = await story.sal(katrin())
    const before = await leadOf(number)
    const changed = { Name: 'K. W.', Email: 'new@place.example', Phone: null, Country: 'France', Campaign: 'other' }
    await story.does('Lena', `edit ${number}`, changed)
    expect(await leadOf(number)).toMatchObject({ name: 'K. W.', phone: null, phoneKey: null, campaign: 'other' })
    await chat.dismiss('Lena')
    expect(await story.type('Lena', `undo ${number}`)).toContain('Undone.')
    expect(await leadOf(number)).toEqual(before)
    expect(said(await story.card(number))).toContain('Katrin Weiss · Director of IT')
    expect(await story.history(number)).toContain('Lena Vogt took back: an edit')
  })

  it('is for owner, submitter and managers; a closed one stays as it was', async () => {
    const number = await story.sal()
    await chat.dismiss('Jonas')
    await chat.type('Jonas', `edit ${number}`)
    const words = await chat.sees('Jonas', 'dach', `#${number} is for Lena Vogt and Felix Amsel to edit.`)
    expect(offered(words)).toEqual(['Note', 'Ask', 'Show'])
    await story.type('Felix', `edit ${number}`)
    await story.does('Lena', `disqualify ${number}`, { Reason: 'no need' })
    await chat.dismiss('Lena')
    const { text } = await story.send('Felix', { Name: 'Too Late' })
    expect(text).toContain(`#${number}: Lena Vogt disqualified it`)
    expect((await leadOf(number)).name).not.toBe('Too Late')
    await chat.dismiss('Felix')
    expect(await story.type('Lena', `edit ${number}`)).toContain(`#${number}: Lena Vogt disqualified it`)
  })

  it('two who edit at once do not overwrite each other, and an untouched form changes nothing', async () => {
    const number = await story.sal(katrin())
    await story.type('Felix', `edit ${number}`)
    await story.does('Lena', `edit ${number}`, { Phone: '+49 30 1234567' })
    const { text } = await story.send('Felix', { 'Job title': 'CIO' })
    expect(text).toContain(`#${number}: Lena Vogt edited it `)
    expect(text).toContain('after you opened this form. Nothing has changed.')
    expect(await leadOf(number)).toMatchObject({ phone: '+49 30 1234567', title: 'Director of IT' })
    await chat.dismiss('Felix')
    const told = await story.history(number)
    expect((await story.does('Felix', `edit ${number}`, {})).text).toContain('everything stands there as it did')
    await chat.dismiss('Felix')
    expect(await story.history(number)).toBe(told)
  })

  it('how the lead can be reached stays hidden from who takes no part, and strange text is text', async () => {
    const number = await story.sal(katrin())
    await story.does('Lena', `edit ${number}`, { Email: 'secret@adlerwerk.example', Name: '<!channel> *K*' })
    await chat.dismiss('Lena')
    const outside = await story.type('Giulia', `show ${number}`)
    expect(outside).toContain('Lena Vogt edited · Name: Katrin Weiss → <!channel> *K*')
    expect(outside).not.toContain('secret@')
    expect(await story.history(number)).toContain('→ secret@adlerwerk.example')
    const card = await story.card(number)
    expect(said(card)).toContain('<!channel> *K*')
    expect(card.mentions).toEqual([])
    expect(chat.logged.join('')).not.toContain('secret@')
  })
})
