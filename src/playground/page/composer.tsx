import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Hint, World } from '../api.ts'
import { useAct } from './act.ts'
import { setDraft, useDraft } from './drafts.ts'
import { BoltIcon, SendIcon } from './icons.tsx'
import { readTyped } from './outgoing.ts'
import { useReader } from './reader.ts'
import { ShortcutMenu } from './shortcut-menu.tsx'
import { type Suggestion, suggestFor } from './suggestions.ts'

type Props = { world: World; channel: string; thread?: string | null; label: string; hints: readonly Hint[] }

const lastSent = new Map<string, string>()

// Growing by content keeps a long note readable; the sheet caps the height.
const useGrowing = (text: string) => {
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!box.current) return
    box.current.style.height = 'auto'
    box.current.style.height = text ? `${box.current.scrollHeight}px` : ''
  }, [text])
  return box
}

type ListProps = { id: string; list: Suggestion[]; at: number; take: (suggestion: Suggestion) => void }

const SuggestionList = ({ id, list, at, take }: ListProps) => (
  <div className="suggestions" id={id} role="listbox" aria-label="Suggestions">
    {list.map((suggestion, index) => (
      // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field, which names the active option
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the text field
      <div
        key={suggestion.key}
        id={`${id}-${index}`}
        role="option"
        aria-selected={index === at}
        className="suggestion"
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => take(suggestion)}
      >
        <strong>{suggestion.title}</strong>
        <span className="faint">{suggestion.about}</span>
      </div>
    ))}
  </div>
)

/** Where one types: text, `/lead …` with its words offered, @names; Enter sends, ↑ brings back the last. */
export const Composer = ({ world, channel, thread = null, label, hints }: Props) => {
  const act = useAct()
  const { user, notify, isForeign, shortcuts } = useReader()
  const place = [user, channel, thread].filter(Boolean).join('/')
  const text = useDraft(place)
  const box = useGrowing(text)
  const listId = useId()
  const [at, setAt] = useState(0)
  const [shut, setShut] = useState(false)
  const [busy, setBusy] = useState(false)
  const list = shut ? [] : suggestFor(world, text, isForeign ? [] : hints)

  const take = (suggestion: Suggestion): void => {
    setDraft(place, suggestion.text)
    setAt(0)
    box.current?.focus()
  }
  const send = async (): Promise<void> => {
    if (!text.trim() || busy) return
    const request = readTyped(world, text, channel, thread, isForeign)
    if ('refused' in request) return notify(request.refused)
    lastSent.set(place, text)
    setDraft(place, '')
    setBusy(true)
    await act(request)
    setBusy(false)
  }
  const onListKey = (event: KeyboardEvent): boolean => {
    const step = { ArrowDown: 1, ArrowUp: list.length - 1 }[event.key]
    const suggestion = list[Math.min(at, list.length - 1)]
    if (!suggestion) return false
    if (step !== undefined) setAt((at + step) % list.length)
    else if (event.key === 'Tab') take(suggestion)
    else if (event.key === 'Escape') setShut(true)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const taken = onListKey(event)
    if (taken) event.preventDefault()
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault()
      setShut(true)
      setDraft(place, lastSent.get(place) ?? '')
    }
  }
  return (
    <div className="composer">
      {list.length > 0 ? (
        <SuggestionList id={listId} list={list} at={Math.min(at, list.length - 1)} take={take} />
      ) : null}
      <div className="composer-box">
        {thread || shortcuts.length === 0 ? null : (
          <ShortcutMenu type="global" label="Shortcuts" className="icon-button" testId="shortcuts">
            <BoltIcon />
          </ShortcutMenu>
        )}
        <textarea
          ref={box}
          rows={1}
          aria-label={label}
          placeholder={thread || isForeign ? label : `${label}, or ${world.command} …`}
          value={text}
          data-testid={thread ? 'thread-composer' : 'composer'}
          aria-controls={list.length > 0 ? listId : undefined}
          aria-activedescendant={list.length > 0 ? `${listId}-${Math.min(at, list.length - 1)}` : undefined}
          onChange={(event) => {
            setShut(false)
            setAt(0)
            setDraft(place, event.target.value)
          }}
          onFocus={() => setShut(false)}
          onBlur={() => setShut(true)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="send"
          aria-label="Send"
          aria-busy={busy}
          disabled={!text.trim() || busy}
          onClick={() => void send()}
        >
          <SendIcon />
        </button>
      </div>
    </div>
  )
}
