import { useMemo } from 'react'
import type { TeamsMessage, TeamsSpot } from '../../teams-api.ts'
import { useTeamsAct } from '../act.ts'
import { drawDate, drawTime } from '../blocks/dates.ts'
import { MoreIcon } from '../icons.tsx'
import { useReader } from '../reader.ts'
import { ShortcutMenu } from '../shortcut-menu.tsx'
import { TurnButton, Turned } from '../turned.tsx'
import { type CardHost, CardView } from './card/card-view.tsx'
import { MarkdownText } from './card/markdown-text.tsx'
import { readOptions } from './card/options.ts'
import { timeOf } from './look.ts'
import { useTeams } from './teams-context.ts'

/** How the cards of one message, or of the open dialog, reach the product. */
export const useCardHost = (conversation: string, message: string | null): CardHost => {
  const act = useTeamsAct()
  const { world } = useTeams()
  return useMemo((): CardHost => {
    const at: TeamsSpot = message === null ? 'dialog' : { conversation, message }
    return {
      tap: (action, inputs) => act({ type: 'action', at, action, inputs }),
      search: async (input, query) => readOptions((await act({ type: 'search', at, input, query })).body),
      nameOf: (value) => world.users.find(({ aadObjectId }) => aadObjectId === value)?.name,
    }
  }, [act, world, conversation, message])
}

/** Who wrote a message, and when. */
export const MessageHead = ({ message }: { message: TeamsMessage }) => {
  const { zone, users } = useReader()
  const from = users.find(({ id }) => id === message.from.id)?.organisation
  const at = timeOf(message)
  return (
    <p className="message-head">
      <strong>{message.from.name}</strong>
      {from ? <span className="badge">{from} (External)</span> : null}
      <time
        dateTime={new Date(at).toISOString()}
        title={drawDate('{date_long} {time_secs}', at / 1000, zone, new Date())}
      >
        {drawTime(at, zone)}
      </time>
      {message.edited ? <span className="edited">Edited</span> : null}
    </p>
  )
}

// What somebody typed names people by an @; whom it reached is drawn as Teams does, without it.
const useText = ({ text, mentions }: TeamsMessage): string => {
  const { users } = useReader()
  const names = users.filter(({ id }) => mentions.includes(id)).map(({ name }) => name)
  return names.reduce((marked, name) => marked.replaceAll(`@${name}`, `<at>${name}</at>`), text)
}

type BodyProps = { conversation: string; message: TeamsMessage; turned: boolean }

/** What a message says: its text, its card, and what the client says under it; or its back. */
export const MessageBody = ({ conversation, message, turned }: BodyProps) => {
  const host = useCardHost(conversation, message.id)
  const { card, toast, sent, took } = message
  const text = useText(message)
  return (
    <>
      {turned ? <Turned sent={sent} took={took} /> : null}
      {/* What was entered in a card must not go while its back is looked at. */}
      <div hidden={turned}>
        {text ? <MarkdownText text={text} /> : null}
        {card ? <CardView card={card} host={host} /> : null}
      </div>
      <p className={toast ? 'toast' : 'sr-only'} role="status" data-testid="toast">
        {toast}
      </p>
    </>
  )
}

type ToolProps = { conversation: string; message: TeamsMessage; turned: boolean; turn: () => void }

/** The tools of a message: its back, and what the app can do with it. */
export const MessageTools = ({ conversation, message, turned, turn }: ToolProps) => {
  const act = useTeamsAct()
  const { extensions } = useTeams()
  const list = extensions.filter(({ at }) => at.includes('message')).map(({ id, title }) => ({ id, name: title }))
  return (
    <div className="message-tools">
      <TurnButton on={turned} what="message" turn={turn} />
      <ShortcutMenu
        list={list}
        start={(command) => void act({ type: 'extension', command, conversation, message: message.id })}
        label="More actions"
        className="turn-button"
        testId="more-actions"
      >
        <MoreIcon />
      </ShortcutMenu>
    </div>
  )
}

/** A line of Teams' own, about who came or went. */
export const TeamsNotice = ({ message }: { message: TeamsMessage }) => {
  const { zone } = useReader()
  return (
    <div className="notice-line" data-testid="notice-line" data-ts={message.id}>
      <span>
        <strong>{message.from.name}</strong> {message.text}
      </span>
      <time>{drawTime(timeOf(message), zone)}</time>
    </div>
  )
}
