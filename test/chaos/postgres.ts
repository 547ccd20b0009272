import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const room = '/usr/lib/postgresql'

/** Where Debian keeps the newest server that is installed; null where there is none. */
const findBinaries = (): string | null => {
  const versions = existsSync(room) ? readdirSync(room).toSorted((one, other) => Number(one) - Number(other)) : []
  const found = versions.map((version) => join(room, version, 'bin')).filter((bin) => existsSync(join(bin, 'initdb')))
  return found.at(-1) ?? null
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** A server of the run's own, which it may restart; null where none is installed. */
export const startPostgres = async () => {
  const bin = findBinaries()
  if (bin === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'baton-postgres-'))
  const isRoot = process.getuid?.() === 0
  // Postgres refuses to run as root.
  const run = (program: string, ...args: string[]) => {
    const command = [join(bin, program), ...args]
    const [file = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command
    execFileSync(file, rest, { cwd: '/', stdio: 'ignore' })
  }
  if (isRoot) execFileSync('chown', ['postgres:', folder])
  const data = join(folder, 'data')
  const port = await freePort()
  run('initdb', '-D', data, '-U', 'baton', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8')
  const options = `-c listen_addresses=127.0.0.1 -p ${port} -k ${folder} -c max_connections=200`
  run('pg_ctl', 'start', '-s', '-w', '-D', data, '-l', join(folder, 'log'), '-o', options)
  return {
    url: `postgres://baton@127.0.0.1:${port}/postgres`,
    /** As a crash is: nobody is asked to end, and what was written is read again from the log. */
    restart: async () => run('pg_ctl', 'restart', '-s', '-w', '-D', data, '-m', 'immediate', '-l', join(folder, 'log')),
    stop: () => {
      run('pg_ctl', 'stop', '-s', '-D', data, '-m', 'immediate')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
