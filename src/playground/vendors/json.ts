import type { Json } from '../api.ts'

/** Says whether a value is a JSON object (no array, no null). */
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads an object from an unknown value; an empty one where it is something else. */
export const jsonOf = (value: unknown): Json => (isJson(value) ? value : {})

/** Reads a list of objects from an unknown value, leaving out what is no object. */
export const objectsOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

/** Reads a string from an unknown value; '' where it is something else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Parses JSON text; undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
