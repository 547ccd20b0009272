import type { Hint } from '../api.ts'
import type { PageAction } from './page-state.ts'
import { PaneFrame } from './pane-frame.tsx'
import type { PaneState, Side, Worlds } from './place.ts'
import { SlackClient } from './slack-client.tsx'
import { TeamsClient } from './teams/teams-client.tsx'

type Props = {
  worlds: Worlds
  pane: PaneState
  side: Side
  hints: readonly Hint[]
  dispatch: (action: PageAction) => void
}

/** One half of the page: a person in Slack or in Teams. */
export const Pane = (props: Props) => {
  const { worlds, pane, hints } = props
  return (
    <PaneFrame {...props}>
      {pane.app === 'teams' && worlds.teams ? (
        <TeamsClient {...props} world={worlds.teams} />
      ) : (
        <SlackClient {...props} world={worlds.slack} hints={hints} />
      )}
    </PaneFrame>
  )
}
