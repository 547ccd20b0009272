import { castOn } from './cast.ts'
import { type Chat, compose, type Given, openProduct } from './chat.ts'
import type { Stage } from './driver.ts'
import { driveSlack } from './slack-driver.ts'
import { tellStory } from './story.ts'
import { driveTeams } from './teams-driver.ts'

const drive = (stage: Stage) => {
  const slack = driveSlack(stage)
  const teams = driveTeams(stage)
  return { slack, teams, env: { ...slack.env, ...teams.env }, handlers: [...slack.handlers, ...teams.handlers] }
}

/** One product with both platforms at its HTTP edge, and the same people on each. */
export const openBoth = async (given: Given = {}) => {
  const { product, driver } = await openProduct(given, drive)
  await driver.teams.begin()
  const slack: Chat = { ...driver.slack, ...compose(driver.slack, product), ...product, idOf: castOn.slack.idOf }
  const teams: Chat = { ...driver.teams, ...compose(driver.teams, product), ...product, idOf: castOn.teams.idOf }
  return { ...product, slack, teams, inSlack: tellStory(slack), inTeams: tellStory(teams, 500) }
}

export type Both = Awaited<ReturnType<typeof openBoth>>
