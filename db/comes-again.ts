/** So many texts are remembered: those of the product are fewer, but for lists, whose length is part of the text. */
const keptAtMost = 300

/**
 * Says of a statement's text whether it came before. One that does is worth being prepared: planning is most of the time
 * of a short query. What comes once, or after so many others, is planned each time.
 */
export const createComesAgain = () => {
  const seen = new Set<string>()
  return (text: string): boolean => {
    if (seen.has(text)) return true
    if (seen.size < keptAtMost) seen.add(text)
    return false
  }
}
