import type { types } from '@slack/bolt'
import { clipWeighed, shownText } from '../domain/plain-text.ts'
import { noticeLines, type Reader } from '../texts/reader.ts'
import { plain, type Sentence } from '../texts/sentence.ts'

/** Text for mrkdwn, where these three alone are markup that can be escaped. */
export const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Text as it was before Slack escaped it in a command or a message. */
export const unescapeText = (text: string) =>
  text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))

/** How long a text is by Slack's count: `&` counts 5, `<` and `>` count 4. */
export const weigh = (text: string) =>
  text.length + (text.match(/&/g)?.length ?? 0) * 4 + (text.match(/[<>]/g)?.length ?? 0) * 3

/** Shortens to what Slack takes, without cutting what is read as one character. */
export const clipTo = (text: string, max: number): string => clipWeighed(text, max, weigh, 5)

/** A text object of Slack: no markup, no emoji codes; never empty, since Slack refuses that. */
export const plainText = (text: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clipTo(shownText(text), max).trim() || '–',
  emoji: false,
})

/** A sentence as a text object. */
export const sayPlain = (sentence: Sentence, { language, zone }: Reader, max: number) =>
  plainText(plain(language, zone, sentence), max)

/** The text of a message beside its blocks, for notifications and screen readers: at most two lines (product §3). */
export const fallbackOf = (sentences: readonly Sentence[], reader: Reader, max: number): string =>
  escapeText(clipTo(noticeLines(sentences, reader), max)) || '–'
