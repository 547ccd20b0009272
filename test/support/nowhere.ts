import type { Directory } from '../../src/chat/directory.ts'

/** Where words are asked without a platform: every place is open and its own. */
export const nowhere: Directory = {
  lookAt: async () => ({ name: null, fault: null, isShared: false }),
  colleague: async () => null,
}
