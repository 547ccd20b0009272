#!/usr/bin/env node
import { once } from 'node:events'
import { v7 } from 'uuid'
import { runBaton } from './run.ts'

const { stdout, stderr } = process

// Whoever reads the output may close it early, as `head` does.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const out = async (text: string) => {
  if (!stdout.write(text)) await once(stdout, 'drain')
}

process.exitCode = await runBaton(process.argv.slice(2), {
  out,
  err: (text) => stderr.write(text),
  isWatched: stderr.isTTY === true,
  now: () => new Date(),
  newId: v7,
})
