/** Every size, time and count of Slack that the product keeps to; characters are counted after escaping. */
export const limits = {
  /** Blocks of one message. */
  messageBlocks: 50,
  /** All text of one message together: Slack refuses from about 13,200 on, and does not say how it counts. */
  messageChars: 12_800,
  /** Blocks of a modal or the Home tab. */
  viewBlocks: 100,
  /** All text of one view together: far below the 250 KB of JSON that Slack takes. */
  viewChars: 60_000,
  /** One line of a card; longer ones help nobody, and one must never push out all the others. */
  line: 3_000,
  /** The fallback of a message: two lines in a notification (product §3). */
  summary: 300,
  /** Text of a section. */
  section: 3_000,
  /** Label and hint of an input. */
  label: 2_000,
  /** Title of a modal, and its submit and close buttons. */
  viewTitle: 24,
  /** What a person may type into an input. */
  input: 3_000,
  /** Text of a button. */
  button: 75,
  /** Text of an option. */
  optionText: 75,
  /** Value of an option; 150 by the documentation, 75 by the types. */
  optionValue: 75,
  /** What was typed, in the value of a button, which holds 2,000. */
  buttonTyped: 1_900,
  /** Options of a select menu. */
  options: 100,
  /** Options of a group of checkboxes. */
  checkboxes: 10,
  /** Options of an overflow menu. */
  overflow: 5,
  /** Buttons of a card that stand beside More… (product §3). */
  buttons: 3,
  /** What a manifest may say of the app, its command and its shortcuts, by the schema 2.0.0. */
  manifestDescription: 140,
  commandDescription: 2_000,
  shortcutName: 24,
  shortcutDescription: 150,
  /** Bytes of a request; Slack's own are a few KB. */
  bodyBytes: 1_048_576,
  /** How old or new a signed request may be, and how long a repeat is answered as the first. */
  signatureMs: 300_000,
  /** Slack gives up after 3 s; this leaves time for the way there. */
  answerMs: 2_700,
  /** One call of the Web API while a person waits. */
  interactiveMs: 2_500,
  /** One look of `doctor`, so that all of them together are an answer in time. */
  examineMs: 1_500,
  /** One call of the Web API from the outbox: half of its lease. */
  deliveryMs: 10_000,
  /** How long a stop waits for what is in flight. */
  drainMs: 4_000,
  /** How long a channel is believed to be as it was seen. */
  placeSeenMs: 60_000,
  /** Messages looked through for one whose answer was lost. */
  lookBack: 100,
} as const
