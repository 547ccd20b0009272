/** Where people chat with the product. */
export const platforms = ['slack', 'teams'] as const
export type Platform = (typeof platforms)[number]

/** A channel or conversation, or a person, by the platform's own id. */
export type External = { platform: Platform; externalId: string }

/** Ids of messages on Teams bear this, so that a member's direct messages may stand on both platforms. */
const ofTeams = 'teams:'

/** The id that the store keeps of a message on Teams. */
export const teamsMessage = (id: string) => `${ofTeams}${id}`

/** The platform's own id of a message that the store keeps. */
export const ownId = (message: string) => (message.startsWith(ofTeams) ? message.slice(ofTeams.length) : message)

/** On which platform a message stands. */
export const platformOfMessage = (message: string): Platform => (message.startsWith(ofTeams) ? 'teams' : 'slack')
