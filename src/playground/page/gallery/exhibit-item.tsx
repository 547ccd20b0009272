import { type ReactNode, useCallback, useState } from 'react'
import type { Exhibit, Json } from '../../api.ts'
import { Blocks } from '../blocks/blocks.tsx'
import type { Element } from '../blocks/shapes.ts'
import { SurfaceContext } from '../blocks/surface.ts'
import { BatonMark, CloseIcon } from '../icons.tsx'
import { useReader } from '../reader.ts'
import { JsonText, TurnButton } from '../turned.tsx'
import { anchorOf } from './anchor.ts'
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

const Faults = ({ faults }: { faults: string[] }) => (
  <div className="exhibit-faults" role="alert" data-testid="exhibit-fault">
    <strong>Slack would refuse this</strong>
    <ul>
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  </div>
)

const wordsOf = (blockId: string, element: Element, value: string | undefined): string => {
  const label = element.text?.text ?? element.options?.find((option) => option.value === value)?.text.text ?? value
  const word = element.type === 'overflow' ? value : element.action_id
  return `“${label}” would send ${word}${blockId ? ` of ${blockId}` : ''}. Nothing is sent from the gallery.`
}

/** One card or form as Slack would draw it; its back is the JSON that would be sent. */
export const ExhibitItem = ({ exhibit }: { exhibit: Exhibit }) => {
  const { kind, name, drawn, faults } = exhibit
  const { notify } = useReader()
  const [turned, setTurned] = useState(false)
  const tapped = useCallback(
    (blockId: string, element: Element, value?: string) => notify(wordsOf(blockId, element, value)),
    [notify],
  )
  const surface = useStillSurface(tapped)
  const id = anchorOf(exhibit)
  const blocks = (
    <SurfaceContext value={surface}>
      <Blocks blocks={blocksIn(drawn)} />
    </SurfaceContext>
  )
  return (
    <article
      className={`exhibit ${faults.length > 0 ? 'faulty' : ''}`}
      id={id}
      aria-labelledby={`${id}-name`}
      data-testid="exhibit"
      data-name={id}
    >
      <header className="exhibit-head">
        <h3 id={`${id}-name`}>
          <a className="exhibit-name" href={`#${id}`}>
            {name}
          </a>
        </h3>
        <TurnButton on={turned} what={kind} turn={() => setTurned(!turned)} />
      </header>
      {faults.length > 0 ? <Faults faults={faults} /> : null}
      {turned ? <JsonText value={drawn} /> : null}
      <div className="exhibit-body" hidden={turned}>
        {kind === 'card' ? (
          <CardFrame drawn={drawn}>{blocks}</CardFrame>
        ) : (
          <FormFrame drawn={drawn}>{blocks}</FormFrame>
        )}
      </div>
    </article>
  )
}
