import type { Json } from '../../../api.ts'
import { markdownHtml } from './markdown.ts'
import { type Pick, prepareCard } from './prepare.ts'
import type { Drawn } from './renderer.ts'
import type { DrawCard } from './use-renderer.ts'

/** A pick's place in a drawn card, and the input that holds its value for the renderer. */
export type PickPlace = {
  pick: Pick
  /** The id that the card's label is for. */
  id: string
  labelledBy: string | undefined
  node: HTMLElement
  control: HTMLInputElement
  value: () => string
  write: (value: string) => void
}

type Known = { zone: string; entered: Record<string, string> }
type Heard = {
  tap: (action: Json, inputs: Record<string, string>) => void
  change: (inputs: Record<string, string>) => void
}

const placePick = (pick: Pick, drawn: Drawn): PickPlace[] => {
  const input = drawn.inputs.find(({ id }) => id === pick.id)
  if (!input || !(input.control instanceof HTMLInputElement)) return []
  const { control, value } = input
  const { id } = control
  const labelledBy = control.getAttribute('aria-labelledby') ?? undefined
  // The label is for the field that is drawn beside it; this one is neither seen nor heard.
  control.id = `${id}-value`
  control.classList.add('pick-value')
  control.tabIndex = -1
  control.ariaHidden = 'true'
  control.removeAttribute('aria-labelledby')
  const node = document.createElement('div')
  node.className = 'pick-node'
  control.after(node)
  const write = (next: string): void => {
    control.value = next
    control.dispatchEvent(new Event('input'))
  }
  return [{ pick, id, labelledBy, node, control, value, write }]
}

const focusedIn = (frame: HTMLElement): { id: string; start: number | null; end: number | null } | null => {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || !frame.contains(active)) return null
  const id = active.dataset.input ?? active.getAttribute('aria-label') ?? ''
  const isText = active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.type === 'text')
  return { id, start: isText ? active.selectionStart : null, end: isText ? active.selectionEnd : null }
}

// Who was in a field, or on a button, is there again when the card has been drawn anew.
const focusAgain = (frame: HTMLElement, was: ReturnType<typeof focusedIn>): void => {
  if (!was?.id) return
  const name = CSS.escape(was.id)
  const element = frame.querySelector<HTMLElement>(`[data-input="${name}"], button[aria-label="${name}"]`)
  element?.focus({ preventScroll: true })
  if (was.start === null) return
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)
    element.setSelectionRange(was.start, was.end)
}

/** Draws a card into a frame, in the place of what stood there; its picks are left to the caller. */
export const placeCard = (draw: DrawCard, frame: HTMLElement, card: Json, known: Known, heard: Heard): PickPlace[] => {
  const prepared = prepareCard(card, known)
  const drawn = draw(prepared.card, {
    tap: (place, inputs) => {
      const action = prepared.actions[place]
      if (action) heard.tap(action, inputs)
    },
    change: () => heard.change(drawn.read()),
    markdown: markdownHtml,
  })
  for (const { id, control } of drawn.inputs) control.dataset.input = id
  const picks = prepared.picks.flatMap((pick) => placePick(pick, drawn))
  const was = focusedIn(frame)
  frame.replaceChildren(drawn.element)
  focusAgain(frame, was)
  return picks
}

/** Brings in sight what an answer says: the field that it finds fault with, else the beginning of its card. */
export const showAnswer = (frame: HTMLElement, wrong: string | null): void => {
  const field = wrong === null ? null : frame.querySelector<HTMLElement>(`[data-input="${CSS.escape(wrong)}"]`)
  const seenFrom = frame.closest('.scroller')?.getBoundingClientRect().top ?? 0
  if (field) field.focus()
  else if (frame.getBoundingClientRect().top < seenFrom) frame.scrollIntoView({ block: 'start' })
}
