import { describe, expect, it } from 'vitest'
import { members } from '../../db/schema/index.ts'
import { openScene } from '../support/scene.ts'
import { choicesOf, dueOf, labelsOf, offered, said, standsIn } from '../support/seen.ts'
import { titleOf } from '../support/story.ts'

const { chat, story } = await openScene({ binds: ['dach', 'alerts'] })

describe('reassign gives a hand-off to another colleague', () => {
  const question = (who: 'Paolo' | 'Tom', number: number) => chat.sees(who, 'direct', titleOf(number))
  const chosen = async (who: 'Sofia' | 'Lena' | 'Paolo', label: string) => choicesOf(chat.modal(who), label)

  it('an SAL, by its button: it is the other’s, both hear of it, the clocks start anew', async () => {
    const number = await story.sal({ Priority: 'P2' })
    const before = said(await story.card(number))
    chat.clock.ms += 60_000
    await chat.tap('Lena', 'dach', await story.card(number), 'Reassign')
    expect(labelsOf(chat.modal('Lena'))).toEqual(['To whom?', 'Reason'])
    const people = await chosen('Lena', 'To whom?')
    expect(people.slice(0, 2)).toEqual(['Jonas Brandt', 'Mia Keller'])
    expect(people).not.toContain('Lena Vogt')
    const { text } = await story.send('Lena', { 'To whom?': 'Jonas Brandt', Reason: 'On holiday from tomorrow.' })
    expect(text).toContain('is with Jonas Brandt now.')
    await chat.dismiss('Lena')
    const card = said(await story.card(number))
    expect(card).toMatch(/SAL · .*Lena Vogt gave it to Jonas Brandt .* · first touch by/s)
    expect(card).not.toContain('On holiday')
    expect(dueOf(card, 'first touch')).not.toBe(dueOf(before, 'first touch'))
    expect(await story.told('Jonas', number)).toEqual([
      expect.stringMatching(/^Lena Vogt gave you #\d+ .*: “On holiday from tomorrow\.”/),
    ])
    expect(await story.told('Lena', number)).toEqual([])
    expect(await story.type('Jonas', 'mine')).toContain(`#${number}`)
    expect(await story.type('Lena', 'mine')).not.toContain(`#${number}`)
    expect(await story.history(number)).toMatch(/Lena Vogt reassigned it · with Jonas Brandt · “On holiday/)
  })

  it('by command: to a mention, an address or a name, with the reason behind it', async () => {
    const number = await story.sal()
    const to = async (text: string) => story.type('Sofia', `reassign ${number} ${text}`)
    expect(await to('@Jonas Brandt is quicker with these')).toContain('is with Jonas Brandt now.')
    expect(await to('mia.keller@fjordlight.example knows them')).toContain('is with Mia Keller now.')
    expect(await to('Lena Vogt: hers in the first place')).toContain('is with Lena Vogt now.')
    expect(await to('Jonas again')).toContain('is with Jonas Brandt now.')
    expect((await story.told('Lena', number)).at(-1)).toMatch(/^Sofia Berg gave #\d+ .* to Jonas Brandt: “again”/)
    expect(await to('Jonas again')).toBe(`#${number} is with Jonas Brandt already. Nothing has changed. Show`)
    expect(await to('Somebody Else')).toContain('I know nobody called “Somebody Else”.')
    await to('Mia')
    expect(standsIn(chat.modal('Sofia'), 'To whom?')).toBe('Mia Keller')
    await story.send('Sofia', { Reason: 'Asked for it.' })
    expect(said(await story.card(number))).toContain('Sofia Berg gave it to Mia Keller')
  })

  it('a touch that was logged stays logged: no first touch is due again', async () => {
    const number = await story.sal()
    await story.type('Lena', `touch ${number} call reached`)
    await story.type('Lena', `reassign ${number} Jonas away`)
    const shown = await story.shows(number)
    expect(shown).not.toContain('first touch by')
    expect(shown).toContain('qualify by')
    expect(shown).toContain('with Jonas Brandt')
  })

  it('an SQL, by its AE: another AE is asked, the first question loses its buttons', async () => {
    const number = await story.sql()
    await question('Paolo', number)
    chat.clock.ms += 60 * 60_000
    await story.type('Paolo', `reassign ${number}`)
    expect(labelsOf(chat.modal('Paolo'))).toEqual(['Whose place?', 'To whom?', 'Reason'])
    expect(standsIn(chat.modal('Paolo'), 'Whose place?')).toBe('AE: Paolo Greco')
    expect((await chosen('Paolo', 'To whom?')).toSorted()).toEqual(['Karin Holm', 'Tom Richter'])
    await story.send('Paolo', { 'To whom?': 'Tom Richter', Reason: 'Knows the company.' })
    await chat.dismiss('Paolo')
    expect(offered(await question('Tom', number)).slice(0, 2)).toEqual(['Confirm SQO', 'Return'])
    await chat.settled()
    expect(said(await question('Paolo', number))).toContain('It is with Tom Richter now.')
    expect(offered(await question('Paolo', number))).toEqual([])
    expect((await story.told('Tom', number)).at(-1)).toContain('Paolo Greco made you the AE of')
    expect(await story.told('Lena', number)).toEqual([])
    const shown = await story.shows(number)
    expect(shown).toContain('AE Tom Richter')
    expect(shown).toContain('AE decides by')
  })

  it('an SQL or SQO has two places: the owner gives the own, a manager says whose', async () => {
    const number = await story.sqo()
    expect(await story.type('Lena', `reassign ${number} Jonas leaves the team`)).toContain('is with Jonas Brandt now.')
    await story.type('Sofia', `reassign ${number}`)
    expect(await chosen('Sofia', 'Whose place?')).toEqual(['Owner: Jonas Brandt', 'AE: Paolo Greco'])
    await chat.fillOne('Sofia', 'Whose place?', 'Owner: Jonas Brandt')
    expect(await chosen('Sofia', 'To whom?')).toContain('Mia Keller')
    await story.send('Sofia', { 'To whom?': 'Mia Keller', Reason: 'Jonas is ill.' })
    await chat.dismiss('Sofia')
    await story.type('Sofia', `reassign ${number} Tom Richter: closes these`)
    const shown = await story.shows(number)
    expect(shown).toContain('with Mia Keller')
    expect(shown).toContain('AE Tom Richter')
    expect((await story.told('Paolo', number)).at(-1)).toContain('to Tom Richter: “closes these”')
  })

  it('what waits is offered by a manager: that member hears of it and may accept, whatever the queue', async () => {
    const number = await story.handOff()
    expect(await story.type('Lena', `reassign ${number} Oskar speaks Norwegian`)).toContain('A manager of its queue')
    expect(await story.type('Sofia', `reassign ${number} Oskar speaks Norwegian`)).toContain(
      'is offered to Oskar Lie now.',
    )
    expect(await story.told('Oskar', number)).toEqual([
      expect.stringMatching(/^Sofia Berg offers you #\d+ .*: “speaks Norwegian”/),
    ])
    expect(said(await story.card(number))).toContain('Waiting for Oskar Lie · accept by')
    expect(await story.type('Sofia', `reassign ${number} Oskar again`)).toContain('is offered to Oskar Lie already.')
    expect(await story.type('Oskar', 'mine')).toContain(`#${number}`)
    await story.type('Oskar', `accept ${number}`)
    expect(said(await story.card(number))).toContain('Oskar Lie accepted')
  })

  it('is for owner, AE and managers, while it is open', async () => {
    const number = await story.sal()
    expect(await story.type('Jonas', `reassign ${number} Jonas mine`)).toContain('is for Lena Vogt to reassign.')
    await story.does('Lena', `disqualify ${number}`, { Reason: 'spam' })
    expect(await story.type('Lena', `reassign ${number} Jonas mine`)).toContain('It is DISQUALIFIED now.')
  })

  it('without a reason, to nobody, or by a form of a stage that is over, it changes nothing', async () => {
    const number = await story.sql()
    await story.type('Sofia', `reassign ${number}`)
    const stale = { 'To whom?': 'Tom Richter', Reason: 'Has time.' }
    await story.does('Paolo', `return ${number}`, { Reason: 'no budget', Note: 'None.' })
    expect((await story.send('Sofia', stale)).text).toContain('Paolo Greco returned it')
    await chat.dismiss('Sofia')
    expect(await story.shows(number)).toContain('AE Paolo Greco')
  })

  it('strange words of a reason are shown as what they are', async () => {
    const number = await story.sal()
    const reason = '<!channel> *now* <https://evil.example|bank>'
    await story.does('Lena', `reassign ${number}`, { 'To whom?': 'Jonas Brandt', Reason: reason })
    await chat.dismiss('Lena')
    expect((await story.told('Jonas', number)).at(-1)).toContain(reason)
  })

  it('undone, it is with whom it was, due as before, and both hear so', async () => {
    const number = await story.sal()
    const before = said(await story.card(number))
    chat.clock.ms += 60_000
    await story.type('Sofia', `reassign ${number} Jonas has time`)
    await story.type('Sofia', `undo ${number}`)
    const after = said(await story.card(number))
    expect(after).toContain('Lena Vogt accepted')
    expect(dueOf(after, 'first touch')).toBe(dueOf(before, 'first touch'))
    for (const who of ['Lena', 'Jonas'] as const)
      expect((await story.told(who, number)).at(-1)).toMatch(
        /^Sofia Berg took that back: .* is with whom it was before/,
      )
    const offer = await story.handOff()
    await story.type('Sofia', `reassign ${offer} Jonas has time`)
    await story.type('Sofia', `undo ${offer}`)
    expect(said(await story.card(offer))).toContain('Waiting for DACH')
  })

  it('undone at SQL, the first AE has the question again', async () => {
    const number = await story.sql()
    await story.type('Paolo', `reassign ${number} Tom Richter has time`)
    await question('Tom', number)
    await story.type('Paolo', `undo ${number}`)
    await chat.settled()
    expect(offered(await question('Paolo', number)).slice(0, 2)).toEqual(['Confirm SQO', 'Return'])
    expect(offered(await question('Tom', number))).toEqual([])
  })

  it('among more people than a list holds they are searched', async () => {
    const [known] = await chat.db().select().from(members).limit(1)
    if (!known) throw new Error('Nobody is here.')
    const many = Array.from({ length: 120 }, (_, i) => ({
      ...known,
      id: crypto.randomUUID(),
      email: `person${i}@fjordlight.example`,
      name: `Person ${i}`,
      roles: [],
    }))
    await chat.db().insert(members).values(many)
    const number = await story.sal()
    await story.type('Lena', `reassign ${number}`)
    await chat.fillOne('Lena', 'To whom?', 'person 117')
    await story.send('Lena', { Reason: 'Knows them.' })
    expect(said(await story.card(number))).toContain('Lena Vogt gave it to Person 117')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
