import type { Hint, World } from '../api.ts'
import { useAct } from './act.ts'
import { Composer } from './composer.tsx'
import { BoltIcon } from './icons.tsx'
import { readTyped } from './outgoing.ts'
import { useReader } from './reader.ts'
import { ShortcutMenu } from './shortcut-menu.tsx'
import { suggestFor } from './suggestions.ts'

type Props = { world: World; channel: string; thread?: string | null; label: string; hints: readonly Hint[] }

/** Where one types in the Slack client: text, `/lead …` with its words offered, @names. */
export const SlackComposer = ({ world, channel, thread = null, label, hints }: Props) => {
  const act = useAct()
  const { user, notify, isForeign, shortcuts } = useReader()
  const send = (text: string): Promise<unknown> | false => {
    const request = readTyped(world, text, channel, thread, isForeign)
    if (!('refused' in request)) return act(request)
    notify(request.refused)
    return false
  }
  const global = shortcuts.filter(({ type }) => type === 'global')
  return (
    <Composer
      place={[user, channel, thread].filter(Boolean).join('/')}
      label={label}
      placeholder={thread || isForeign ? label : `${label}, or ${world.command} …`}
      testId={thread ? 'thread-composer' : 'composer'}
      suggest={(text) => suggestFor(world, text, isForeign ? [] : hints)}
      send={send}
    >
      {thread ? null : (
        <ShortcutMenu
          list={global.map(({ callbackId, name }) => ({ id: callbackId, name }))}
          start={(callbackId) => void act({ type: 'shortcut', callbackId })}
          label="Shortcuts"
          className="icon-button"
          testId="shortcuts"
        >
          <BoltIcon />
        </ShortcutMenu>
      )}
    </Composer>
  )
}
