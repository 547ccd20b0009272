import type { Json, Sent, Took, Violation } from '../../api.ts'
import { isJson } from '../json.ts'

export type FakePerson = {
  id: string
  aadObjectId: string
  name: string
  email: string
  tz: string
  title: string
  isGuest: boolean
  /** The name of the other organisation; null for the tenant's own people and guests. */
  organisation: string | null
  tenantId: string
  hasApp: boolean
}

export type FakeTeam = { id: string; name: string; members: string[] }

export type FakeConversation = {
  id: string
  name: string
  kind: 'channel' | 'group' | 'personal'
  teamId: string | null
  channelType: 'standard' | 'private' | 'shared' | null
  /** Null: all who are in the team. */
  members: string[] | null
  /** Of a channel or a group; one to one it is the person's `hasApp`. */
  hasBot: boolean
  isDeleted: boolean
}

/** The card that one person sees in the place of everybody's. */
export type OwnView = { card: Json; sent: Sent; cause: string | null }

export type StoredMessage = {
  id: string
  conversation: string
  from: string
  /** As it was typed or sent. */
  text: string
  card: Json | null
  views: Record<string, OwnView>
  toasts: Record<string, string>
  summary: string
  rootId: string | null
  isNotice: boolean
  edited: boolean
  mentions: string[]
  sent: Sent
  /** The act that caused it, where known. */
  cause: string | null
  at: number
}

/** Where a dialog was opened from, so that what it sends can name the same place. */
export type DialogOrigin =
  | { from: 'card'; conversation: string; message: string }
  | { from: 'extension'; conversation: string; message: string | null; command: string }

export type StoredDialog = {
  id: string
  title: string
  card: Json
  origin: DialogOrigin
  entered: Record<string, string>
  sent: Sent
  cause: string | null
}

/** All that the fake remembers; plain JSON, so that a snapshot is a copy. */
export type TeamsState = {
  users: Record<string, FakePerson>
  teams: Record<string, FakeTeam>
  conversations: Record<string, FakeConversation>
  messages: Record<string, StoredMessage[]>
  /** The dialog that each person has open. */
  dialogs: Record<string, StoredDialog>
  notices: Record<string, string>
  /** How far each person has read: user → conversation → message. */
  read: Record<string, Record<string, string>>
  took: Record<string, Took>
  violations: Violation[]
  rev: number
  lastId: number
}

const empty = (): TeamsState => ({
  users: {},
  teams: {},
  conversations: {},
  messages: {},
  dialogs: {},
  notices: {},
  read: {},
  took: {},
  violations: [],
  rev: 0,
  lastId: 0,
})

/**
 * Starts from a snapshot that `save` was given, or from nothing. The copy keeps the caller's snapshot as it was. An id
 * may be any word, so the records have no words of their own, such as `__proto__`.
 */
export const restoreState = (snapshot: unknown): TeamsState => {
  const state: TeamsState = isJson(snapshot) ? { ...empty(), ...structuredClone(snapshot) } : empty()
  for (const value of Object.values(state))
    if (typeof value === 'object' && !Array.isArray(value)) Object.setPrototypeOf(value, null)
  return state
}
