import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Json } from '../../../api.ts'
import type { ComboOption } from '../../combo.tsx'
import { useReader } from '../../reader.ts'
import { PickField } from './pick-field.tsx'
import { type PickPlace, placeCard, showAnswer } from './place-card.ts'
import { keepEntered, wrongIn } from './prepare.ts'
import { useRenderer } from './use-renderer.ts'

type Inputs = Record<string, string>

/** What a card's message or dialog does for it. */
export type CardHost = {
  /** Sends an action as it stands in the card, with what was entered. */
  tap: (action: Json, inputs: Inputs) => Promise<unknown>
  search: (input: string, query: string) => Promise<ComboOption[]>
  /** Hears what is entered, where somebody keeps it. */
  enter?: (inputs: Inputs) => void
  /** Somebody's name, where a value is a person's id. */
  nameOf: (value: string) => string | undefined
}

type Props = {
  card: Json
  host: CardHost
  entered?: Inputs
  /** Begins with the focus in its first field. */
  focused?: boolean
}

// A tap runs alone: a second one would leave before it is known what the first one changed.
const useTap = (host: CardHost) => {
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const tap = useCallback(
    async (action: Json, inputs: Inputs): Promise<void> => {
      if (running.current) return
      running.current = true
      setBusy(true)
      await host.tap(action, inputs)
      running.current = false
      setBusy(false)
    },
    [host],
  )
  return { busy, running, tap }
}

const useDrawn = (
  { card, host, entered = {}, focused = false }: Props,
  { running, tap }: ReturnType<typeof useTap>,
) => {
  const { zone } = useReader()
  const draw = useRenderer()
  const frame = useRef<HTMLDivElement>(null)
  const shown = useRef({ card, entered })
  const [picks, setPicks] = useState<PickPlace[] | null>(null)
  const [answered, setAnswered] = useState(false)
  // What a drawn card calls is looked up when it calls: a card is not drawn anew because its host is.
  const calls = useRef({ host, tap })
  useLayoutEffect(() => {
    calls.current = { host, tap }
  }, [host, tap])
  useLayoutEffect(() => {
    if (!draw || !frame.current) return
    const { card: before, entered: known } = shown.current
    // A card that answers one's own tap says all that is to stand in it; one that comes from elsewhere must take nothing away.
    const after = card !== before && running.current ? {} : keepEntered(before, card, known)
    shown.current = { card, entered: after }
    const heard = {
      tap: (action: Json, inputs: Inputs) => void calls.current.tap(action, inputs),
      change: (inputs: Inputs) => {
        shown.current = { card, entered: inputs }
        calls.current.host.enter?.(inputs)
      },
    }
    setPicks(placeCard(draw, frame.current, card, { zone, entered: after }, heard))
    setAnswered(card !== before && running.current)
  }, [draw, card, zone, running])
  useEffect(() => {
    // The picks are part of the drawing: with them all of it is there.
    if (!frame.current || !picks) return
    const wrong = wrongIn(card)
    if (answered || (focused && wrong !== null)) showAnswer(frame.current, wrong)
    else if (focused) frame.current.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [focused, answered, card, picks])
  return { frame, picks }
}

/** An Adaptive Card, drawn by Microsoft's renderer; what was entered in it outlives that it is drawn anew. */
export const CardView = (props: Props) => {
  const { host } = props
  const tapping = useTap(host)
  const { frame, picks } = useDrawn(props, tapping)
  const [, drawAgain] = useState(0)
  const { busy } = tapping
  return (
    <div className={`card ${busy ? 'is-busy' : ''}`} aria-busy={busy} data-testid="card">
      <div ref={frame} />
      {(picks ?? []).map(({ pick, id, labelledBy, node, control, value, write }) =>
        createPortal(
          <PickField
            pick={pick}
            id={id}
            labelledBy={labelledBy}
            value={value()}
            write={(next) => {
              write(next)
              drawAgain((times) => times + 1)
            }}
            search={host.search}
            nameOf={host.nameOf}
            focusFrom={control}
          />,
          node,
          pick.id,
        ),
      )}
    </div>
  )
}
