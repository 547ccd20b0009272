import { randomInt, timingSafeEqual } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { members } from '../../db/schema/index.ts'

/** Without what looks alike: a code is read off a screen and typed. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codeLength = 10
const triesAtMost = 5

type Store = { db: Db; tenantId: string }
type Claim = { ok: true } | { ok: false; why: 'wrong'; left: number } | { ok: false; why: 'locked' | 'closed' }

/** The way to the first admin of an organisation that has none. */
export type FirstAdmin = {
  code: string
  /** Whether there is still none. */
  isOpen: () => Promise<boolean>
  claim: (typed: string, memberId: string) => Promise<Claim>
}

/** Two who type the code at once: one of them is the first. */
const firstAdminLock = 7_425_007

const hasAdmin = async (db: Db, tenantId: string) => {
  const [one] = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.isActive, true), sql`${members.roles} @> '["admin"]'::jsonb`))
    .limit(1)
  return one !== undefined
}

const bare = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Compares without telling by its time how much was right. */
const isSame = (typed: string, code: string) => {
  const wanted = Buffer.from(code)
  const given = Buffer.alloc(wanted.length)
  given.write(bare(typed))
  return timingSafeEqual(given, wanted) && bare(typed).length === code.length
}

/**
 * Makes the one-time code with which somebody becomes the first admin (product §6, "People"); null where there is an
 * admin already. It lives as long as the process, takes five wrong tries, and is good once.
 */
export const openFirstAdmin = async ({ db, tenantId }: Store): Promise<FirstAdmin | null> => {
  if (await hasAdmin(db, tenantId)) return null
  const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
  let left = triesAtMost

  const claim = (typed: string, memberId: string): Promise<Claim> =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${firstAdminLock})`)
      if (await hasAdmin(tx, tenantId)) return { ok: false, why: 'closed' }
      if (left <= 0) return { ok: false, why: 'locked' }
      if (!isSame(typed, code)) {
        left -= 1
        return left > 0 ? { ok: false, why: 'wrong', left } : { ok: false, why: 'locked' }
      }
      await tx
        .update(members)
        .set({ roles: sql`${members.roles} || '["admin"]'::jsonb` })
        .where(and(eq(members.id, memberId), eq(members.tenantId, tenantId)))
      return { ok: true }
    })

  const isOpen = async () => !(await hasAdmin(db, tenantId))
  return { code: `${code.slice(0, 5)}-${code.slice(5)}`, isOpen, claim }
}
