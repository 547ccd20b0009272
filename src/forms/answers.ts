import type { Framework } from '../domain/frameworks/framework.ts'
import { cleanText } from '../domain/plain-text.ts'
import { type Sentence, say } from '../texts/sentence.ts'

type Answers = Record<string, { level: number | null; evidence: string | null }>

const evidenceAtMost = 1_000

/** Reads the level and the evidence of each criterion as a form sends them, or says what is wrong at each field. */
export const readTypedAnswers = (
  framework: Framework,
  input: Record<string, unknown>,
): { ok: true; value: Answers } | { ok: false; fields: Record<string, Sentence> } => {
  const fields: Record<string, Sentence> = {}
  const answers: Answers = {}
  for (const { key } of framework.criteria) {
    const level = input[`level_${key}`] ?? 'unknown'
    if (level !== 'unknown' && !/^[0-3]$/.test(String(level))) fields[`level_${key}`] = say('error.level')
    const given = input[`evidence_${key}`]
    const evidence = typeof given === 'string' ? cleanText(given, 100_000).trim() : ''
    if (evidence.length > evidenceAtMost) fields[`evidence_${key}`] = say('error.tooLong')
    answers[key] = { level: level === 'unknown' ? null : Number(level), evidence: evidence || null }
  }
  return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, value: answers }
}
