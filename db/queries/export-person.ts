import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { handoffs, history, leads, members, qualifications } from '../schema/index.ts'
import { readHandoffLines, stampOf } from './export-handoffs.ts'

const readHistory = async (db: Db, handoffIds: string[]) => {
  const lines = await db
    .select({
      handoffId: history.handoffId,
      at: history.at,
      by: members.email,
      verb: history.verb,
      from: history.fromStage,
      to: history.toStage,
      entered: history.entered,
    })
    .from(history)
    .leftJoin(members, eq(members.id, history.actorId))
    .where(inArray(history.handoffId, handoffIds))
    .orderBy(asc(history.id))
  return Map.groupBy(lines, (one) => one.handoffId)
}

const readAnswers = async (db: Db, handoffIds: string[]) => {
  const versions = await db
    .select()
    .from(qualifications)
    .where(and(inArray(qualifications.handoffId, handoffIds), eq(qualifications.isUndone, false)))
    .orderBy(asc(qualifications.at), asc(qualifications.id))
  return Map.groupBy(versions, (one) => one.handoffId)
}

/** All that is stored of the person with these lead rows (domain §11): each hand-off as `export` writes it, with its history and answers. */
export const exportPerson = async (db: Db, tenantId: string, leadIds: string[]) => {
  const rows = await db
    .select({ id: handoffs.id, number: handoffs.number, why: handoffs.why, detail: handoffs.sourceDetail })
    .from(handoffs)
    .where(inArray(handoffs.leadId, leadIds))
    .orderBy(asc(handoffs.number))
  const known = await db.select().from(leads).where(inArray(leads.id, leadIds)).orderBy(asc(leads.createdAt))
  const ids = rows.map((row) => row.id)
  const numbers = rows.map((row) => row.number)
  const [lines, histories, answers] = await Promise.all([
    readHandoffLines(db, tenantId, numbers),
    readHistory(db, ids),
    readAnswers(db, ids),
  ])
  return {
    leads: known.map(
      ({ name, email, phone, title, language, company, companyDomain, employees, industry, country }) => ({
        lead: { email, name, title, phone, language },
        company: { name: company, domain: companyDomain, employees, industry, country },
      }),
    ),
    handoffs: lines.map((line) => {
      const row = rows.find(({ number }) => number === line.number)
      const id = row?.id ?? ''
      return {
        ...line,
        why: row?.why ?? null,
        sourceDetail: row?.detail ?? null,
        history: (histories.get(id) ?? []).map(({ at, by, verb, from, to, entered }) => ({
          at: stampOf(at),
          by,
          verb,
          from,
          to,
          entered,
        })),
        qualifications: (answers.get(id) ?? []).map((one) => ({
          at: stampOf(one.at),
          answers: one.answers,
          score: one.score,
          verdict: one.verdict,
          isDraft: one.isDraft,
          overrideReason: one.overrideReason,
          overrideNote: one.overrideNote,
        })),
      }
    }),
  }
}
