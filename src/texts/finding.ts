import type { Sentence } from './sentence.ts'

/** One thing that a self-check found: how bad it is, and in words what is true and what to do. */
export type Finding = { level: 'ok' | 'warn' | 'bad'; text: Sentence }

export const findingIcon: Record<Finding['level'], string> = { ok: '✅', warn: '⚠️', bad: '❌' }

export const ok = (text: Sentence): Finding => ({ level: 'ok', text })
export const warn = (text: Sentence): Finding => ({ level: 'warn', text })
export const bad = (text: Sentence): Finding => ({ level: 'bad', text })
