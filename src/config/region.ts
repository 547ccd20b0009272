import { createRequire } from 'node:module'
import { nearest, shown } from './nearest.ts'
import { type Reading, wrong } from './reading.ts'

const require = createRequire(import.meta.url)

type HolidayLibrary = InstanceType<typeof import('date-holidays').default>

/** The holidays of the whole world. Its tables are large, so they are loaded by the first file that names a region, and only in this form. */
export const openHolidays = (): HolidayLibrary => {
  const Holidays: typeof import('date-holidays').default = require('date-holidays')
  return new Holidays()
}

const step = (region: string, code: string, known: Record<string, string> | undefined, before: string) =>
  known && code in known
    ? null
    : wrong(
        `${shown(region)} is no region with holidays`,
        nearest(
          region,
          Object.keys(known ?? {}).map((one) => before + one),
        ),
      )

/** Reads a region whose public holidays are known: DE, DE-BE or DE-BY-A. */
export const readRegion = (region: string): Reading<{ region: string }> => {
  const known = openHolidays()
  const [country = '', state, district, ...more] = region.split('-')
  if (more.length > 0 || region !== region.toUpperCase()) {
    return wrong(`${shown(region)} is no region such as DE or DE-BE`, nearest(region, [region.toUpperCase()]))
  }
  const refused =
    step(region, country, known.getCountries(), '') ??
    (state === undefined ? null : step(region, state, known.getStates(country), `${country}-`)) ??
    (district === undefined
      ? null
      : step(region, district, known.getRegions(country, state ?? ''), `${country}-${state}-`))
  return refused ?? { value: { region } }
}
