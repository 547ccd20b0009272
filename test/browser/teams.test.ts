import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soon } from './soon.ts'
import { chromium, openMs, openStage, type Stage, waitMs } from './stage.ts'

const today = new Date().toISOString().slice(0, 10)
const nextYear = new Date().getFullYear() + 1

describe.skipIf(chromium === null)('Teams beside Slack, in a browser', () => {
  let stage: Stage
  const teams = () => stage.right
  const button = (name: string) => teams().modal().getByRole('button', { name, exact: true })
  const closeDialog = () => button('Close').click()

  beforeAll(async () => {
    stage = await openStage()
  }, openMs)
  afterAll(() => stage?.end())

  it('both platforms show the same queue, each in its own client', async () => {
    expect(await teams().pane().getAttribute('data-app')).toBe('teams')
    for (const name of ['Katrin Weiss', 'Urs Amrein', 'Doris Lechner']) {
      await stage.sees(name)
      await teams().sees(name)
    }
  })

  it('who speaks to Baton in Teams first is spoken to there', async () => {
    await teams().become('Paolo Greco')
    await teams().goTo('Baton')
    await teams().type('mine')
    await teams().sees('Paolo Greco')
  })

  it('a marketer types to Baton in Teams, fills the form in the chat, and the card comes to both', async () => {
    await expect(stage.isTicked('Hand off a lead')).resolves.toBe(false)
    await teams().become('Felix Amsel')
    await teams().goTo('Baton')
    await teams().type('new mara.holt@nordkai.example')
    const field = (label: string) => teams().fieldIn('Why now?', label)
    await soon(() => field('Email').inputValue()).toBe('mara.holt@nordkai.example')
    await field('Name').fill('Mara Holt')
    await field('Company').fill('Nordkai GmbH')
    await field('Country').click()
    await stage.page.keyboard.type('germ')
    await teams().pane().getByRole('option', { name: 'Germany' }).click()
    await field('Source').selectOption({ label: 'webinar' })
    await field('Why now?').fill('Moves to a new plant in spring.')
    await teams().message('Why now?').getByRole('button', { name: 'Hand off' }).click()
    await teams().sees('#404 Mara Holt waits in DACH now.')
    await teams().goTo('leads-dach')
    await teams().sees(/MQL · #404/)
    await stage.sees(/MQL · #404/)
    await soon(() => stage.isTicked('Hand off a lead')).toBe(true)
  })

  it('an SDR takes it in Teams, and the card in Slack is drawn anew', async () => {
    await teams().become('Lena Vogt')
    await teams()
      .message(/MQL · #404/)
      .getByRole('button', { name: 'Accept' })
      .click()
    await teams().sees(/SAL · #404.*Lena Vogt accepted/s)
    await stage.sees(/SAL · #404.*Lena Vogt accepted/s)
  })

  it('she qualifies it in a dialog, which says what is missing at its field and loses nothing', async () => {
    await teams()
      .message(/SAL · #404/)
      .getByRole('button', { name: 'Qualify' })
      .click()
    await teams().field('Budget').selectOption({ label: '3 · approved' })
    await teams().field('Authority').selectOption({ label: '2 · decision maker known and engaged' })
    await teams().field('Need').selectOption({ label: '2 · clear problem' })
    await teams().field('Timeline').selectOption({ label: '3 · under 3 months' })
    await teams().field('Account executive').selectOption({ label: 'Paolo Greco' })
    await button('Save').click()
    await teams().modal().getByText('an SQL needs a conversation').waitFor()
    await soon(() =>
      teams()
        .field('Spoke on')
        .evaluate((field) => field === document.activeElement),
    ).toBe(true)
    expect(await teams().field('Account executive').locator('option:checked').textContent()).toBe('Paolo Greco')
    await teams().field('Spoke on').fill(today)
    await button('Save').click()
    await teams().modal().getByText('BANT 81.7 of 100').waitFor()
    await closeDialog()
    await stage.sees(/SQL · #404/)
  })

  it('what is entered in a dialog outlives a reload of the page', async () => {
    await teams().become('Paolo Greco')
    await teams().goTo('Baton')
    await teams()
      .message(/SQL · #404/)
      .getByRole('button', { name: 'Confirm SQO' })
      .click()
    // It is waited for from before it can come.
    const kept = stage.page.waitForResponse((one) => one.request().postData()?.includes('contract draft') === true)
    await teams().field('Next step').fill('contract draft')
    await kept
    await stage.page.reload()
    await soon(() => teams().field('Next step').inputValue()).toBe('contract draft')
  })

  it('the AE confirms, and the alert stands on both platforms', async () => {
    await teams().field('Meeting held on').fill(today)
    await teams().field('Amount').fill('36,000')
    await teams().field('Expected close date').fill(`${nextYear}-12-29`)
    await teams().field('Next step by').fill(`${nextYear}-11-25`)
    await teams().modal().locator('.style-positive').click()
    await teams().modal().getByText('is an SQO').waitFor()
    await closeDialog()
    await teams().goTo('sqo-wins')
    await stage.goTo('sqo-wins')
    for (const pane of [teams(), stage]) await pane.sees(/SQO · #404 .*Paolo Greco confirmed Nordkai GmbH/)
  })

  it('a message has a hand-off behind its menu, and is turned over to what the product sent', async () => {
    await teams().goTo('marketing')
    await teams().type('Met at the fair: ida.licht@isarlicht.example wants an offer')
    await teams().choose('Met at the fair', 'Hand off this lead')
    await soon(() => teams().field('Email').inputValue()).toBe('ida.licht@isarlicht.example')
    await stage.page.keyboard.press('Escape')
    await soon(() => teams().modal().count()).toBe(0)
    await teams().goTo('sqo-wins')
    const alert = teams().message(/SQO · #404/)
    await alert.hover()
    await alert.getByTestId('turn').click()
    expect(await teams().pane().getByTestId('turned').textContent()).toMatch(/answered in \d+ ms.*AdaptiveCard/s)
    expect(await stage.page.getByTestId('violation-bar').count()).toBe(0)
  })

  it('a pane shows the same person in the other client, and a reload keeps it', async () => {
    await teams().use('slack')
    expect(await teams().pane().getByTestId('person').textContent()).toContain('Paolo Greco')
    await teams().pane().getByTestId('place').filter({ hasText: 'Baton Home' }).waitFor()
    await teams().use('teams')
    await stage.use('teams')
    await stage.page.reload()
    for (const pane of [teams(), stage]) expect(await pane.pane().getAttribute('data-app')).toBe('teams')
    await teams().sees(/SQO · #404/)
  })

  it('all of it fits a phone, one pane at a time', async () => {
    await stage.page.setViewportSize({ width: 390, height: 800 })
    await stage.page.getByTestId('tab-right').click()
    await teams().pane().getByRole('button', { name: 'Channels and people' }).click()
    await teams().goTo('leads-dach')
    await teams().message('Katrin Weiss').getByRole('button', { name: 'Accept' }).waitFor({ timeout: waitMs })
    expect(await stage.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
