import { openStage } from '../browser/stage.ts'
import { play, scenes } from './scenes.ts'

const size = { width: 1360, height: 860 }

/** The playground with two people side by side, one in Slack and one in Teams, in the middle of the story: what the README begins with. */
export const showOverview = async (scale: number): Promise<Buffer> => {
  const stage = await openStage('/', size.height, scale)
  const { page } = stage
  await page.setViewportSize(size)
  const { accept, qualify } = scenes
  if (!accept || !qualify) throw new Error('The story has no beginning.')
  // Said to Baton directly, so that the channel shows the cards alone.
  for (const scene of [accept, qualify, { ...accept, typed: 'accept 402' }])
    await play(stage, { ...scene, where: 'Baton' })
  await stage.goTo('leads-dach')
  await page.getByTestId('tour').getByRole('button').last().click()
  const right = page.getByTestId('pane-right')
  await right.getByTestId('person').click()
  await page.getByRole('menuitemradio', { name: /Paolo Greco/ }).click()
  await right.locator('[data-testid=place][data-name="leads-dach"]').click()
  await right.getByTestId('message').filter({ hasText: 'SQL · #401' }).waitFor()
  await page.mouse.move(0, 0)
  await page.waitForTimeout(1_000)
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await stage.end()
  return png
}
