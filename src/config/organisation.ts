import type { Settings } from '../domain/settings.ts'
import { country, currency, language, zone } from './codes.ts'
import { shown } from './nearest.ts'
import { flag, readingOfText, text, wrong } from './reading.ts'
import { list, section } from './section.ts'

const slackTeam = readingOfText<string>((value) =>
  /^[TE][A-Z0-9]{2,}$/.test(value)
    ? { value }
    : wrong(`${shown(value)} is no workspace id: it begins with T, as in T0123456789`),
)

const teamsTenant = readingOfText<string>((value) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    ? { value: value.toLowerCase() }
    : wrong(`${shown(value)} is no tenant id: 32 hexadecimal digits in five groups`),
)

/** Without a word from the file the zone is that of the machine. */
const machineZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export const organisationSection = section({
  name: text(80).default('Baton'),
  zone: zone.default(machineZone),
  language: language.default('en'),
  currency: currency.default('EUR'),
  perPersonStatistics: flag.default(true),
  slackTeam: slackTeam.nullable().default(null),
  teamsTenant: teamsTenant.nullable().default(null),
  targetIndustries: list(text(80)).default([]),
  servedCountries: list(country).default([]),
}).transform((value): Settings['organisation'] => value)
