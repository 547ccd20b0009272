import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { demoFile } from './env.ts'

const bare = 'organisation: { name: Fjordlight, zone: Europe/Berlin, currency: EUR }\n'

/** Where a configuration file of a test's own stands, gone after the last test of the file: the demo's, or what is made of it. */
export const ownConfig = (change: (text: string) => string = (text) => text): string => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-config-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'baton.yaml')
  writeFileSync(file, change(readFileSync(demoFile, 'utf8')))
  return file
}

/** Takes members and queues out of a configuration file: from the next start on they are chat's to change. */
export const leaveToChat = (file: string) => writeFileSync(file, bare)
