import { onSlack } from './platform.ts'

/** What the product says in other words on each platform. */
export const words = onSlack
  ? {
      platform: 'Slack',
      /** How a word is typed in a channel. */
      command: '/lead',
      channel: (name: string) => `#${name}`,
      removed: 'I was removed from it',
      wayBack: '/invite @Baton',
      notAllowed: 'Slack does not let me',
    }
  : {
      platform: 'Teams',
      command: '@Baton',
      channel: (name: string) => name,
      removed: 'the app was removed from its team',
      wayBack: 'Add Baton to that team again',
      notAllowed: 'Teams does not let me',
    }
