import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Locator, Page } from 'playwright-core'
import { type App, startApp } from '../../src/app.ts'
import { envOn } from '../support/env.ts'
import { browserPath, openBrowser } from './chromium.ts'

/** Where the browser is; null where there is none, and then nothing is driven. */
export const chromium = browserPath()

export const waitMs = 15_000

/** How long the product, the browser and the page may take to start: all of it is cold, and other files run beside it. */
export const openMs = 180_000

const start = (dataDir: string): Promise<App> =>
  startApp(
    { ...envOn({ databaseUrl: null, dataDir }), demo: true, playground: true, logLevel: 'silent' },
    pino({ level: 'silent' }),
  )

/** What a person does in one pane of the page, in Slack or in Teams, and what they see there. */
const driverOf = (page: Page, side: 'left' | 'right' = 'left') => {
  const pane = (): Locator => page.getByTestId(`pane-${side}`)
  const labelled = (within: Locator, label: string): Locator =>
    within.getByLabel(new RegExp(`^${label.replace('?', '.')}( \\*| .optional.)?$`))
  const modal = (): Locator => pane().getByTestId('modal')
  const message = (text: string | RegExp): Locator => pane().getByTestId('message').filter({ hasText: text }).last()
  const send = async (composer: Locator, text: string) => {
    await composer.fill(text)
    await composer.press('Enter')
  }
  return {
    pane,
    modal,
    message,
    become: async (name: string) => {
      await pane().getByTestId('person').click()
      await page.getByRole('menuitemradio', { name: new RegExp(name) }).click()
    },
    goTo: (name: string) => pane().locator(`[data-testid=place][data-name="${name}"]`).click(),
    sees: (text: string | RegExp) => message(text).waitFor({ timeout: waitMs }),
    type: (text: string) => send(pane().getByTestId('composer'), text),
    reply: (text: string) => send(pane().getByTestId('thread-composer'), text),
    field: (label: string) => labelled(modal(), label),
    /** A field of a form that stands in a message. */
    fieldIn: (text: string | RegExp, label: string) => labelled(message(text), label),
    /** Shows the other client for the same person. */
    use: (app: 'slack' | 'teams') => pane().getByTestId(`app-${app}`).click(),
    close: () => modal().getByTestId('cancel').click(),
    submit: () => modal().getByTestId('submit').click(),
    /** Opens the menu of a message, and chooses in it. */
    choose: async (text: string | RegExp, shortcut: string) => {
      await message(text).hover()
      await message(text).getByTestId('more-actions').click()
      await pane()
        .getByRole('menuitem', { name: new RegExp(shortcut) })
        .click()
    },
  }
}

type Driver = ReturnType<typeof driverOf>

export type Stage = Driver & {
  page: Page
  /** The other pane. */
  right: Driver
  /** Whether the tour has ticked off a step. */
  isTicked: (step: string) => Promise<boolean>
  /** Stops the product and starts it again on the same data. */
  restart: () => Promise<void>
  url: () => string
  end: () => Promise<void>
}

/** Starts the product with nothing configured, and a browser with its page. */
export const openStage = async (path = '/', height = 900, deviceScaleFactor = 1): Promise<Stage> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-browser-'))
  let app = await start(dataDir)
  const browser: Browser = await openBrowser(chromium ?? '')
  const page = await browser.newPage({ viewport: { width: 1440, height }, deviceScaleFactor })
  page.setDefaultTimeout(waitMs)
  await page.goto(`${app.url}${path}`)
  return {
    ...driverOf(page),
    right: driverOf(page, 'right'),
    page,
    isTicked: (step) =>
      page
        .getByTestId('tour')
        .getByRole('button', { name: new RegExp(`: ${step}, done$`) })
        .isVisible(),
    url: () => app.url,
    restart: async () => {
      await app.stop()
      app = await start(dataDir)
    },
    end: async () => {
      await browser.close()
      await app.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
