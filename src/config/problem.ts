import { basename } from 'node:path'
import type { z } from 'zod'
import { nearest, shown } from './nearest.ts'

/** What is wrong at one line of the configuration file (lines from 1); `suggestion` is what to write instead. */
export type Problem = { line: number; path: string; message: string; suggestion: string | null }

/** Nobody mends more at once, and a file gone wholly wrong would fill the screen. */
export const mostProblems = 100

export type Path = readonly PropertyKey[]

/** A problem that knows its keys, and gets its line later. */
export type Finding = { path: Path; message: string; suggestion: string | null }

/** A path as people read it: queues.dach.members[0]. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? String(step) : `${text}.${String(step)}`
  }, '')

const expectations: Record<string, string> = {
  object: 'a group of keys (key: value)',
  record: 'a group of keys (key: value)',
  array: 'a list',
}

const suggestionOf = (issue: z.core.$ZodIssue): string | null => {
  if (issue.code !== 'custom') return null
  const suggestion: unknown = issue.params?.suggestion
  return typeof suggestion === 'string' ? suggestion : null
}

/** The findings behind one issue of zod, in plain words; paths start at `root`. */
export const findingsOf = (issue: z.core.$ZodIssue, root: Path): Finding[] => {
  const path = [...root, ...issue.path]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = issue.message.split(' ')
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `the key ${shown(key)} is unknown here`,
        suggestion: nearest(key, known),
      }))
    }
    case 'invalid_type': {
      const message =
        issue.input === undefined
          ? 'is missing'
          : `must be ${expectations[issue.expected] ?? issue.expected}, and is ${shown(issue.input)}`
      return [{ path, message, suggestion: null }]
    }
    case 'invalid_key':
      return issue.issues.map((inner) => ({ path, message: inner.message, suggestion: suggestionOf(inner) }))
    default:
      return [{ path, message: issue.message, suggestion: suggestionOf(issue) }]
  }
}

/** A problem of the file as editors and people read it. */
export const problemText = (file: string, { line, path, message, suggestion }: Problem) => {
  const hint = suggestion === null ? '' : ` (${suggestion})`
  return `${basename(file)}:${line}: ${path === '' ? '' : `${path}: `}${message}${hint}`
}
