import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soon } from './soon.ts'
import { chromium, openMs, openStage, type Stage } from './stage.ts'

if (chromium === null) process.stdout.write('The playground is not driven in a browser: there is no Chromium here.\n')

const nextYear = new Date().getFullYear() + 1

describe.skipIf(chromium === null)('the playground in a browser', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  }, openMs)
  afterAll(() => stage?.end())

  it('three fresh leads wait in the channel, each with Accept and Reject', async () => {
    await stage.become('Lena Vogt')
    await stage.goTo('leads-dach')
    for (const name of ['Katrin Weiss', 'Urs Amrein', 'Doris Lechner']) await stage.sees(name)
    await expect(stage.pane().getByTestId('message').getByRole('button', { name: 'Accept' }).count()).resolves.toBe(3)
    await expect(stage.isTicked('Hand off a lead')).resolves.toBe(false)
  })

  it('a marketer hands off a lead with the form, and its card comes', async () => {
    await stage.become('Felix Amsel')
    await stage.goTo('leads-dach')
    await stage.type('/lead new mara.holt@nordkai.example')
    await stage.field('Name').fill('Mara Holt')
    await stage.field('Company').fill('Nordkai GmbH')
    await stage.field('Source').selectOption({ label: 'webinar' })
    await stage.field('Why now?').fill('Moves to a new plant in spring.')
    await stage.submit()
    await stage.pane().getByTestId('modal').getByText('#404 Mara Holt waits in DACH now.').waitFor()
    await stage.close()
    await stage.sees(/MQL · #404 .*Mara Holt/)
    await soon(() => stage.isTicked('Hand off a lead')).toBe(true)
  })

  it('an SDR takes it, calls, and qualifies it; the AE confirms, and the alert tells everybody', async () => {
    await stage.become('Lena Vogt')
    await stage.goTo('leads-dach')
    await stage
      .message(/MQL · #404/)
      .getByRole('button', { name: 'Accept' })
      .click()
    await stage.message('mara.holt@nordkai.example').getByRole('button', { name: 'Reached' }).click()
    await stage.sees(/Logged for #404/)
    await stage
      .message(/SAL · #404/)
      .getByRole('button', { name: 'Qualify' })
      .click()
    await stage.field('Budget').selectOption({ label: '3 · approved' })
    await stage.field('Authority').selectOption({ label: '2 · decision maker known and engaged' })
    await stage.field('Need').selectOption({ label: '2 · clear problem' })
    await stage.field('Timeline').selectOption({ label: '3 · under 3 months' })
    await stage.field('Account executive').selectOption({ label: 'Paolo Greco' })
    await stage.submit()
    await stage.pane().getByTestId('modal').getByText('BANT 81.7 of 100').waitFor()
    await stage.close()
    await stage.become('Paolo Greco')
    await stage.goTo('Baton')
    await stage
      .message(/SQL · #404/)
      .getByRole('button', { name: 'Confirm SQO' })
      .click()
    await stage.field('Meeting held on').fill(new Date().toISOString().slice(0, 10))
    await stage.field('Amount').fill('36,000')
    await stage.field('Expected close date').fill(`${nextYear}-12-29`)
    await stage.field('Next step').fill('contract draft')
    await stage.field('Next step by').fill(`${nextYear}-11-25`)
    await stage.submit()
    await stage.pane().getByTestId('modal').getByText('is an SQO').waitFor()
    await stage.close()
    await stage.goTo('sqo-wins')
    await stage.sees(/SQO · #404 .*Paolo Greco confirmed Nordkai GmbH: 36,000 EUR/)
  })

  it('a message is turned over to the call that made it, and nothing broke a rule of the platform', async () => {
    await stage.message(/SQO · #404/).hover()
    await stage
      .message(/SQO · #404/)
      .getByTestId('turn')
      .click()
    await expect(stage.page.getByTestId('turned').first().textContent()).resolves.toContain('chat.')
    await expect(stage.page.getByTestId('violation-bar').count()).resolves.toBe(0)
  })

  it('a reload, and a restart of the product, lose nothing', async () => {
    await stage.page.reload()
    await stage.sees(/SQO · #404/)
    await stage.restart()
    await stage.page.goto(stage.url())
    await stage.become('Felix Amsel')
    await stage.goTo('sqo-wins')
    await stage.sees(/SQO · #404/)
  })

  it('all of it fits a phone', async () => {
    await stage.page.setViewportSize({ width: 390, height: 800 })
    const width = await stage.page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await stage.page.getByRole('button', { name: 'Channels and people' }).click()
    await stage.goTo('leads-dach')
    await stage.message('Katrin Weiss').getByRole('button', { name: 'Accept' }).waitFor()
  })
})
