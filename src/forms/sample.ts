import { say } from '../texts/sentence.ts'
import type { Option } from './form.ts'

const choice = (value: string, text: string): Option => ({ value, label: say('word.plain', { text }) })

/** The queues, account executives and country that examples of forms offer. */
export const sampleQueues = [choice('dach', 'DACH'), choice('italy', 'Italy'), choice('nordics', 'Nordics')]
export const sampleAes = [choice('paolo', 'Paolo Greco'), choice('ingrid', 'Ingrid Solberg')]
export const sampleCountry = choice('IT', 'Italy')
