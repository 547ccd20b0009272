import type { Framework } from './framework.ts'

/** Budget, Authority, Need, Timeline: the framework where nothing else is settled (domain §7). */
export const bant: Framework = {
  key: 'bant',
  version: 1,
  title: 'BANT',
  criteria: [
    {
      key: 'budget',
      label: 'Budget',
      help: 'Is there money for this, and who said so?',
      weight: 25,
      minimum: 2,
      required: true,
      levels: ['none and none planned', 'interest, no figure', 'a range named', 'approved'],
    },
    {
      key: 'authority',
      label: 'Authority',
      help: 'How near is the conversation to whoever decides?',
      weight: 25,
      minimum: 2,
      required: true,
      levels: ['no influence', 'influences', 'decision maker known and engaged', 'decision maker in the conversation'],
    },
    {
      key: 'need',
      label: 'Need',
      help: 'Which problem is to be solved, and what does it cost to leave it?',
      weight: 30,
      minimum: 2,
      required: true,
      levels: ['none', 'vague', 'clear problem', 'problem with a cost or a deadline'],
    },
    {
      key: 'timeline',
      label: 'Timeline',
      help: 'When is the decision due?',
      weight: 20,
      minimum: 2,
      required: true,
      levels: ['none, or over 12 months', '6–12 months', '3–6 months', 'under 3 months'],
    },
  ],
}
