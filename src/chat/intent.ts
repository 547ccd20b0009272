import type { Platform } from '../domain/platform.ts'

export type Surface = 'command' | 'button' | 'form' | 'home' | 'timer'

/** What somebody asked for, whatever they asked it with. From here on nobody knows which platform it was. */
export type Intent = {
  word: string
  /** The number of the hand-off, where one was named. */
  about: number | null
  /** Fields of a form, or what a button carries; not yet parsed. */
  input: Record<string, unknown>
  /** What was typed after the word, unparsed. */
  text: string
  actor: { platform: Platform; externalId: string }
  place: { platform: Platform; externalId: string; isChannel: boolean } | null
  surface: Surface
  /** Whom the text names by a mention, where the platform says it apart: by the name that stands there, the platform's id. */
  mentions?: ReadonlyMap<string, string>
  /** The message whose thread it was said in, by the platform's own id: its card says which hand-off is meant. */
  thread?: string
  /** All that was typed, the word included, as it was written. */
  typed?: string
  /** Which preset of the word was tapped. */
  variant: string | null
  /** A form that was refused is asked for again, of that variant and with what was entered; nothing is done. */
  isAgain?: boolean
  /** The same for a repeat of the same request, and for no other. */
  delivery: string
}
