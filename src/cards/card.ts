import type { TextKey } from '../texts/catalogue.ts'
import type { Sentence } from '../texts/sentence.ts'

/** What a button does: `runs` acts at once, `asks` opens a form first. */
export type Button = {
  label: TextKey
  word: string
  does: 'runs' | 'asks'
  /** Which preset of the word, where a card has several (`touch` as Reached or as No answer). */
  variant?: string
  /** The hand-off, where it is another than the card's own. */
  about?: number
  /** What is typed after the word, where the button says again what somebody wrote. */
  typed?: string
  tone?: 'primary' | 'danger'
}

/** Somebody by the name that people read and the id that the platform of the place knows them by. */
export type Mentioned = { name: string; reach: string }

/** The kit that every card is made of; each platform draws it with one switch. */
export type Part =
  | { part: 'line'; text: Sentence; tone?: 'title' | 'quiet' | 'quote' }
  | { part: 'list'; items: Sentence[] }
  /** A way to something of our own: never an address that somebody wrote. */
  | { part: 'link'; text: Sentence; url: string }
  /** People whom the message calls. Nothing else does: a name in a sentence is text. */
  | { part: 'mentions'; text: Sentence; people: Mentioned[] }
  | { part: 'divider' }
  | { part: 'buttons'; about: number | null; buttons: Button[]; more: Button[] }

/** A drawn card: its parts, and the one or two lines that a notification shows. */
export type Drawing = { parts: Part[]; summary: Sentence }

export const line = (text: Sentence, tone?: 'title' | 'quiet' | 'quote'): Part =>
  tone ? { part: 'line', text, tone } : { part: 'line', text }

/** A row of at most three buttons, and the rest under More… (product §3). */
export const buttons = (about: number | null, shown: Button[], more: Button[] = []): Part => ({
  part: 'buttons',
  about,
  buttons: shown,
  more,
})
