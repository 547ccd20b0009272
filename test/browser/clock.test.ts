import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soon } from './soon.ts'
import { chromium, openMs, openStage, type Stage, waitMs } from './stage.ts'

describe.skipIf(chromium === null)('the clock of the playground, in a browser', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  }, openMs)
  afterAll(() => stage?.end())

  const said = () => stage.page.getByTestId('clock-said').textContent()
  const mark = () => stage.page.getByTestId('clock-mark')
  /** Moves the clock and gives what was said of it. */
  const press = async (to: 'hour' | 'due' | 'now') => {
    const moved = stage.page.waitForResponse(
      (response) => response.url().endsWith('/api/clock') && response.request().method() === 'POST',
      { timeout: waitMs * 4 },
    )
    await stage.page.getByTestId(`clock-${to}`).click()
    await (await moved).finished()
    await soon(() => stage.page.locator('.clock-button[aria-busy=true]').count()).toBe(0)
    return (await said()) ?? ''
  }
  const card = () => stage.message(/· #404 .*Mara Holt/)

  it('shows the real time until it is moved, and goes from one due time to the next until nothing comes', async () => {
    await stage.page.getByTestId('clock-face').waitFor()
    await expect(mark().count()).resolves.toBe(0)
    await expect(stage.page.getByTestId('clock-now').count()).resolves.toBe(0)
    await stage.goTo('leads-dach')
    for (const name of ['Katrin Weiss', 'Urs Amrein', 'Doris Lechner']) await stage.sees(name)
    let words = await press('due')
    expect(words).toMatch(/^\w{3} \d+ \w{3}, \d\d:\d\d: the clock of a hand-off is due\.$/)
    await mark().waitFor()
    for (let presses = 0; !words.startsWith('Nothing') && presses < 60; presses++) words = await press('due')
    expect(words).toContain('Nothing comes by itself now')
  })

  it('brings the reminder into the thread of a lead that nobody takes', async () => {
    await stage.type('/lead new mara.holt@nordkai.example')
    await stage.field('Name').fill('Mara Holt')
    await stage.field('Company').fill('Nordkai GmbH')
    await stage.field('Source').selectOption({ label: 'webinar' })
    await stage.field('Why now?').fill('Moves to a new plant in spring.')
    await stage.submit()
    await stage.modal().getByText('#404 Mara Holt waits in DACH now.').waitFor()
    await stage.close()
    await card().waitFor()
    await expect(card().getByTestId('replies').count()).resolves.toBe(0)
    expect(await press('due')).toContain('the clock of a hand-off is due')
    await card().getByTestId('replies').click()
    await stage.pane().getByTestId('thread').getByText('#404 waits for DACH: accept by').waitFor()
    await stage.page.getByTestId('close-thread').click()
  })

  it('and then the breach, on the card in Slack and in Teams', async () => {
    await expect(card().textContent()).resolves.toContain('accept by')
    expect(await press('due')).toContain('the clock of a hand-off is due')
    await soon(() => card().textContent()).toMatch(/accept was due .*now also offered to Nordics/)
    await soon(() => stage.right.message(/MQL · #404/).textContent()).toMatch(
      /accept was due .*now also offered to Nordics/s,
    )
  })

  it('skips an hour, and fits a phone while it is moved', async () => {
    expect(await press('hour')).toMatch(/^An hour later: /)
    await stage.page.setViewportSize({ width: 390, height: 800 })
    for (const to of ['hour', 'due', 'now'])
      await expect(stage.page.getByTestId(`clock-${to}`).isVisible()).resolves.toBe(true)
    const width = await stage.page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await stage.page.setViewportSize({ width: 1440, height: 900 })
  })

  it('goes back by the keyboard, and the lead can still be taken', async () => {
    await stage.page.getByTestId('clock-now').focus()
    await stage.page.keyboard.press('Enter')
    await soon(said).toMatch(/^Back to the real time: /)
    await expect(mark().count()).resolves.toBe(0)
    await soon(() => stage.page.evaluate(() => document.activeElement?.textContent)).toBe('Next due')
    await stage.become('Lena Vogt')
    await stage.goTo('leads-dach')
    await card().getByRole('button', { name: 'Accept' }).click()
    await stage.sees(/SAL · #404/)
    await expect(stage.page.getByTestId('violation-bar').count()).resolves.toBe(0)
  })
})
