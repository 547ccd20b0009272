import { VendorError } from '../chat/messenger.ts'

/** What may be said of an error in the log: an error of the store holds what people typed, so its words stay out. */
export const faultOf = (error: unknown) => {
  if (error instanceof VendorError) return { name: error.name, said: error.message }
  const name = error instanceof Error ? error.name : typeof error
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((row) => /^\s+at /.test(row)) : []
  return { name, at: frames.slice(0, 4) }
}
