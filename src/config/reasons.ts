import { z } from 'zod'
import { defaultRecycleDays } from '../domain/reasons.ts'
import { number, oneOf } from './reading.ts'
import { section } from './section.ts'

export const reasonsSection = section({
  recycle: z.record(oneOf(Object.keys(defaultRecycleDays), 'reason to recycle with days'), number(1, 3650)).default({}),
}).transform(({ recycle }): Record<string, number> => ({ ...defaultRecycleDays, ...recycle }))
