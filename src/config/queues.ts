import { z } from 'zod'
import { reservedQueues } from '../domain/routing.ts'
import { email, language } from './codes.ts'
import { name, oneOf, text } from './reading.ts'
import { oneOrMore, section } from './section.ts'

const people = oneOrMore(email).default([])

export const queuesSection = z.record(
  name('queue', reservedQueues),
  section({
    title: text(60).optional(),
    language: language.nullable().default(null),
    mode: oneOf(['claim', 'rotate'], 'mode').default('claim'),
    calendar: text(40).nullable().default(null),
    members: people,
    managers: people,
    aes: people,
    backup: text(40).nullable().default(null),
  }),
)
