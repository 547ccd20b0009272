import { z } from 'zod'
import { currency } from './codes.ts'
import { name, number, text } from './reading.ts'
import { segment } from './scoring.ts'
import { oneOrMore, section } from './section.ts'

export const alertsSection = z.record(
  name('alert'),
  section({
    minAmount: z.record(currency, number(0, 1e12, false)).default({}),
    segments: oneOrMore(segment).default([]),
    queues: oneOrMore(text(40)).default([]),
  }),
)
