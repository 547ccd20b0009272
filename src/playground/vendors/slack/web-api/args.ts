import type { Json } from '../../../api.ts'
import { isJson, parseJson } from '../../json.ts'

const jsonFields = ['blocks', 'view', 'metadata', 'attachments']
const flags = ['replace_original', 'delete_original', 'inclusive', 'include_all_metadata', 'exclude_archived']

const read = (key: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value
  if (jsonFields.includes(key)) return value === '' ? undefined : (parseJson(value) ?? value)
  if (flags.includes(key) && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

const tidy = (entries: Iterable<[string, unknown]>): Json =>
  Object.fromEntries([...entries].map(([key, value]) => [key, read(key, value)] as const))

export type Call = { token: string | null; args: Json }

/** Reads a call as Slack does: a JSON body, a form whose objects are JSON text, or a query. Null for a body that is neither. */
export const readCall = async (request: Request): Promise<Call | null> => {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null
  const query = [...new URL(request.url).searchParams]
  const body = request.method === 'POST' ? await request.text() : ''
  const isJsonBody = (request.headers.get('content-type') ?? '').toLowerCase().startsWith('application/json')
  const parsed = isJsonBody && body !== '' ? parseJson(body) : {}
  if (!isJson(parsed)) return null
  const { token, ...args } = tidy([...query, ...(isJsonBody ? Object.entries(parsed) : new URLSearchParams(body))])
  return { token: bearer ?? (typeof token === 'string' ? token : null), args }
}
