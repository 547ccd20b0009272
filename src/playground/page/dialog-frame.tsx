import { type ReactNode, type Ref, useId, useState } from 'react'
import type { Sent, Took } from '../api.ts'
import { useFocusTrap } from './focus.ts'
import { CloseIcon } from './icons.tsx'
import { TurnButton, Turned } from './turned.tsx'

type Props = {
  id: string
  title: string
  /** Beside the title. */
  mark?: ReactNode
  sent: Sent
  took: Took | null
  close: () => void
  children: ReactNode
  foot?: ReactNode
  body?: Ref<HTMLDivElement>
}

/** A dialog over its person's pane; on its back is the call that made it. */
export const DialogFrame = ({ id, title, mark, sent, took, close, children, foot, body }: Props) => {
  const titleId = useId()
  const [turned, setTurned] = useState(false)
  const trap = useFocusTrap<HTMLDialogElement>(close)
  return (
    <div className="veil">
      <dialog
        open
        className="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        data-testid="modal"
        data-view={id}
        {...trap}
      >
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          {mark}
          <TurnButton on={turned} what="form" turn={() => setTurned(!turned)} />
          <button type="button" className="icon-button" aria-label="Close" onClick={close}>
            <CloseIcon />
          </button>
        </header>
        <div className="dialog-body" ref={body}>
          {turned ? <Turned sent={sent} took={took} /> : null}
          <div hidden={turned}>{children}</div>
        </div>
        {foot}
      </dialog>
    </div>
  )
}
