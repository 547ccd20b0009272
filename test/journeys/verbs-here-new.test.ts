import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chat, onSlack, openChat } from '../support/chat.ts'
import { labelsOf, offered, said, standsIn } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'

describe('here binds a channel', () => {
  let chat: Chat
  let story: ReturnType<typeof tellStory>
  beforeAll(async () => {
    chat = await openChat()
    story = tellStory(chat)
  })
  afterAll(() => chat.close())

  it('the cards of what waits already come with the queue, oldest first', async () => {
    const first = await story.handOff()
    const second = await story.handOff()
    expect(await story.type('Sofia', 'here dach', 'dach')).toContain('DACH stands here now. 2 hand-offs wait')
    await story.card(second)
    const cards = chat
      .see('Lena', 'dach')
      .map(said)
      .filter((text) => text.includes('MQL · '))
    expect(cards.map((text) => /#\d+/.exec(text)?.[0])).toEqual([`#${first}`, `#${second}`])
  })

  it('bound once more it posts no card twice, and a second channel gets all of them', async () => {
    expect(await story.type('Sofia', 'here DACH', 'dach')).toContain('No card is missing.')
    expect(await story.type('Sofia', 'here dach', 'italy')).toContain('2 hand-offs wait')
    await story.type('Sofia', 'here italy', 'italy')
  })

  it('managers of the queue and admins may, others hear who', async () => {
    expect(await story.type('Lena', 'here dach', 'dach')).toBe('Only managers and admins may use here.')
    expect(await story.type('Felix', 'here alerts', 'wins')).toBe('Only managers and admins may use here.')
  })

  it('alerts stand in a channel: all, or those of a rule of the file', async () => {
    expect(await story.type('Sofia', 'here alerts', 'wins')).toBe('SQO alerts come here now.')
    expect(await story.type('Sofia', 'here alerts big-opportunities', 'wins')).toContain('big-opportunities')
    expect(await story.type('Sofia', 'here alerts small', 'wins')).toContain('There are: big-opportunities')
  })

  it('an unknown name, and no name at all, are answered with those that there are', async () => {
    const unknown = await story.type('Sofia', 'here dahc', 'dach')
    expect(unknown).toContain('There is no queue “dahc”. There are: ')
    expect(unknown).toContain('nordics')
    expect(await story.type('Sofia', 'here', 'dach')).toContain('“alerts” for the SQO alerts')
  })

  it('direct messages are no place for a queue', async () => {
    await story.type('Lena', 'accept 1', 'dach')
    await chat.sees('Felix', 'direct', '#1')
    expect(await story.type('Felix', 'here dach', 'direct')).toContain('works in a channel only')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})

describe('new hands off a lead', () => {
  let chat: Chat
  let story: ReturnType<typeof tellStory>
  beforeAll(async () => {
    chat = await openChat()
    story = tellStory(chat)
    await story.type('Sofia', 'here dach', 'dach')
    await story.type('Sofia', 'here italy', 'italy')
  })
  afterAll(() => chat.close())

  it('the form knows the e-mail address that was typed, and the queue of the channel', async () => {
    await story.type('Felix', 'new Katrin Weiss katrin@adlerwerk.example', 'italy')
    const form = chat.modal('Felix')
    expect(standsIn(form, 'Email')).toBe('katrin@adlerwerk.example')
    expect(standsIn(form, 'Name')).toBe('Katrin Weiss')
    expect(standsIn(form, 'Queue')).toBe('Italy')
    expect(standsIn(form, 'Priority')).toBe('By score')
    await story.type('Felix', 'new', 'marketing')
    expect(standsIn(chat.modal('Felix'), 'Queue')).toBe('By rules')
  })

  it('by rules the country decides the queue, and by score a raised hand is P1', async () => {
    const fields = { Queue: 'By rules', Country: 'Italy', Source: 'demo request', Priority: 'By score' }
    const number = await story.handOff(fields)
    const card = await story.card(number, 'italy')
    expect(said(card)).toContain('P1')
    expect(said(card)).toContain('Waiting for Italy')
    expect(await story.type('Felix', `why ${number}`)).toContain('Rule 2 sent it to Italy.')
  })

  it('what no rule matches waits in unrouted, and is not lost', async () => {
    const number = await story.handOff({ Queue: 'By rules', Country: 'Brazil' })
    expect(await story.type('Sofia', 'queue unrouted')).toContain(`#${number}`)
  })

  it('rule 1: a lead that is open already gets the signal, and the submitter hears who owns it since when', async () => {
    const number = await story.handOff({ Email: 'Jon.Dahl+news@isarlicht.example' })
    chat.clock.ms += 60_000
    await story.type('Lena', `accept ${number}`, 'dach')
    const { text } = await story.does('Felix', 'new jon.dahl@isarlicht.example', {
      Company: 'Isarlicht',
      Source: 'pricing page',
      'Why now?': 'Was on the pricing page again.',
    })
    expect(text).toMatch(new RegExp(`in sales already: #${number}, with Lena Vogt since <.*10:01`))
    const note = await chat.sees('Lena', 'dach', 'Was on the pricing page again')
    expect(note.threadId).toBe((await story.card(number)).id)
    expect(await story.history(number)).toContain('Felix Amsel handed it off again')
  })

  it('rule 2: the owner of an open hand-off of the same company is offered the next one, whatever the queue', async () => {
    const first = await story.handOff({ Email: 'a@rheinwerk.example' })
    await story.type('Lena', `accept ${first}`, 'dach')
    const second = await story.handOff({ Email: 'b@rheinwerk.example', Queue: 'Italy' })
    const card = await story.card(second, 'italy')
    expect(said(card)).toContain(`same company as #${first}`)
    expect(said(card)).toContain('Waiting for Lena Vogt')
    expect(await story.told('Lena', second)).toEqual([expect.stringContaining('offered to you first')])
    await chat.tap('Lena', 'italy', card, 'Accept')
    expect(said(await chat.sees('Lena', 'italy', `SAL · #${second}`))).toContain('Lena Vogt accepted')
  })

  it('rule 3: a lead that was sent away lately asks for a reason more, and only then', async () => {
    const first = await story.handOff({ Email: 'again@havn.example' })
    await story.does('Lena', `reject ${first}`, { Reason: 'no budget' })
    chat.clock.ms += 29 * 86_400_000
    const fields = { Company: 'Havn', Source: 'webinar', 'Why now?': 'Came to the webinar.', Queue: 'DACH' }
    const { text } = await story.does('Felix', 'new again@havn.example', fields)
    expect(text).toContain(`sent away less than 30 days ago, in #${first}: no budget, by Lena Vogt`)
    expect(standsIn(chat.modal('Felix'), 'Why now?')).toBe('Came to the webinar.')
    const second = await story.send('Felix', { 'Why again?': 'A new budget was approved.' })
    const number = Number(/#(\d+) /.exec(second.text)?.[1])
    expect(number).toBeGreaterThan(first)
    expect(await story.history(number)).toContain('“A new budget was approved.”')
    await chat.dismiss('Felix')
  })

  it('rule 3: after 30 days nobody is asked', async () => {
    const first = await story.handOff({ Email: 'later@havn2.example' })
    await story.does('Lena', `reject ${first}`, { Reason: 'not ready' })
    chat.clock.ms += 31 * 86_400_000
    expect(await story.handOff({ Email: 'later@havn2.example' })).toBeGreaterThan(first)
  })

  it('rule 4: who was disqualified for good is refused, with the reason and who decided', async () => {
    const first = await story.handOff({ Email: 'student@uni.example' })
    const away = { 'What next?': 'Disqualify', Reason: 'not a buyer (student, job seeker)' }
    await story.does('Lena', `reject ${first}`, away)
    const { text } = await story.does('Felix', 'new student@uni.example', {
      Company: 'University',
      Source: 'event',
      'Why now?': 'Came to our stand.',
    })
    expect(text).toContain(`was disqualified in #${first}: not a buyer (student, job seeker), by Lena Vogt`)
    // Words over the form in Slack; in Teams above its fields, so that nothing typed is lost there either.
    expect(labelsOf(chat.modal('Felix'))).toEqual(onSlack ? [] : expect.arrayContaining(['Email', 'Why now?']))
    await chat.dismiss('Felix')
  })

  it('what is missing or wrong stands at its field', async () => {
    const fields = { Company: 'Nobody AG', Source: 'webinar', 'Why now?': 'Now.' }
    const { errors } = await story.does('Felix', 'new', fields)
    expect(errors).toEqual({ Email: 'An e-mail or a phone number is needed.' })
    expect((await story.send('Felix', { Email: 'nobody' })).errors).toHaveProperty('Email')
    expect((await story.send('Felix', { Email: 'n@nobody.example', Employees: '0' })).errors).toHaveProperty(
      'Employees',
    )
    expect((await story.send('Felix', { Employees: '12', Phone: 'seven' })).errors).toHaveProperty('Phone')
    await chat.dismiss('Felix')
  })

  it('a member without roles may hand off too', async () => {
    const number = await story.handOff({}, 'Nobody')
    expect(said(await story.card(number))).toContain('handed off by Nora Neu')
    expect(offered(await story.card(number)).slice(0, 2)).toEqual(['Accept', 'Reject'])
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
