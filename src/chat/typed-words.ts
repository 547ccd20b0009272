import { cleanLine } from '../domain/plain-text.ts'

const longestWord = 100

/** What was typed: the first word is the word, nothing is `mine`. */
export const readTyped = (text: string) => {
  const typed = text.replace(/^\/?lead(?=\s|$)\s*/i, '')
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(typed) ?? []
  return { word: cleanLine(word, longestWord).toLowerCase() || 'mine', text: rest, typed }
}

/** A word without the marks around it as people write it, or copy it from help: "`mine`", "note: …", "thanks!". */
export const bareWord = (word: string) => word.replace(/^[`*_~"'“‘]+|[`*_~"'”’.,:;!?]+$/g, '')
