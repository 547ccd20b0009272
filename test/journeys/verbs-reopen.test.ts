import { beforeAll, describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'

const dayMs = 86_400_000

const { chat, story } = await openScene({ binds: ['dach', 'italy'] })

describe('what was closed comes back', () => {
  const numberIn = (text: string) => Number(/back as #(\d+)/.exec(text)?.[1] ?? Number.NaN)
  const nurtured = async (fields = {}) => {
    const number = await story.sal(fields)
    await story.type('Lena', `nurture ${number} no_budget`)
    return number
  }
  beforeAll(async () => {
    await story.type('Sofia', 'here unrouted', 'marketing')
    await story.type('Sofia', 'here alerts', 'wins')
  })

  it('from the closed card, as a new hand-off at MQL by routing; each names the other', async () => {
    const old = await nurtured({ Country: 'Italy' })
    const card = await story.card(old)
    expect(offered(card)).toEqual(['Reopen', 'History'])
    await chat.tap('Felix', 'dach', card, 'Reopen')
    expect((await story.send('Felix', { Reason: '   ' })).errors).toEqual({ Reason: 'Please fill this in.' })
    const { text } = await story.send('Felix', { Reason: 'They got the money after all.' })
    const number = numberIn(text)
    expect(text).toContain(`is back as #${number}. It waits in Italy now.`)
    await chat.dismiss('Felix')
    const fresh = await story.card(number, 'italy', 'Giulia')
    expect(said(fresh)).toMatch(/MQL · .*They got the money after all\..*handed off by Felix Amsel/s)
    expect(said(fresh)).toContain(`reopened from #${old}`)
    expect(offered(fresh).slice(0, 2)).toEqual(['Accept', 'Reject'])
    const closed = await story.card(old)
    expect(said(closed)).toMatch(new RegExp(`NURTURE · .*Felix Amsel reopened it .*: it goes on as #${number}`, 's'))
    expect(offered(closed)).toEqual(['Show', 'History'])
    await chat.tap('Lena', 'dach', closed, 'Show')
    await chat.sees('Lena', 'dach', `MQL · #${number} `)
    expect(await story.shows(number)).toContain(`reopened from #${old}`)
    expect(await story.shows(old)).toContain(`reopened as #${number}`)
    expect(await story.history(number)).toMatch(/Felix Amsel reopened it → MQL/)
    await chat.tap('Giulia', 'italy', fresh, 'Accept')
    expect(said(await story.card(number, 'italy', 'Giulia'))).toContain('Giulia Conti accepted')
  })

  it('typed with its reason is done at once, whether it was nurtured, disqualified or lost', async () => {
    const soft = await story.sal()
    await story.type('Lena', `disqualify ${soft} no_need`)
    expect(await story.type('Ingrid', `reopen ${soft} They need it now.`)).toContain(`is back as #`)
    const lost = await story.sqo()
    await story.type('Paolo', `lose ${lost} timing`)
    expect(await story.type('Nobody', `reopen ${lost} New year, new plan.`)).toContain(`is back as #`)
    expect(said(await story.card(lost))).toMatch(/LOST · .*Paolo Greco, .*: timing.*it goes on as #/s)
  })

  it('asks for the reason where none was typed', async () => {
    const old = await nurtured()
    await story.type('Felix', `reopen ${old}`)
    expect(chat.hasModal('Felix')).toBe(true)
    await chat.dismiss('Felix')
    expect(said(await story.card(old))).not.toContain('goes on as')
  })

  it('what was disqualified for good comes back by a manager alone', async () => {
    const old = await story.sal()
    await story.type('Lena', `disqualify ${old} competitor`)
    for (const typed of [`reopen ${old}`, `reopen ${old} please`])
      expect(await story.type('Felix', typed)).toMatch(/was disqualified in .* A manager can reopen it\./)
    expect(await story.type('Sofia', `reopen ${old} It was a mistake.`)).toContain('is back as #')
  })

  it('what is not closed, is won, or is in sales again stays as it is, and says so', async () => {
    const sal = await story.sal()
    expect(await story.type('Felix', `reopen ${sal} again`)).toContain('It is SAL now.')
    const won = await story.sqo()
    await story.type('Paolo', `win ${won} 100`)
    expect(await story.type('Felix', `reopen ${won} again`)).toContain('It is WON now.')
    expect(await story.type('Felix', 'reopen 4711 again')).toContain('#4711')
    const old = await nurtured({ Email: 'again@twice.example' })
    const fresh = numberIn(await story.type('Felix', `reopen ${old} they called`))
    expect(await story.type('Jonas', `reopen ${old} they called me too`)).toContain(
      `#${old} was reopened before: it goes on as #${fresh}.`,
    )
    await story.type('Lena', `reject ${fresh}`)
    await chat.dismiss('Lena')
    const other = await nurtured({ Email: 'back@later.example' })
    chat.clock.ms += 31 * dayMs
    const anew = await story.handOff({ Email: 'back@later.example' })
    expect(await story.type('Felix', `reopen ${other} they called`)).toContain(
      `is in sales already: #${anew}`.replace('is in', 'waits in'),
    )
    await story.type('Lena', `accept ${anew}`)
    const text = await story.type('Felix', `reopen ${other} they called`)
    expect(text).toContain(`is in sales already: #${anew}, with Lena Vogt since`)
    expect(text).toContain('Nothing has changed.')
  })

  it('is offered first to whoever owns another of the company, who hears of it', async () => {
    const old = await nurtured({ Email: 'one@neighbour.example' })
    const going = await story.sal({ Email: 'two@neighbour.example' })
    const fresh = numberIn(await story.type('Felix', `reopen ${old} they called`))
    expect((await story.told('Lena', fresh)).at(-1)).toContain(`same company as your #${going}`)
    expect(await story.shows(fresh)).toContain('MQL')
  })

  it('undone within 10 minutes if nothing followed: the new one is void, the old one is as before', async () => {
    const old = await nurtured()
    const before = await story.shows(old)
    const counted = /(\d+) MQLs?/.exec(await story.type('Sofia', 'funnel today'))?.[1]
    const fresh = numberIn(await story.type('Felix', `reopen ${old} they called`))
    await chat.settled()
    expect(await story.type('Felix', 'undo')).toContain('Undone.')
    expect(said(await story.card(old))).not.toContain('goes on as')
    expect(offered(await story.card(old))).toEqual(['Reopen', 'History'])
    expect(/returns on [^·]*? ·/.exec(await story.shows(old))?.[0]).toBe(/returns on [^·]*? ·/.exec(before)?.[0])
    const empty = await story.card(fresh, 'marketing', 'Felix')
    expect(said(empty)).toContain(`it was not to be reopened. See #${old}.`)
    expect(offered(empty)).toEqual(['Show', 'History'])
    expect(await story.type('Lena', `accept ${fresh}`)).toContain('It is MERGED now.')
    expect(/(\d+) MQLs?/.exec(await story.type('Sofia', 'funnel today'))?.[1]).toBe(counted)
    const again = numberIn(await story.type('Felix', `reopen ${old} this time for good`))
    expect(said(await story.card(again, 'marketing', 'Felix'))).toContain('MQL · ')
    await story.type('Sofia', `accept ${again}`)
    expect(await story.type('Felix', `undo ${old}`)).toContain(`#${again}: Sofia Berg accepted it`)
    expect(await story.type('Felix', `undo ${again}`)).toContain(`#${again}: Sofia Berg accepted it`)
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
