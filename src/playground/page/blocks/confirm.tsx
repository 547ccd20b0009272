import { useId } from 'react'
import { useFocusTrap } from '../focus.ts'
import type { Confirm } from './shapes.ts'

/** The question before an act; Escape and a click beside it say no. */
export const ConfirmDialog = (props: { confirm: Confirm; onYes: () => void; onNo: () => void }) => {
  const { confirm, onYes, onNo } = props
  const title = useId()
  const trap = useFocusTrap<HTMLDialogElement>(onNo)
  return (
    <div className="veil top">
      <dialog open className="dialog small" aria-modal="true" aria-labelledby={title} data-testid="confirm" {...trap}>
        <h2 id={title}>{confirm.title.text}</h2>
        <p className="dialog-text">{confirm.text.text}</p>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onNo}>
            {confirm.deny.text}
          </button>
          <button type="button" className={`button ${confirm.style ?? 'primary'}`} data-autofocus onClick={onYes}>
            {confirm.confirm.text}
          </button>
        </footer>
      </dialog>
    </div>
  )
}
