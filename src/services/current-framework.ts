import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { frameworks as stored } from '../../db/schema/index.ts'
import type { Framework } from '../domain/frameworks/framework.ts'
import { frameworks } from '../domain/frameworks/index.ts'
import type { Settings } from '../domain/settings.ts'

/** A framework as it is stored: its version counts the changes of this organisation. */
export type StoredFramework = Framework & { id: string }

const settled = ({ ownFramework, framework }: Pick<Settings, 'ownFramework' | 'framework'>): Framework => {
  const found = ownFramework ?? (Object.hasOwn(frameworks, framework) ? frameworks[framework] : undefined)
  if (!found) throw new Error(`There is no framework "${framework}".`)
  return found
}

/** The framework in use; criteria that differ from the newest version make the next one (domain §7). */
export const keepFramework = async (
  db: Db,
  tenantId: string,
  settings: Pick<Settings, 'ownFramework' | 'framework'>,
  { now, newId }: { now: Date; newId: () => string },
): Promise<StoredFramework> => {
  const wanted = settled(settings)
  const [newest] = await db
    .select()
    .from(stored)
    .where(and(eq(stored.tenantId, tenantId), eq(stored.key, wanted.key)))
    .orderBy(desc(stored.version))
    .limit(1)
  if (newest && isDeepStrictEqual(newest.definition, { ...wanted, version: newest.version })) {
    return { ...newest.definition, id: newest.id }
  }
  const definition = { ...wanted, version: (newest?.version ?? 0) + 1 }
  const id = newId()
  await db
    .insert(stored)
    .values({ id, tenantId, key: wanted.key, version: definition.version, definition, createdAt: now })
  return { ...definition, id }
}
