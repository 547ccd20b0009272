import { useSyncExternalStore } from 'react'

const key = 'baton.drafts'
const listeners = new Set<() => void>()

const readAll = (): Record<string, string> => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    // Only this file writes the key, and it writes strings.
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {}
  } catch {
    return {}
  }
}

let drafts = readAll()

/** Keeps a half-written message of one person in one place; an empty text forgets it. */
export const setDraft = (place: string, text: string): void => {
  const { [place]: _old, ...others } = drafts
  drafts = text ? { ...others, [place]: text } : others
  try {
    localStorage.setItem(key, JSON.stringify(drafts))
  } catch {
    // Without storage the draft lives as long as the page.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The half-written message of one person in one place. */
export const useDraft = (place: string): string => useSyncExternalStore(subscribe, () => drafts[place] ?? '')
