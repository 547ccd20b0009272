/** Journeys are written once and run on every platform; these are still Slack's alone, by their file. */
export const notOnTeams: string[] = []
