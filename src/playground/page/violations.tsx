import { useId, useState } from 'react'
import type { Violation } from '../api.ts'
import { useKnown, useLines } from './connection-context.ts'
import { useFocusTrap } from './focus.ts'
import { CloseIcon } from './icons.tsx'
import { JsonText } from './turned.tsx'

type Told = Violation & { platform: 'Slack' | 'Teams' }

// Each person's view tells the same violations.
const listOnce = (views: ReadonlyMap<string, { violations: Violation[] }>, platform: Told['platform']): Told[] => {
  const byId = new Map<number, Told>()
  for (const view of views.values())
    for (const violation of view.violations) byId.set(violation.id, { ...violation, platform })
  return [...byId.values()]
}

const useViolations = (): Told[] => {
  const lines = useLines()
  const slack = listOnce(useKnown(lines.slack).views, 'Slack')
  const teams = listOnce(useKnown(lines.teams).views, 'Teams')
  return [...slack, ...teams].sort((a, b) => b.at - a.at || b.id - a.id)
}

/** Whose rules were broken, in words: "Slack", "Teams", "Slack and Teams". */
const namesIn = (violations: readonly Told[]): string =>
  [...new Set(violations.map(({ platform }) => platform))].sort().join(' and ')

const timeOf = (at: number): string => new Date(at).toLocaleTimeString('en-GB')

const ViolationItem = ({ violation }: { violation: Told }) => (
  <li className="violation" data-testid="violation">
    <p className="violation-head">
      <code>{violation.where}</code>
      <strong>{violation.error}</strong>
      <span className="badge">{violation.platform}</span>
      <span className="faint">
        {timeOf(violation.at)}
        {violation.ms === null ? '' : ` · ${Math.round(violation.ms)} ms`}
      </span>
    </p>
    {violation.messages.map((message) => (
      <p key={message}>{message}</p>
    ))}
    <details>
      <summary>The call</summary>
      <JsonText value={violation.args} />
    </details>
  </li>
)

const ViolationList = ({ violations, close }: { violations: Told[]; close: () => void }) => {
  const title = useId()
  const trap = useFocusTrap<HTMLDialogElement>(close)
  return (
    <div className="veil page-veil">
      <dialog open className="dialog wide" aria-modal="true" aria-labelledby={title} {...trap}>
        <header className="dialog-head">
          <h2 id={title}>What {namesIn(violations)} would not have taken</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={close}>
            <CloseIcon />
          </button>
        </header>
        <ul className="dialog-body violations">
          {violations.map((violation) => (
            <ViolationItem key={`${violation.platform} ${violation.id}`} violation={violation} />
          ))}
        </ul>
      </dialog>
    </div>
  )
}

/** The red bar: how many calls the platforms would have refused or given up on, and which. */
export const ViolationBar = () => {
  const violations = useViolations()
  const [open, setOpen] = useState(false)
  if (violations.length === 0) return null
  const rules = `the rules of ${namesIn(violations)}`
  const count = violations.length === 1 ? `1 violation of ${rules}` : `${violations.length} violations of ${rules}`
  return (
    <>
      <button type="button" className="violation-bar" data-testid="violation-bar" onClick={() => setOpen(true)}>
        <strong>{count}</strong>
        <span>
          {violations[0]?.where}: {violations[0]?.error}
        </span>
        <span className="violation-more">Show</span>
      </button>
      {open ? <ViolationList violations={violations} close={() => setOpen(false)} /> : null}
    </>
  )
}
