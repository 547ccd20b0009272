import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Keeps the state of a fake in a file: what it is given to begin with, and how it saves. */
export const snapshotIn = (file: string) => ({
  restore: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined,
  save: async (snapshot: unknown) => {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(snapshot))
    await rename(`${file}.new`, file)
  },
})
