import type { KeyboardEvent } from 'react'
import type { TeamsConversation } from '../../teams-api.ts'
import { useTeamsAct } from '../act.ts'
import { Composer } from '../composer.tsx'
import { PlusIcon } from '../icons.tsx'
import { useReader } from '../reader.ts'
import { ShortcutMenu } from '../shortcut-menu.tsx'
import { useTeams } from './teams-context.ts'
import { suggestForTeams } from './teams-suggestions.ts'

type Props = {
  conversation: TeamsConversation
  /** The post that is answered; without it a new one is started. */
  root?: string
  leave?: () => void
}

const hintOf = ({ kind, hasBot }: TeamsConversation, isReply: boolean): string => {
  if (!hasBot) return ''
  if (kind === 'personal') return ': new, mine, help …'
  return isReply ? ', or @Baton note …' : ', or @Baton …'
}

/** Where one types in the Teams client: text, @Baton and names, and Baton's words after it. */
export const TeamsComposer = ({ conversation, root, leave }: Props) => {
  const act = useTeamsAct()
  const { user } = useReader()
  const known = useTeams()
  const { id, kind, hasBot } = conversation
  const label = root ? 'Reply' : kind === 'channel' ? 'Start a post' : 'Type a message'
  const extensions = hasBot ? known.extensions.filter(({ at }) => at.includes('compose')) : []
  const leaveOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) leave?.()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape in the line of an answer leaves it, as it does in Teams
    <div onKeyDown={leaveOnEscape}>
      <Composer
        place={[user, id, root].filter(Boolean).join('/')}
        label={label}
        placeholder={`${label}${hintOf(conversation, root !== undefined)}`}
        testId={root ? 'thread-composer' : 'composer'}
        suggest={(text) => suggestForTeams(known, text, kind)}
        send={(text) => act({ type: 'say', conversation: id, text: text.trim(), ...(root ? { rootId: root } : {}) })}
        focused={root !== undefined}
      >
        <ShortcutMenu
          list={root ? [] : extensions.map(({ id: command, title }) => ({ id: command, name: title }))}
          start={(command) => void act({ type: 'extension', command, conversation: id })}
          label="Actions and apps"
          className="icon-button"
          testId="shortcuts"
        >
          <PlusIcon />
        </ShortcutMenu>
      </Composer>
    </div>
  )
}
