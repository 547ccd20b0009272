import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soon } from './soon.ts'
import { chromium, openMs, openStage, type Stage, waitMs } from './stage.ts'

describe.skipIf(chromium === null)('the ways in, in a browser', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
  }, openMs)
  afterAll(() => stage?.end())

  it('a shortcut at a message opens the form with what the message says, and the card comes', async () => {
    await stage.become('Felix Amsel')
    await stage.goTo('marketing')
    await stage.type('Met at the fair: mara.holt@nordkai.example, wants an offer')
    await stage.choose('Met at the fair', 'Hand off this lead')
    await stage.modal().waitFor()
    await soon(() => stage.field('Email').inputValue()).toBe('mara.holt@nordkai.example')
    await stage.field('Name').fill('Mara Holt')
    await stage.field('Company').fill('Nordkai GmbH')
    await stage.field('Source').selectOption({ label: 'event' })
    await stage.field('Why now?').fill('Wants an offer before the end of the year.')
    await stage.field('Queue').selectOption({ label: 'DACH' })
    await stage.submit()
    await stage.modal().getByText('waits in DACH now').waitFor()
    await stage.close()
    await stage.goTo('leads-dach')
    await stage.sees(/MQL · #404/)
  })

  it('a note is written in the thread of the card, which is left with Escape and gives the focus back', async () => {
    await stage.message(/MQL · #404/).hover()
    await stage
      .message(/MQL · #404/)
      .getByTestId('reply')
      .click()
    const thread = stage.pane().getByTestId('thread')
    await stage.reply('@Baton note I know her from the last fair.')
    await thread.getByTestId('message').filter({ hasText: 'Felix Amsel notes' }).waitFor()
    await thread.getByText('Only visible to you').waitFor()
    await thread.getByText('2 replies').waitFor()
    await stage.page.keyboard.press('Escape')
    await soon(() => thread.count()).toBe(0)
    await stage
      .message(/MQL · #404/)
      .getByTestId('replies')
      .getByText('2 replies')
      .waitFor()
    expect(await stage.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('reply')
  })

  it('the Home tab shows what is mine, and its buttons open forms and are drawn anew', async () => {
    await stage.become('Lena Vogt')
    await stage.goTo('leads-dach')
    await stage
      .message(/MQL · #404/)
      .getByRole('button', { name: 'Accept' })
      .click()
    await stage.sees(/SAL · #404/)
    await stage.goTo('Baton Home')
    const home = stage.pane().getByTestId('home')
    await home.getByText(/SAL · #404/).waitFor({ timeout: waitMs })
    await home.getByRole('button', { name: 'Hand off a lead' }).click()
    await stage.modal().waitFor()
    await stage.page.keyboard.press('Escape')
    await soon(() => stage.modal().count()).toBe(0)
    await stage.pane().getByTestId('tab-messages').click()
    await stage.type('why 404')
    await stage.sees(/#404 Mara Holt/)
  })

  it('the shortcut beside the composer opens the empty form from anywhere', async () => {
    await stage.pane().getByTestId('shortcuts').click()
    await stage.pane().getByRole('menuitem').click()
    await stage.field('Email').waitFor()
    expect(await stage.field('Email').inputValue()).toBe('')
    await stage.close()
  })

  it('a channel is archived and comes back, the app is put out and invited again', async () => {
    await stage.goTo('marketing')
    const choose = async (name: string) => {
      await stage.pane().getByTestId('channel-menu').click()
      await stage.pane().getByRole('menuitem', { name }).click()
    }
    const standing = stage.pane().getByTestId('place-standing')
    await choose('Archive channel')
    await standing.getByText('Archived').waitFor()
    expect(await stage.pane().getByTestId('composer').count()).toBe(0)
    await stage.pane().getByRole('button', { name: 'Unarchive' }).click()
    await choose('Remove Baton')
    await standing.getByText('Baton is not in this channel').waitFor()
    await stage.type('/invite @Baton')
    await soon(() => standing.count()).toBe(0)
  })

  it('somebody of a partner sees the shared channel alone, and has no commands', async () => {
    await stage.become('Stan Okafor')
    expect(await stage.pane().getByTestId('place').allTextContents()).toEqual(['partners'])
    await stage.pane().getByTestId('place-standing').getByText('Shared with Fjordlight').waitFor()
    await stage.type('/lead mine')
    await stage.pane().getByTestId('notice').getByText('own organisation').waitFor()
    expect(await stage.page.getByTestId('violation-bar').count()).toBe(0)
  })
})
