import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type NodeFile = { nfd?: number; node: unknown }
type FileModule = {
  NODEFS: { stream_ops: { fsync?: (file: NodeFile) => number }; realPath: (node: unknown) => string }
}

export class StoreInUse extends Error {
  override name = 'StoreInUse'
}

const syncPath = (path: string) => {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The embedded store's files, with the fsync that its own file system leaves out, so that a commit reaches the disk. */
export class DurableFolder extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const ready = await super.init(...args)
    const hook = (module: unknown) => {
      const { NODEFS } = module as FileModule
      NODEFS.stream_ops.fsync = (file) => {
        try {
          if (file.nfd === undefined) syncPath(NODEFS.realPath(file.node))
          else fsyncSync(file.nfd)
        } catch {
          // A failed flush means that acknowledged data may be lost: Postgres itself stops here, and so do we.
          process.stderr.write('The disk refused to store data. Baton stops so that nothing is lost.\n')
          process.exit(1)
        }
        return 0
      }
    }
    const before = ready.emscriptenOpts.preRun
    ready.emscriptenOpts.preRun = [...(Array.isArray(before) ? before : before ? [before] : []), hook]
    return ready
  }
}

/** Flushes a folder that was just made: its creation does not wait for the disk. */
export const flushFolder = (folder: string) => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) syncPath(`${folder}/${name}`)
  syncPath(folder)
  syncPath(dirname(resolve(folder)))
}

const holderOf = (note: string) => {
  try {
    return readFileSync(note, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}

/** Takes the folder for this process alone, until it ends in whatever way; throws `StoreInUse` with a sentence. */
export const lockFolder = (folder: string) => {
  const path = `${resolve(folder)}.lock`
  mkdirSync(dirname(path), { recursive: true })
  // SQLite's exclusive lock belongs to the kernel: it is free again at once after kill -9, unlike a pid file.
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new StoreInUse(
      `The store in ${folder} is in use by process ${holderOf(`${path}.pid`)}. Stop that process first, or set DATA_DIR to another folder.`,
    )
  }
  writeFileSync(`${path}.pid`, String(process.pid))
  return lock
}
