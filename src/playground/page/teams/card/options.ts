import type { ComboOption } from '../../combo.tsx'

const isOption = (value: unknown): value is ComboOption =>
  typeof value === 'object' && value !== null && 'title' in value && 'value' in value

/** The choices that a search was answered with; none where it was answered with anything else. */
export const readOptions = (body: unknown): ComboOption[] => {
  const options: unknown = typeof body === 'object' && body !== null && 'options' in body ? body.options : null
  return Array.isArray(options) ? options.filter(isOption) : []
}
