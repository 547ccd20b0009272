/** Every size, time and count of Teams that the product keeps to. */
export const limits = {
  /** Bytes of one card as JSON: 28 KB is what every way into Teams takes, and some stands around the card. */
  cardBytes: 26_000,
  /** Bytes of the words that stand above a form. */
  saidBytes: 6_000,
  /** Bytes of one line of a card: a note of 2,000 characters of any script, and never all of the card. */
  line: 6_100,
  /** The summary of a message: two lines in a notification (product §3). */
  summary: 300,
  /** Title of a dialog. */
  title: 60,
  /** Title of a button. */
  button: 75,
  /** Buttons of a row that stand beside its overflow menu (product §3); Teams shows six at most. */
  buttons: 3,
  /** Bytes of what was typed, in the data of a button. */
  buttonTyped: 4_000,
  /** Choices of a list: Teams names no limit, but more of them are searched instead. */
  choices: 100,
  /** Title of a choice. */
  choiceText: 100,
  /** Value of a choice. */
  choiceValue: 200,
  /** What a person may type into an input. */
  input: 3_000,
  /** People whose own view a card may ask for by itself. */
  refreshers: 60,
  /** Bytes of a request; a message of Teams is far below. */
  bodyBytes: 262_144,
  /** Teams waits 5 s for an answer to a tap; who waits reads words within 3 s (product §6). */
  answerMs: 2_700,
  /** How long a request waits for the keys of the issuer. */
  trustMs: 5_000,
  /** How long a request waits for the store to note where it came from. */
  hearMs: 1_000,
  /** How long a repeat of a request is answered as the first. */
  repeatMs: 300_000,
  /** How long words below a card, for one person alone, are shown again after a redraw. */
  asideMs: 60_000,
  /** One call of the connector while a person waits. */
  interactiveMs: 3_000,
  /** One call of the connector from the outbox: half of its lease. */
  deliveryMs: 10_000,
  /** One look of `doctor`, so that all of them together are an answer in time. */
  examineMs: 1_500,
  /** How long to wait where Teams throttles and does not say for how long. */
  throttledMs: 2_000,
  /** How long to wait where the conversation was changed by somebody else at that moment (412). */
  busyMs: 500,
  /** How long a list of people is believed. */
  rosterMs: 300_000,
  /** People of one page of a list. */
  rosterPage: 500,
  /** How long a stop waits for what is in flight. */
  drainMs: 4_000,
  /** What somebody writes. */
  typed: 4_000,
  /** The address of a message; those of Teams are far below. */
  link: 2_000,
  /** What a manifest may say of the app and of its commands, by the schema 1.19. */
  manifestName: 100,
  manifestDescription: 80,
  commandDescription: 128,
  extensionTitle: 32,
} as const
