/** The platform that the journeys run on: each project of vitest.config.ts names its own. */
export const platform = process.env.CHAT === 'teams' ? 'teams' : 'slack'
export const onSlack = platform === 'slack'
