import { type ReasonVerb, reasonKeys } from '../domain/reasons.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { say } from '../texts/sentence.ts'
import type { Option } from './form.ts'

/** The reasons of a verb as options, in the order of the domain (domain §8). */
export const reasonOptions = (verb: ReasonVerb): Option[] =>
  reasonKeys(verb).map((key) => {
    const name = `reason.${verb}.${key}`
    return { value: key, label: isTextKey(name) ? say(name) : say('word.plain', { text: key }) }
  })
