import type { QueueSetting, Settings } from '../domain/settings.ts'
import { criteriaSection } from './criteria.ts'
import { organisationSection } from './organisation.ts'
import { reasonsSection } from './reasons.ts'
import { scoringSection } from './scoring.ts'
import type { Sections } from './sections.ts'
import { slaSection } from './sla.ts'

const queuesOf = (sections: Sections): QueueSetting[] | null =>
  sections.queues
    ? Object.entries(sections.queues).map(([key, queue]) => ({ key, ...queue, title: queue.title ?? key }))
    : null

/** The settings that checked sections make; what is left out takes its default. */
export const assemble = (sections: Sections): Settings => {
  const organisation = sections.organisation ?? organisationSection.parse({})
  const { targetIndustries, servedCountries } = organisation
  const { framework, ownFramework, gate } = sections.criteria ?? criteriaSection.parse({})
  return {
    organisation,
    members: sections.members ?? null,
    queues: queuesOf(sections),
    calendars: Object.fromEntries(
      Object.entries(sections.calendars ?? {}).map(([name, calendar]) => [
        name,
        { ...calendar, zone: calendar.zone ?? organisation.zone },
      ]),
    ),
    routing: sections.routing ?? [],
    scoring: { ...(sections.scoring ?? scoringSection.parse({})), targetIndustries, servedCountries },
    gate,
    framework,
    ownFramework,
    ...(sections.sla ?? slaSection.parse({})),
    alerts: Object.entries(sections.alerts ?? {}).map(([name, alert]) => ({ name, ...alert })),
    recycleDays: sections.reasons ?? reasonsSection.parse({}),
  }
}
