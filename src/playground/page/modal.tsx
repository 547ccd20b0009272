import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { Json, View } from '../api.ts'
import { Blocks } from './blocks/blocks.tsx'
import { SurfaceContext } from './blocks/surface.ts'
import { useViewForm } from './blocks/view-surface.ts'
import { DialogFrame } from './dialog-frame.tsx'

const wordsOf = (text: Json | null, otherwise: string): string =>
  typeof text?.text === 'string' ? text.text : otherwise

// A form that was refused shows its first fault at once, also when that stands above or below what is in sight.
const useFocusOnError = (attempt: number, errors: View['errors']) => {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt === 0 && !errors) return
    const field = body.current?.querySelector<HTMLElement>('.wrong')
    field?.scrollIntoView({ block: 'nearest' })
    field?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [attempt, errors])
  return body
}

/** A modal over its person's pane: the top of the stack of views. */
export const Modal = ({ view, under }: { view: View; under: number }) => {
  const form = useViewForm(view)
  const formId = useId()
  const [busy, setBusy] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const body = useFocusOnError(attempt, view.errors)
  const close = (): void => void form.close()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const act = await form.submit()
    setBusy(false)
    if (!act) setAttempt(attempt + 1)
  }
  const mark =
    under > 0 ? <span className="faint">on top of {under === 1 ? 'another form' : `${under} forms`}</span> : null
  return (
    <DialogFrame
      id={view.id}
      title={wordsOf(view.title, 'Baton')}
      mark={mark}
      sent={view.sent}
      took={view.took}
      close={close}
      body={body}
      foot={
        <footer className="dialog-foot">
          <button type="button" className="button" data-testid="cancel" onClick={close}>
            {wordsOf(view.close, 'Cancel')}
          </button>
          {view.submit ? (
            <button
              type="submit"
              form={formId}
              className="button primary"
              data-testid="submit"
              aria-busy={busy}
              disabled={busy}
            >
              {wordsOf(view.submit, 'Submit')}
            </button>
          ) : null}
        </footer>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
        <SurfaceContext value={form.surface}>
          <Blocks blocks={view.blocks} />
        </SurfaceContext>
      </form>
    </DialogFrame>
  )
}
