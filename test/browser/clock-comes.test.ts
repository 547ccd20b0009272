import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromium, openMs, openStage, type Stage } from './stage.ts'

describe.skipIf(chromium === null)('what comes by itself, with the clock of the playground, in a browser', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
    await stage.become('Sofia Berg')
  }, openMs)
  afterAll(() => stage?.end())

  /** Goes from one due time to the next until something is there to be read; gives what was said of each. */
  const waitFor = async (text: string | RegExp) => {
    const all: string[] = []
    for (let presses = 0; presses < 60; presses++) {
      if (await stage.message(text).isVisible()) return all
      const moved = stage.page.waitForResponse(
        (response) => response.url().endsWith('/api/clock') && response.request().method() === 'POST',
      )
      await stage.page.getByTestId('clock-due').click()
      await (await moved).finished()
      await stage.page.locator('.clock-button[aria-busy=true]').waitFor({ state: 'detached' })
      all.push((await stage.page.getByTestId('clock-said').textContent()) ?? '')
    }
    throw new Error(`It did not come: ${all.join(' ')}`)
  }
  const submit = async (said: string | RegExp) => {
    await stage.submit()
    await stage.modal().getByText(said).waitFor()
    await stage.close()
  }

  it('the offer of a lead that one did not take goes to the next', async () => {
    await stage.goTo('leads-nordics')
    await stage.type('/lead new lars.moe@fjell.example')
    await stage.field('Name').fill('Lars Moe')
    await stage.field('Company').fill('Fjell AS')
    await stage.field('Source').selectOption({ label: 'webinar' })
    await stage.field('Why now?').fill('A second plant opens in May.')
    await stage.field('Queue').selectOption({ label: 'Nordics' })
    await submit('#404 Lars Moe waits in Nordics now.')
    await stage.sees(/MQL · #404 .*Waiting for (Ingrid Dahl|Oskar Lie)/s)
    const first = /Waiting for (Ingrid Dahl|Oskar Lie)/.exec((await stage.message(/· #404/).textContent()) ?? '')?.[1]
    const next = first === 'Ingrid Dahl' ? 'Oskar Lie' : 'Ingrid Dahl'
    await waitFor(new RegExp(`MQL · #404 .*Waiting for ${next}`, 's'))
  })

  it('a lead that was to be nurtured comes back on its day', async () => {
    await stage.type('/lead nurture 404')
    await stage.field('Reason').selectOption({ label: 'not ready' })
    await submit(/#404/)
    await stage.sees(/NURTURE · #404/)
    const all = await waitFor(/#404 .*it goes on as #405/s)
    expect(all.join(' ')).toContain('the day of a lead in nurture has come')
  })

  it('a digest goes out when it was planned for', async () => {
    await stage.type('/lead digest new')
    await submit(/It is planned, and comes/)
    const all = await waitFor(/^.*Funnel /)
    expect(all.join(' ')).toContain('a digest goes out')
    await expect(stage.page.getByTestId('violation-bar').count()).resolves.toBe(0)
  })
})
