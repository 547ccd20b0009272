import type { TextKey } from '../texts/catalogue.ts'
import type { Sentence } from '../texts/sentence.ts'

export type Option = { value: string; label: Sentence }

type Asked = {
  /** Also the key of the verb's input. */
  id: string
  label: Sentence
  hint?: Sentence
  /** Changes when what is preset changes: a platform keeps what stood in a field that looks the same. */
  fresh?: string
  isOptional?: boolean
}

/** The kit that every form is made of; each platform draws it with one switch. */
export type Field =
  | (Asked & { field: 'text'; initial?: string; isLong?: boolean; maxLength: number })
  | (Asked & { field: 'choice'; initial?: string; options: Option[]; redraws?: boolean })
  /** A choice that is typed with search: the answers come from `about`. */
  | (Asked & { field: 'search'; about: 'country' | 'currency' | 'member'; initial?: Option })
  /** A colleague, picked from all of the platform's people: who it is must be checked when the form comes back. */
  | (Asked & { field: 'person'; redraws?: boolean })
  /** Colleagues, picked likewise; read as the platform's ids with blanks between. */
  | (Asked & { field: 'people' })
  /** A channel, picked from those that the person sees; read as the platform's id. */
  | (Asked & { field: 'channel'; initial?: string })
  /** Any of a few, at most ten; read as their values with blanks between. */
  | (Asked & { field: 'several'; initial?: string[]; options: Option[] })
  | (Asked & { field: 'date'; initial?: string })
  | (Asked & { field: 'time'; initial?: string })
  | { field: 'say'; text: Sentence }
  | { field: 'button'; word: string; variant: string; label: TextKey }

/** A form: one word's questions, declared once for every platform. */
export type Form = {
  word: string
  variant?: string
  about: number | null
  title: Sentence
  submit: TextKey | null
  /** What comes back with the form though nobody types it, by the keys of the verb's input. */
  kept?: Record<string, string>
  fields: Field[]
}
