import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a browser is on this machine; null where there is none. In CI there must be one. */
export const browserPath = (): string | null => {
  const path = process.env.CHROMIUM_PATH ?? usual.find((one) => existsSync(one)) ?? null
  if (path === null && process.env.CI) throw new Error('CI has no Chromium: install it, or set CHROMIUM_PATH.')
  return path
}

/** Starts the browser without a screen, and without the calls home that it makes by itself. */
export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
