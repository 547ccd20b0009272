import { relations } from 'drizzle-orm'
import { frameworks } from './frameworks.ts'
import { handoffs } from './handoffs.ts'
import { history } from './history.ts'
import { leads } from './leads.ts'
import { meetings } from './meetings.ts'
import { members } from './members.ts'
import { qualifications } from './qualifications.ts'
import { queues } from './queues.ts'
import { signals } from './signals.ts'
import { timers } from './timers.ts'

/** What belongs to a hand-off, so that all of it is read in one statement. */
export const handoffRelations = relations(handoffs, ({ one, many }) => ({
  lead: one(leads, { fields: [handoffs.leadId], references: [leads.id] }),
  queue: one(queues, { fields: [handoffs.queueId], references: [queues.id], relationName: 'queue' }),
  backup: one(queues, { fields: [handoffs.backupQueueId], references: [queues.id], relationName: 'backup' }),
  submitter: one(members, { fields: [handoffs.submitterId], references: [members.id], relationName: 'submitter' }),
  offered: one(members, { fields: [handoffs.offeredTo], references: [members.id], relationName: 'offered' }),
  owner: one(members, { fields: [handoffs.ownerId], references: [members.id], relationName: 'owner' }),
  ae: one(members, { fields: [handoffs.aeId], references: [members.id], relationName: 'ae' }),
  lines: many(history),
  due: many(timers),
  answers: many(qualifications),
  meetings: many(meetings),
}))

export const leadRelations = relations(leads, ({ many }) => ({ signals: many(signals) }))

export const signalRelations = relations(signals, ({ one }) => ({
  lead: one(leads, { fields: [signals.leadId], references: [leads.id] }),
}))

export const historyRelations = relations(history, ({ one }) => ({
  handoff: one(handoffs, { fields: [history.handoffId], references: [handoffs.id] }),
  member: one(members, { fields: [history.actorId], references: [members.id] }),
}))

export const timerRelations = relations(timers, ({ one }) => ({
  handoff: one(handoffs, { fields: [timers.handoffId], references: [handoffs.id] }),
}))

export const qualificationRelations = relations(qualifications, ({ one }) => ({
  handoff: one(handoffs, { fields: [qualifications.handoffId], references: [handoffs.id] }),
  framework: one(frameworks, { fields: [qualifications.frameworkId], references: [frameworks.id] }),
  member: one(members, { fields: [qualifications.byId], references: [members.id] }),
}))

export const meetingRelations = relations(meetings, ({ one }) => ({
  handoff: one(handoffs, { fields: [meetings.handoffId], references: [handoffs.id] }),
  member: one(members, { fields: [meetings.aeId], references: [members.id] }),
}))
