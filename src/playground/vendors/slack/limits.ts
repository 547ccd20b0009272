/** Every size, time and rate of Slack that the fake enforces. Characters are counted by `countChars`, times are milliseconds. */
export const limits = {
  /** `chars` is the sum over all blocks; Slack does not publish it, 13,200 is where refusals begin. */
  message: { blocks: 50, chars: 13_200, text: 40_000, markdown: 12_000, tables: 1 },
  view: {
    blocks: 100,
    bytes: 250 * 1024,
    stack: 3,
    title: 24,
    button: 24,
    privateMetadata: 3_000,
    callbackId: 255,
    externalId: 255,
  },
  id: 255,
  section: { text: 3_000, fields: 10, field: 2_000 },
  header: 150,
  contextElements: 10,
  contextText: 3_000,
  actionsElements: 25,
  label: 2_000,
  placeholder: 150,
  button: { text: 75, value: 2_000, url: 3_000, accessibilityLabel: 75 },
  option: { text: 75, description: 75, value: 150, url: 3_000 },
  options: { select: 100, groups: 100, overflow: 5, radio: 10, checkboxes: 10 },
  inputLength: 3_000,
  confirm: { title: 100, text: 300, button: 30 },
  image: { url: 3_000, altText: 2_000, title: 2_000 },
  table: { rows: 100, columns: 20 },
  richTextIndent: 8,
  answerMs: 3_000,
  triggerMs: 3_000,
  responseUrl: { uses: 5, ms: 30 * 60_000 },
} as const

type Rate = { perMinute: number; burst: number; perChannel: boolean }

/** Token buckets by method: what Slack's tiers promise, and one message a second and channel beyond a short burst. */
export const rateOf = (method: string): Rate => {
  if (method === 'chat.postMessage' || method === 'chat.postEphemeral')
    return { perMinute: 60, burst: 20, perChannel: true }
  if (method.startsWith('chat.') || method === 'users.lookupByEmail' || method.startsWith('conversations.'))
    return { perMinute: 50, burst: 50, perChannel: false }
  return { perMinute: 100, burst: 100, perChannel: false }
}
