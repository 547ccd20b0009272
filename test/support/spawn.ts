import { spawn } from 'node:child_process'

export type Ended = { code: number | null; out: string; err: string }

/** Runs the command line as a process of its own with these variables alone beside PATH. */
export const spawnBaton = (args: string[], variables: Record<string, string>): Promise<Ended> =>
  new Promise((done, failed) => {
    const env = { PATH: process.env.PATH ?? '', ...variables }
    const child = spawn(process.execPath, ['src/cli/main.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text
    })
    child.on('error', failed)
    child.on('close', (code) => done({ code, out, err }))
  })
