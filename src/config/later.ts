import { z } from 'zod'
import { isLoopback } from './loopback.ts'
import { shown } from './nearest.ts'
import { number, oneOf, readingOfText, wrong } from './reading.ts'
import { list, section } from './section.ts'

const address = readingOfText<string>((value) => {
  const url = URL.canParse(value) ? new URL(value) : null
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return { value }
  const suggestion = url?.protocol === 'http:' ? value.replace(/^http:/i, 'https:') : null
  return wrong(`${shown(value)} is no address that begins with https://`, suggestion)
})

const event = readingOfText<string>((value) =>
  /^[a-z]+\.[a-z_]+$/.test(value) ? { value } : wrong(`${shown(value)} is no event such as lead.sqo`),
)

const variable = readingOfText<string>((value) =>
  /^[A-Z][A-Z0-9_]*$/.test(value)
    ? { value }
    : wrong(
        'must be the name of an environment variable, such as BATON_WEBHOOK_SECRET; the secret itself never stands here',
      ),
)

/** Sections whose use comes later: checked, so that a file is right today, and then dropped. */
export const laterSections = {
  crm: section({ kind: oneOf(['none', 'hubspot', 'salesforce'], 'CRM').default('none') }),
  webhooks: z.array(section({ url: address, events: list(event).default([]), secretEnv: variable.optional() })),
  limits: section({ intakePerMinute: number(1, 100_000).optional() }),
  retention: section({ months: number(1, 1200).optional() }),
}
