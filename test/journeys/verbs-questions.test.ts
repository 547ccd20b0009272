import { beforeAll, describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'
import { words } from '../support/words.ts'

const { chat, story } = await openScene({ binds: ['dach'] })

describe('people ask what became of it', () => {
  const numbers = { mql: 0, sal: 0, sql: 0, sqo: 0 }
  beforeAll(async () => {
    numbers.mql = await story.handOff({ Name: 'Marta Wartend', Phone: '+49 30 5550 1412' })
    numbers.sal = await story.sal({ Name: 'Sara Angenommen' })
    numbers.sql = await story.sql({ 'Evidence: Need': 'Secret audit.' })
    numbers.sqo = await story.sqo()
  })

  it('show tells stage, people, answers, what is due and the history', async () => {
    const shown = await story.shows(numbers.sqo, 'Lena')
    expect(shown).toContain(`SQO · #${numbers.sqo}`)
    expect(shown).toMatch(
      /handed off by Felix Amsel <.*accepted by Lena Vogt <.*qualified by Lena Vogt <.*confirmed by Paolo/s,
    )
    expect(shown).toContain('BANT 73.3 of 100, passed')
    expect(shown).toContain('36,000 EUR')
    expect(shown).toMatch(/next step by <.*15 Dec/)
    expect(shown).toMatch(/Felix Amsel handed off → MQL.*Lena Vogt accepted → SAL.*logged a touch.*→ SQL.*→ SQO/s)
  })

  it('who takes no part sees no evidence, amount or contact data, and hears whose they are', async () => {
    for (const number of Object.values(numbers)) {
      const shown = await story.shows(number, 'Giulia')
      expect(shown).not.toMatch(/Secret audit|36,000|5550|company\d+\.example|contract draft/)
      expect(shown).toContain('Evidence, notes, amount and contact data are for Felix Amsel')
    }
    expect(await story.shows(numbers.sql, 'Paolo')).toContain('Secret audit.')
  })

  it('mine is what is mine, by due time, with the next act; App Home shows the same', async () => {
    const lena = await story.type('Lena', 'mine')
    expect(lena).toMatch(/^Lena Vogt, 3 are yours\./)
    expect(lena.indexOf(`#${numbers.sal} `)).toBeGreaterThan(0)
    expect(lena).not.toContain(`#${numbers.mql} `)
    const paolo = await story.type('Paolo', 'mine')
    expect(paolo).toMatch(/2 are yours/)
    expect(paolo).toContain('Confirm SQO')
    const home = await chat.home('Paolo')
    expect(said(home)).toBe(paolo)
    expect(said(await chat.home('Nobody'))).toContain('nothing is yours just now')
    expect(offered(home)).toContain('Confirm SQO')
    expect(await story.type('Lena', 'mine Paolo Greco')).toContain('Only managers and admins')
    expect(await story.type('Sofia', 'mine Paolo Greco')).toContain('Paolo Greco has 2.')
  })

  it('queue is what waits, with Accept for who may', async () => {
    const text = await story.type('Lena', 'queue', 'dach')
    expect(text).toContain('DACH: waiting for acceptance')
    expect(text).toMatch(new RegExp(`#${numbers.mql} Marta Wartend.*accept by`))
    expect(text).not.toContain(`#${numbers.sal} `)
    expect(offered(chat.whisper('Lena'))).toContain('Accept')
    expect(await story.type('Giulia', 'queue dach')).not.toContain('Accept ')
  })

  it('find knows name, company and number; an address only for who takes part', async () => {
    expect(await story.type('Giulia', 'find wartend')).toContain(`#${numbers.mql} Marta Wartend`)
    expect(await story.type('Giulia', `find #${numbers.sal}`)).toContain('Sara Angenommen')
    expect(await story.type('Giulia', 'find lead1@company1.example')).toContain('Nothing found')
    expect(await story.type('Felix', 'find lead1@company1.example')).toContain(`#${numbers.mql} `)
  })

  it('why says that a colleague chose, and funnel counts what happened', async () => {
    expect(await story.type('Giulia', `why ${numbers.mql}`)).toContain('Felix Amsel handed it off by hand')
    const funnel = await story.type('Felix', 'funnel today')
    expect(funnel).toMatch(/4 MQLs/)
    expect(funnel).toMatch(/3 accepted/)
    expect(funnel).toMatch(/1 SQO \(36 k EUR\)|1 SQO \(36,000 EUR\)/)
  })

  it('help shows each person what they can type', async () => {
    expect(await story.type('Lena', 'help')).toContain(`${words.command} accept`)
    expect(await story.type('Felix', 'help')).toContain(`${words.command} new`)
    expect(await story.type('Paolo', 'help confirm')).toContain('makes an SQL an SQO')
    expect(await story.type('Paolo', 'help qalify')).toContain('Did you mean “qualify”?')
    expect(await story.type('Lena', 'acept 1')).toContain('Did you mean “accept”?')
  })

  it('a button of the Home tab acts, and the tab shows it', async () => {
    await chat.tapHome('Lena', 'Reached', numbers.sal)
    await chat.settled()
    expect(await story.history(numbers.sal)).toContain('Lena Vogt logged a touch · call · reached')
    await chat.dismiss('Lena')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
