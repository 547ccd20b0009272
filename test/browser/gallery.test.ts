import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as cards from '../../src/cards/index.ts'
import * as forms from '../../src/forms/index.ts'
import { soon } from './soon.ts'
import { chromium, openMs, openStage, type Stage } from './stage.ts'

const countOf = (all: Record<string, object>) => Object.values(all).flatMap((examples) => Object.keys(examples)).length

describe.skipIf(chromium === null)('the gallery in a browser', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  }, openMs)
  afterAll(() => stage?.end())

  it('hangs behind a link, with every example of a card and of a form, and nothing that Slack or Teams would refuse', async () => {
    await stage.page.getByTestId('gallery-link').click()
    await stage.page.getByTestId('exhibit').first().waitFor()
    expect(await stage.page.getByTestId('exhibit').count()).toBe(countOf(cards) + countOf(forms))
    expect(await stage.page.getByTestId('exhibit-fault').count()).toBe(0)
    expect(await stage.page.getByTestId('gallery-sum').textContent()).toContain('Slack and Teams would take every one')
  })

  it('draws all of it on both platforms: no block is one that the page does not know, and no card is empty', async () => {
    expect(await stage.page.getByText('The playground cannot draw').count()).toBe(0)
    const all = countOf(cards) + countOf(forms)
    await soon(() => stage.page.locator('.ac-adaptiveCard').count()).toBe(all)
    expect(await stage.page.locator('.ac-adaptiveCard:empty').count()).toBe(0)
  })

  it('can be tried without sending anything', async () => {
    const exhibit = stage.page.locator('#card-handoff-mql')
    const [slack, teams] = [exhibit.getByTestId('exhibit-slack'), exhibit.getByTestId('exhibit-teams')]
    for (const side of [slack, teams]) {
      await side.getByRole('button', { name: 'Accept' }).click()
      await stage.page.getByTestId('notice').getByText('“Accept” would send accept').waitFor()
      await stage.page.getByRole('button', { name: 'Close this notice' }).click()
    }
    await exhibit.getByTestId('turn').click()
    expect(await slack.locator('.json').textContent()).toContain('"action_id": "accept"')
    expect(await teams.locator('.json').textContent()).toContain('"verb": "accept"')
  })

  it('has an anchor for each, and fits a phone', async () => {
    await stage.page.setViewportSize({ width: 390, height: 800 })
    await stage.page.goto(`${stage.url()}/playground/gallery#form-qualify-by-the-ae`)
    const form = stage.page.locator('#form-qualify-by-the-ae')
    await form.waitFor()
    await soon(() => form.evaluate((one) => Math.abs(one.getBoundingClientRect().top))).toBeLessThan(200)
    expect(await stage.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
