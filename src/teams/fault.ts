import { VendorError } from '../chat/messenger.ts'

/** What may be said of an error in the log: an error of the store holds what people typed, so its words stay out. */
export const faultOf = (error: unknown) => {
  if (error instanceof VendorError) return { name: error.name, said: error.message }
  const name = error instanceof Error ? error.name : typeof error
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((row) => /^\s+at /.test(row)) : []
  return { name, at: frames.slice(0, 4) }
}

const neverLeft = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('cause' in error && error.cause) return codeOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** A call that got no answer, or none that is known: it may have arrived where it left this machine. */
export const unanswered = (what: string, error: unknown): VendorError => {
  if (error instanceof VendorError) return error
  const code = codeOf(error)
  return new VendorError(`${what}: ${code || 'no answer'}`, { isUnknown: !neverLeft.test(code) })
}
