import { describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach', 'italy', 'alerts'] })

describe('two hand-offs of one lead become one', () => {
  const two = async (fields = {}) => {
    const older = await story.sal()
    chat.clock.ms += 60_000
    const newer = await story.handOff({ Source: 'ebook', ...fields })
    return { older, newer }
  }

  it('the older goes on, with the signals and the history of both; the other points at it', async () => {
    const { older, newer } = await two()
    await story.type('Jonas', `accept ${newer}`)
    await story.type('Jonas', `touch ${newer} call reached asked for a quote`)
    const text = await story.type('Lena', `merge ${newer} ${older}`)
    expect(text).toMatch(new RegExp(`#${newer} .* is merged into #${older} .*, which goes on`))
    const gone = await story.card(newer)
    expect(said(gone)).toMatch(new RegExp(`MERGED · .*Lena Vogt merged it into #${older}`, 's'))
    expect(offered(gone)).toEqual(['Show', 'History'])
    await chat.tap('Jonas', 'dach', gone, 'Show')
    const seen = said(await chat.sees('Jonas', 'dach', `merged into it: #${newer}`))
    expect(seen).toContain(`SAL · #${older} `)
    expect(seen).toMatch(new RegExp(`#${newer} · Jonas Brandt logged a touch · call · reached · “asked for a quote”`))
    const shown = await story.shows(newer)
    expect(shown).toContain(`merged into #${older}`)
    expect(shown).not.toMatch(/qualify by|first touch by/)
    expect((await story.told('Jonas', older)).at(-1)).toMatch(/Lena Vogt merged #.* into #.*, which goes on/)
    expect((await story.told('Lena', older)).filter((one) => one.includes('merged #'))).toEqual([])
    for (const typed of [`touch ${newer} call reached`, `nurture ${newer} no_budget`])
      expect(await story.type('Jonas', typed)).toContain('It is MERGED now.')
  })

  it('by the form of show, which finds the other by number, or by a name that only one has', async () => {
    const older = await story.sal({ Name: 'Katrin Weiss', Company: 'Adlerwerk' })
    const newer = await story.handOff({ Name: 'Kati Weiss', Company: 'Adlerwerk GmbH' })
    await story.handOff({ Name: 'Urs Amrein', Company: 'Bergquell' })
    await story.handOff({ Name: 'Rita Amrein', Company: 'Seequell' })
    await chat.type('Lena', `merge ${older}`, 'dach')
    expect(story.reads('Lena')).toContain('The older of the two that is open goes on')
    const errorOf = async (other: string) => (await story.send('Lena', { 'The other hand-off': other })).errors
    expect(await errorOf('Amrein')).toEqual({ 'The other hand-off': expect.stringContaining('finds several: #') })
    expect(await errorOf('Nobody Known')).toEqual({ 'The other hand-off': expect.stringContaining('Nothing is found') })
    expect(await errorOf(`#${older}`)).toEqual({ 'The other hand-off': expect.stringContaining('with itself') })
    const { text } = await story.send('Lena', { 'The other hand-off': 'Kati Weiss' })
    expect(text).toContain(`#${newer} Kati Weiss (Adlerwerk GmbH) is merged into #${older} Katrin Weiss`)
    await chat.dismiss('Lena')
  })

  it('into itself, into what is closed, into what was merged, into what nobody knows: refused in words', async () => {
    const { older, newer } = await two()
    expect(await story.type('Lena', `merge ${older} ${older}`)).toContain('cannot be merged with itself')
    expect(await story.type('Lena', `merge ${older} 4711`)).toContain('#4711')
    await story.type('Lena', `merge ${older} ${newer}`)
    expect(await story.type('Lena', `merge ${older} ${newer}`)).toContain(`#${newer} was merged into #${older} before.`)
    const third = await story.sal()
    for (const number of [older, third]) await story.type('Lena', `nurture ${number} no_budget`)
    expect(await story.type('Sofia', `merge ${older} ${third}`)).toContain(`Neither #${older} nor #${third} is open`)
  })

  it('what is closed or new may be merged into what is open, which goes on though it is younger', async () => {
    const { older, newer } = await two()
    await story.type('Lena', `nurture ${older} no_budget`)
    expect(await story.type('Sofia', `merge ${older} ${newer}`)).toContain(`is merged into #${newer}`)
    expect(await story.type('Felix', 'nurture')).not.toContain(`#${older} `)
  })

  it('is for the owner of one of them and for managers, who take part in both', async () => {
    const { older, newer } = await two()
    expect(await story.type('Felix', `merge ${older} ${newer}`)).toContain(`is for Lena Vogt to merge`)
    expect(await story.type('Jonas', `merge ${older} ${newer}`)).toContain(`is for Lena Vogt to merge`)
    const italian = await story.handOff({ Queue: 'Italy' })
    expect(await story.type('Lena', `merge ${older} ${italian}`)).toContain(`#${italian} is not yours to merge`)
    expect(await story.type('Sofia', `merge ${older} ${italian}`)).toContain('which goes on')
    expect(said(await story.card(italian, 'italy', 'Giulia'))).toContain('MERGED · ')
  })

  it('after it, both addresses are of the one that goes on', async () => {
    const older = await story.sal({ Email: 'kati@private.example' })
    const newer = await story.handOff({ Email: 'katrin@adlerwerk7.example' })
    await story.type('Lena', `merge ${older} ${newer}`)
    const answer = await story.does('Felix', 'new', {
      Name: 'Katrin',
      Email: 'katrin@adlerwerk7.example',
      Company: 'Adlerwerk',
      Source: 'webinar',
      'Why now?': 'Came again.',
    })
    expect(answer.text).toContain(`is in sales already: #${older}, with Lena Vogt`)
    await chat.dismiss('Felix')
    expect(await story.history(older)).toContain('“Came again.”')
  })

  it('an AE who was to decide on the one that is gone is asked no more', async () => {
    const older = await story.sal()
    chat.clock.ms += 60_000
    const newer = await story.sql()
    await story.type('Sofia', `merge ${older} ${newer}`)
    await chat.settled()
    const question = await chat.sees('Paolo', 'direct', `MERGED · #${newer} `)
    expect(offered(question)).toEqual([])
    await story.does('Lena', `qualify ${older}`, {})
    expect(story.reads('Lena')).not.toContain('Spoke on')
    await chat.dismiss('Lena')
  })

  it('undone, both are as they were: stage, owner, clocks, signals, cards; the owners hear of it', async () => {
    const { older, newer } = await two()
    await story.type('Jonas', `accept ${newer}`)
    const [one, other] = [await story.shows(older), await story.shows(newer)]
    const withoutHistory = (text: string) => text.slice(0, text.indexOf('History'))
    await story.type('Lena', `merge ${older} ${newer}`)
    expect(await story.type('Lena', `undo ${newer}`)).toContain('Undone.')
    expect(withoutHistory(await story.shows(older))).toBe(withoutHistory(one))
    expect(withoutHistory(await story.shows(newer))).toBe(withoutHistory(other))
    expect(said(await story.card(newer))).toMatch(/SAL · .*Jonas Brandt accepted/s)
    expect((await story.told('Jonas', newer)).at(-1)).toContain('Lena Vogt took that back')
    await story.type('Lena', `merge ${older} ${newer}`)
    await story.type('Lena', `touch ${older} call reached`)
    expect(await story.type('Lena', `undo ${newer}`)).toContain(`#${older}: Lena Vogt logged a touch on it`)
    expect(await story.type('Lena', 'undo')).toContain(`#${older} `)
    expect(await story.type('Lena', 'undo')).toContain('Undone.')
    expect(said(await story.card(newer))).toContain('SAL · ')
  })

  it('one that took in another may be merged on: the last one tells the story of all', async () => {
    const { older, newer } = await two()
    await story.type('Lena', `merge ${older} ${newer}`)
    const oldest = await story.sal()
    chat.clock.ms += 60_000
    const youngest = await story.sal()
    await story.type('Lena', `merge ${oldest} ${youngest}`)
    await story.type('Lena', `merge ${older} ${oldest}`)
    expect(await story.shows(older)).toContain(`merged into it: #${newer}, #${oldest}, and #${youngest}`)
    expect(await story.history(older)).toMatch(new RegExp(`#${youngest} · Lena Vogt accepted`))
  })

  it('who is forgotten by one address is forgotten by all: what was merged is of one person', async () => {
    const older = await story.sal({ Name: 'Zebrina Quagga', Email: 'zebrina@private.example' })
    const newer = await story.handOff({ Name: 'Zebrina Q.', Email: 'zq@office.example' })
    const other = await story.handOff({ Name: 'Urs Amrein' })
    await story.type('Jonas', `accept ${newer}`)
    await story.type('Lena', `merge ${older} ${newer}`)
    expect((await story.told('Jonas', older)).at(-1)).toContain('Zebrina')
    await story.does('Sofia', 'erase zq@office.example', {})
    await chat.dismiss('Sofia')
    for (const number of [older, newer]) expect(await story.shows(number)).not.toContain('Zebrina')
    await chat.settled()
    for (const who of ['Lena', 'Jonas', 'Felix'] as const)
      expect(chat.see(who, 'direct').map(said).join()).not.toContain('Zebrina')
    expect(await story.shows(other)).toContain('Urs Amrein')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
