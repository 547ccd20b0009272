import { bant } from './bant.ts'
import type { Framework } from './framework.ts'

/** Every framework that comes with the product, by the key that the configuration names (domain §7). */
export const frameworks: Readonly<Record<string, Framework>> = { bant }
