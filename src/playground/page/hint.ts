/** One word that the composer offers while a command is typed: `accept`, its usage `accept N`, and what it does. */
export type Hint = { word: string; usage: string; about: string }
