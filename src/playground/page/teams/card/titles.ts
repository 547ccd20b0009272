const key = 'baton.titles'

const readAll = (): Record<string, string> => {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    // Only this file writes the key, and it writes strings.
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {}
  } catch {
    return {}
  }
}

let titles: Record<string, string> | null = null

/** The words that stood for a value when somebody chose it. */
export const titleOf = (value: string): string | undefined => {
  titles ??= readAll()
  return titles[value]
}

/** Keeps the words for a chosen value: a card that is drawn anew, after a reload too, holds the value alone. */
export const keepTitle = (value: string, title: string): void => {
  titles = { ...(titles ?? readAll()), [value]: title }
  try {
    sessionStorage.setItem(key, JSON.stringify(titles))
  } catch {
    // Without storage the words live as long as the page.
  }
}
