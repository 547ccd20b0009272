import { z } from 'zod'
import { type MemberSetting, roles } from '../domain/settings.ts'
import { email, language, zone } from './codes.ts'
import { weekHours } from './hours.ts'
import { number, oneOf, text } from './reading.ts'
import { oneOrMore, section } from './section.ts'

const member = section({
  email,
  name: text(80).optional(),
  roles: oneOrMore(oneOf(roles, 'role')).default([]),
  zone: zone.nullable().default(null),
  language: language.nullable().default(null),
  hours: weekHours.nullable().default(null),
  cap: number(0, 1000).nullable().default(null),
  capPerDay: number(0, 1000).nullable().default(null),
}).transform((value): MemberSetting => ({ ...value, name: value.name ?? value.email }))

export const membersSection = z.array(member)
