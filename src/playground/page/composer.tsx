import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { setDraft, useDraft } from './drafts.ts'
import { SendIcon } from './icons.tsx'
import type { Suggestion } from './suggestions.ts'

type Props = {
  /** Whose text it is, and where: under this it is kept. */
  place: string
  /** Its name for who hears the page, and what stands in it while it is empty. */
  label: string
  placeholder: string
  testId: string
  suggest: (text: string) => Suggestion[]
  /** Sends what was typed; false where it cannot be sent, and then it stays. */
  send: (text: string) => Promise<unknown> | false
  /** Begins with the focus. */
  focused?: boolean
  /** Before the text: what else can be started here. */
  children?: ReactNode
}

const lastSent = new Map<string, string>()

// Growing by content keeps a long note readable; the sheet caps the height.
const useGrowing = (text: string, focused: boolean) => {
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!box.current) return
    box.current.style.height = 'auto'
    box.current.style.height = text ? `${box.current.scrollHeight}px` : ''
  }, [text])
  useEffect(() => {
    if (focused) box.current?.focus()
  }, [focused])
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

/** Where one types: text with words and names offered; Enter sends, ↑ brings back the last. */
export const Composer = (props: Props) => {
  const { place, label, placeholder, testId, suggest, focused = false, children } = props
  const text = useDraft(place)
  const box = useGrowing(text, focused)
  const listId = useId()
  const [at, setAt] = useState(0)
  const [shut, setShut] = useState(false)
  const [busy, setBusy] = useState(false)
  const list = shut ? [] : suggest(text)

  const take = (suggestion: Suggestion): void => {
    setDraft(place, suggestion.text)
    setAt(0)
    box.current?.focus()
  }
  const send = async (): Promise<void> => {
    if (!text.trim() || busy) return
    const sending = props.send(text)
    if (sending === false) return
    lastSent.set(place, text)
    setDraft(place, '')
    setBusy(true)
    await sending
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
        {children}
        <textarea
          ref={box}
          rows={1}
          aria-label={label}
          placeholder={placeholder}
          value={text}
          data-testid={testId}
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
