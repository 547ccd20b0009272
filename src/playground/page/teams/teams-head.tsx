import type { TeamsChange, TeamsConversation } from '../../teams-api.ts'
import { useTeamsAct } from '../act.ts'
import { LockIcon, SharedIcon } from '../icons.tsx'
import { PlaceHead } from '../place-head.tsx'
import { useReader } from '../reader.ts'

type Choice = { does: TeamsChange; words: string }

const choicesOf = ({ kind, hasBot, isDeleted }: TeamsConversation): Choice[] => {
  if (isDeleted) return [{ does: 'restore', words: 'Restore channel' }]
  const app: Choice = hasBot ? { does: 'uninstall', words: 'Remove Baton' } : { does: 'install', words: 'Add Baton' }
  return kind === 'channel' ? [app, { does: 'delete', words: 'Delete channel' }] : [app]
}

const standingOf = ({ kind, channelType, isDeleted, hasBot, team }: TeamsConversation, partners: string): string => {
  const facts = [
    team?.name ?? '',
    channelType === 'shared' ? (partners ? `Shared with ${partners}` : 'Shared channel') : '',
    isDeleted ? 'Deleted' : '',
    hasBot ? '' : kind === 'personal' ? 'You have not added Baton' : 'Baton is not added here',
  ]
  return facts.filter(Boolean).join(' · ')
}

/** Does something to a conversation, and says so where it does not work. */
export const useTeamsChange = (conversation: string): ((does: TeamsChange) => void) => {
  const act = useTeamsAct()
  return (does) => void act({ type: 'change', conversation, does })
}

/** The line over a conversation of the Teams client. */
export const TeamsHead = ({ conversation }: { conversation: TeamsConversation }) => {
  const { partners } = useReader()
  const change = useTeamsChange(conversation.id)
  const { name, kind, channelType } = conversation
  const standing = standingOf(conversation, partners)
  return (
    <PlaceHead
      name={name}
      mark={channelType === 'private' ? <LockIcon /> : null}
      about={kind === 'channel' ? 'delete it, add or remove Baton' : 'add or remove Baton'}
      choices={choicesOf(conversation).map(({ does, words }) => ({ id: does, words, choose: () => change(does) }))}
      standing={
        standing ? (
          <>
            {channelType === 'shared' ? <SharedIcon /> : null}
            {standing}
          </>
        ) : null
      }
    />
  )
}
