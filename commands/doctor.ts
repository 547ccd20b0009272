import { z } from 'zod'
import { drawDoctor } from '../src/cards/doctor.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import type { Platform } from '../src/domain/platform.ts'
import { mendPlaces } from '../src/services/broken-places.ts'
import { examineOrganisation } from '../src/services/doctor.ts'

/** The self-check: what is wrong, in words, and what to do; for admins (product §2). */
export const verb = command({
  word: 'doctor',
  kind: 'question',
  about: 'none',
  who: ['admin'],
  input: z.object({}),
  run: async ({ ctx, actor }) => {
    if (!actor.roles.includes('admin')) return refused({ key: 'adminsOnly', word: 'doctor' })
    const mended = (platform: Platform, externalIds: string[]) => mendPlaces(ctx, { platform, externalIds })
    return whisper(...drawDoctor(await examineOrganisation(ctx, ctx.examine(), mended)))
  },
})
