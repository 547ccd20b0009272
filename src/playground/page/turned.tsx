import { useState } from 'react'
import type { Sent, Took } from '../api.ts'

// JSON strings that stand before a colon are keys; the rest are values.
const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?/g

const kindOf = (match: RegExpMatchArray): string => {
  if (match[2] !== undefined) return 'json-key'
  return match[1] !== undefined ? 'json-text' : 'json-number'
}

/** JSON, laid out and coloured. */
export const JsonText = ({ value }: { value: unknown }) => {
  const text = JSON.stringify(value, null, 2) ?? 'null'
  const parts = []
  let done = 0
  for (const match of text.matchAll(token)) {
    parts.push(text.slice(done, match.index))
    parts.push(
      <span key={match.index} className={kindOf(match)}>
        {match[1] ?? match[0]}
      </span>,
    )
    done = match.index + (match[1] ?? match[0]).length
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <pre className="json" tabIndex={0}>
      {parts}
      {text.slice(done)}
    </pre>
  )
}

const CopyButton = ({ value }: { value: unknown }) => {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(JSON.stringify(value, null, 2))
    setCopied(true)
    window.setTimeout(() => setCopied(false), 1500)
  }
  return (
    <button type="button" className="text-button" onClick={() => void copy().catch(() => undefined)}>
      {copied ? 'Copied' : 'Copy JSON'}
    </button>
  )
}

/** The other side of a message or a modal: the call that the product sent, and how long it took to answer. */
export const Turned = ({ sent, took }: { sent: Sent; took: Took | null }) => (
  <div className="turned" data-testid="turned">
    <p className="turned-head">
      <code>{sent.method}</code>
      {took ? (
        <span data-testid="took">
          answered in {Math.round(took.ms)} ms <span className="faint">({took.of})</span>
        </span>
      ) : null}
      <CopyButton value={sent.args} />
    </p>
    <JsonText value={sent.args} />
  </div>
)

/** The button that turns a message or a modal over. */
export const TurnButton = ({ on, what, turn }: { on: boolean; what: string; turn: () => void }) => (
  <button
    type="button"
    className="turn-button"
    aria-pressed={on}
    aria-label={on ? `Show the ${what} again` : `Show what was sent for this ${what}`}
    title={on ? `Show the ${what} again` : 'Show the JSON that was sent'}
    data-testid="turn"
    onClick={turn}
  >
    {'{ }'}
  </button>
)
