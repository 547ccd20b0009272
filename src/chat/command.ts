import type { z } from 'zod'
import type { Right } from '../domain/moves.ts'
import type { Role } from '../domain/settings.ts'
import type { Context } from '../services/context.ts'
import type { Asker } from '../services/move.ts'
import type { Language } from '../texts/catalogue.ts'
import type { Directory } from './directory.ts'
import type { Intent } from './intent.ts'
import type { Reply } from './reply.ts'

/** Who asked, as the organisation knows them: read anew at each act. */
export type Actor = { id: string; name: string; roles: Role[]; language: Language; zone: string }

/** One word asked by one person: what `run` and `ask` of a command are given. */
export type Asked<Input> = {
  ctx: Context
  actor: Actor
  /** For the services: who, by which request, from where. */
  asker: Asker
  intent: Intent
  /** The platform that it was asked on, for what only that knows. */
  directory: Directory
  /** The hand-off's number; 0 for a word that is not about one. */
  number: number
  input: Input
}

/** One word of the product: a verb changes something, a question only answers (ARCHITECTURE.md). */
export type Command<Schema extends z.ZodType = z.ZodType> = {
  word: string
  kind: 'verb' | 'question'
  /** Who may use it, where the moves table has no row of it (domain §8, "Other rights"). */
  who?: readonly Right[]
  /** Whether a number must follow the word. */
  about: 'handoff' | 'none' | 'either'
  /** Whether a number may stand behind the hand-off's own: in the thread of a card it is that one, then. */
  takesNumber?: boolean
  input: Schema
  /** Reads what was typed after the word (and number) into input; absent where nothing is typed. */
  typed?: (text: string, asked: Omit<Asked<unknown>, 'input'>) => Record<string, unknown>
  /** What a preset button of the word brings along, by its variant. */
  variants?: Record<string, Record<string, unknown>>
  /** The form that asks for the input: shown where the input is not there yet, and drawn anew when a field redraws it. */
  ask?: (asked: Asked<Record<string, unknown>>) => Promise<Reply>
  /** The form once more after it was refused, of a word that opens it by `run` alone. */
  again?: (asked: Asked<Record<string, unknown>>) => Promise<Reply>
  run: (asked: Asked<z.output<Schema>>) => Promise<Reply>
}

/** Declares a word; the types of its input follow from its schema. */
export const command = <Schema extends z.ZodType>(one: Command<Schema>): Command => one as unknown as Command
