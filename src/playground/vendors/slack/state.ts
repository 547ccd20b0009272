import type { Entered, Json, Message, Sent, Took, View, ViewState, Violation } from '../../api.ts'
import { isJson } from '../json.ts'

export type FakeUser = {
  id: string
  name: string
  email: string
  tz: string
  title: string
  isBot: boolean
  isRestricted: boolean
  /** Differs from the team's own id for people of other organisations. */
  teamId: string
  /** The name of the other organisation; empty for the team's own people. */
  organisation: string
  deleted: boolean
}

export type FakeChannel = {
  id: string
  name: string
  kind: 'channel' | 'im'
  members: 'all' | string[]
  hasBot: boolean
  isPrivate: boolean
  isArchived: boolean
  /** Shared with another organisation; people of it may be among the members. Absent: it is not. */
  isExtShared?: boolean
  /** An invitation to share it is out. */
  isPendingExtShared?: boolean
}

export type StoredMessage = Pick<
  Message,
  'ts' | 'userId' | 'text' | 'blocks' | 'threadTs' | 'ephemeral' | 'edited' | 'mentions' | 'sent'
> & {
  channel: string
  /** Who alone sees it; null for all. */
  audience: string | null
  metadata: Json | null
  /** Slack's own lines have one: channel_archive, bot_add … */
  subtype: string | null
  /** The act that caused it, where known. */
  cause: string | null
}

export type StoredView = Pick<View, 'id' | 'hash' | 'type' | 'blocks' | 'state' | 'errors'> & {
  user: string
  /** The view as the product sent it. */
  payload: Json
  rootId: string
  previousId: string | null
  sent: Sent
  cause: string | null
}

export type Trigger = { user: string; at: number; used: boolean; cause: string }

export type ResponseUrl = {
  channel: string
  user: string
  at: number
  uses: number
  /** The message whose button was tapped; null for a command. */
  ts: string | null
  threadTs: string | null
  cause: string
}

/** All that the fake remembers; plain JSON, so that a snapshot is a copy. */
export type SlackState = {
  users: Record<string, FakeUser>
  channels: Record<string, FakeChannel>
  messages: Record<string, StoredMessage[]>
  views: Record<string, StoredView>
  /** Open modals of each person, the top one last. */
  stacks: Record<string, string[]>
  homes: Record<string, string>
  triggers: Record<string, Trigger>
  responseUrls: Record<string, ResponseUrl>
  /** How far each person has read: user → channel → ts. */
  read: Record<string, Record<string, string>>
  took: Record<string, Took>
  violations: Violation[]
  rev: number
  lastTs: number
}

const empty = (): SlackState => ({
  users: {},
  channels: {},
  messages: {},
  views: {},
  stacks: {},
  homes: {},
  triggers: {},
  responseUrls: {},
  read: {},
  took: {},
  violations: [],
  rev: 0,
  lastTs: 0,
})

/**
 * Starts from a snapshot that `save` was given, or from nothing. The copy keeps the caller's snapshot as it was. An id
 * may be any word, so the records have no words of their own, such as `__proto__`.
 */
export const restoreState = (snapshot: unknown): SlackState => {
  const state: SlackState = isJson(snapshot) ? { ...empty(), ...structuredClone(snapshot) } : empty()
  for (const value of Object.values(state))
    if (typeof value === 'object' && !Array.isArray(value)) Object.setPrototypeOf(value, null)
  return state
}

/** What a person may have entered, as one of three. */
export const enteredTexts = (value: Entered): string[] => {
  if (value === null || value === '') return []
  return Array.isArray(value) ? value : [value]
}

export const noState: ViewState = {}
