import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import { browserPath, openBrowser } from './chromium.ts'

const chromium = browserPath()
if (chromium === null) process.stdout.write('The playground is not driven in a browser: there is no Chromium here.\n')

const waitMs = 15_000

describe.skipIf(chromium === null)('the playground in a browser', () => {
  let app: App
  let browser: Browser
  let page: Page
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-browser-'))

  const open = () =>
    startApp(
      {
        port: 0,
        host: '127.0.0.1',
        baseUrl: 'http://127.0.0.1',
        databaseUrl: null,
        dataDir,
        configFile: null,
        demo: true,
        playground: true,
        slack: null,
        logLevel: 'silent',
      },
      pino({ level: 'silent' }),
    )

  const pane = (): Locator => page.getByTestId('pane-left')
  const become = async (name: string) => {
    await pane().getByTestId('person').click()
    await page.getByRole('menuitemradio', { name: new RegExp(name) }).click()
  }
  const goTo = (name: string) => pane().locator(`[data-testid=place][data-name="${name}"]`).click()
  const message = (text: string | RegExp): Locator => pane().getByTestId('message').filter({ hasText: text }).last()
  const sees = (text: string | RegExp) => message(text).waitFor({ timeout: waitMs })
  const type = async (text: string) => {
    const composer = pane().getByTestId('composer')
    await composer.fill(text)
    await composer.press('Enter')
  }
  const field = (label: string) =>
    pane()
      .getByTestId('modal')
      .getByLabel(new RegExp(`^${label.replace('?', '.')}( .optional.)?$`))
  const close = () => pane().getByTestId('modal').getByTestId('cancel').click()
  const isTicked = (step: string): Promise<boolean> =>
    page
      .getByTestId('tour')
      .getByRole('button', { name: new RegExp(`: ${step}, done$`) })
      .isVisible()
  const send = () => pane().getByTestId('modal').getByTestId('submit').click()

  beforeAll(async () => {
    app = await open()
    browser = await openBrowser(chromium ?? '')
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(waitMs)
    await page.goto(app.url)
  })
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('three fresh leads wait in the channel, each with Accept and Reject', async () => {
    await become('Lena Vogt')
    await goTo('leads-dach')
    for (const name of ['Katrin Weiss', 'Urs Amrein', 'Doris Lechner']) await sees(name)
    await expect(pane().getByTestId('message').getByRole('button', { name: 'Accept' }).count()).resolves.toBe(3)
    await expect(isTicked('Hand off a lead')).resolves.toBe(false)
  })

  it('a marketer hands off a lead with the form, and its card comes', async () => {
    await become('Felix Amsel')
    await goTo('leads-dach')
    await type('/lead new mara.holt@nordkai.example')
    await field('Name').fill('Mara Holt')
    await field('Company').fill('Nordkai GmbH')
    await field('Source').selectOption({ label: 'webinar' })
    await field('Why now?').fill('Moves to a new plant in spring.')
    await send()
    await pane().getByTestId('modal').getByText('#404 Mara Holt waits in DACH now.').waitFor()
    await close()
    await sees(/MQL · #404 .*Mara Holt/)
    await expect.poll(() => isTicked('Hand off a lead')).toBe(true)
  })

  it('an SDR takes it, calls, and qualifies it; the AE confirms, and the alert tells everybody', async () => {
    await become('Lena Vogt')
    await goTo('leads-dach')
    await message(/MQL · #404/)
      .getByRole('button', { name: 'Accept' })
      .click()
    await message('mara.holt@nordkai.example').getByRole('button', { name: 'Reached' }).click()
    await sees(/Logged for #404/)
    await message(/SAL · #404/)
      .getByRole('button', { name: 'Qualify' })
      .click()
    await field('Budget').selectOption({ label: '3 · approved' })
    await field('Authority').selectOption({ label: '2 · decision maker known and engaged' })
    await field('Need').selectOption({ label: '2 · clear problem' })
    await field('Timeline').selectOption({ label: '3 · under 3 months' })
    await field('Account executive').selectOption({ label: 'Paolo Greco' })
    await send()
    await pane().getByTestId('modal').getByText('BANT 81.7 of 100').waitFor()
    await close()
    await become('Paolo Greco')
    await goTo('Baton')
    await message(/SQL · #404/)
      .getByRole('button', { name: 'Confirm SQO' })
      .click()
    await field('Meeting held on').fill(new Date().toISOString().slice(0, 10))
    await field('Amount').fill('36,000')
    await field('Expected close date').fill('2099-01-29')
    await field('Next step').fill('contract draft')
    await field('Next step by').fill('2098-11-25')
    await send()
    await pane().getByTestId('modal').getByText('is an SQO').waitFor()
    await close()
    await goTo('sqo-wins')
    await sees(/SQO · #404 .*Paolo Greco confirmed Nordkai GmbH: 36,000 EUR/)
  })

  it('a message is turned over to the call that made it, and nothing broke a rule of the platform', async () => {
    await message(/SQO · #404/).hover()
    await message(/SQO · #404/)
      .getByTestId('turn')
      .click()
    await expect(page.getByTestId('turned').first().textContent()).resolves.toContain('chat.')
    await expect(page.getByTestId('violation-bar').count()).resolves.toBe(0)
  })

  it('a reload, and a restart of the product, lose nothing', async () => {
    await page.reload()
    await sees(/SQO · #404/)
    await app.stop()
    app = await open()
    await page.goto(app.url)
    await become('Felix Amsel')
    await goTo('sqo-wins')
    await sees(/SQO · #404/)
  })

  it('all of it fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Channels and people' }).click()
    await goTo('leads-dach')
    await message('Katrin Weiss').getByRole('button', { name: 'Accept' }).waitFor()
  })
})
