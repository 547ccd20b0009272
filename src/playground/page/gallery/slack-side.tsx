import { type ReactNode, useCallback } from 'react'
import type { Exhibit, Json } from '../../api.ts'
import { Blocks } from '../blocks/blocks.tsx'
import type { Element } from '../blocks/shapes.ts'
import { SurfaceContext } from '../blocks/surface.ts'
import { BatonMark, CloseIcon } from '../icons.tsx'
import { useReader } from '../reader.ts'
import { useStillSurface } from './still-surface.ts'

const textIn = (value: unknown): string => {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'text' in value ? textIn(value.text) : ''
}

const blocksIn = (drawn: Json): Json[] => (Array.isArray(drawn.blocks) ? drawn.blocks : [])

const CardFrame = ({ drawn, children }: { drawn: Json; children: ReactNode }) => (
  <>
    <div className="message still">
      <BatonMark size={36} />
      <div className="message-main">
        <p className="message-head">
          <strong>Baton</strong>
          <span className="badge">APP</span>
        </p>
        {children}
      </div>
    </div>
    <p className="exhibit-foot">
      <span className="exhibit-foot-label">Notification</span> {textIn(drawn.text)}
    </p>
  </>
)

const FormFrame = ({ drawn, children }: { drawn: Json; children: ReactNode }) => (
  <div className="dialog still-form">
    <div className="dialog-head">
      <h4>{textIn(drawn.title)}</h4>
      <span className="icon-button" aria-hidden="true">
        <CloseIcon />
      </span>
    </div>
    <div className="dialog-body">{children}</div>
    <div className="dialog-foot">
      <span className="button">{textIn(drawn.close) || 'Cancel'}</span>
      {drawn.submit ? <span className="button primary">{textIn(drawn.submit)}</span> : null}
    </div>
  </div>
)

const wordsOf = (blockId: string, element: Element, value: string | undefined): string => {
  const label = element.text?.text ?? element.options?.find((option) => option.value === value)?.text.text ?? value
  const word = element.type === 'overflow' ? value : element.action_id
  return `“${label}” would send ${word}${blockId ? ` of ${blockId}` : ''}. Nothing is sent from the gallery.`
}

/** A card or form as Slack draws it. */
export const SlackSide = ({ exhibit }: { exhibit: Exhibit }) => {
  const { notify } = useReader()
  const { drawn } = exhibit.slack
  const tapped = useCallback(
    (blockId: string, element: Element, value?: string) => notify(wordsOf(blockId, element, value)),
    [notify],
  )
  const surface = useStillSurface(tapped)
  const blocks = (
    <SurfaceContext value={surface}>
      <Blocks blocks={blocksIn(drawn)} />
    </SurfaceContext>
  )
  return exhibit.kind === 'card' ? (
    <CardFrame drawn={drawn}>{blocks}</CardFrame>
  ) : (
    <FormFrame drawn={drawn}>{blocks}</FormFrame>
  )
}
