import {execFileSync, spawnSync} from 'node:child_process'
import {chmodSync, chownSync, globSync, mkdtempSync, rmSync, statSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Requirement} from './requires.ts'

/** Debian keeps these programs out of the path. */
const [bin = '/usr/lib/postgresql/15/bin'] = globSync('/usr/lib/postgresql/*/bin').toSorted().toReversed()

/** PostgreSQL refuses to run as root: an account of the system that owns nothing does. */
const account = process.getuid?.() === 0 ? 'nobody' : undefined

export const postgresNeeds: readonly Requirement[] = [
  {file: join(bin, 'initdb'), package: 'postgresql'},
  {file: join(bin, 'pg_ctl'), package: 'postgresql'},
]

export const password = 'a-password-of-the-tests'

export interface PostgresCluster {
  readonly port: number
  readonly socketFolder: string
  /** Folder of the database files. */
  readonly dataFolder: string
  /** An empty database of its own; its URL over the socket, as an account without password. */
  createDatabase(): string
  /** CA certificate (PEM) under which the server proves to be `localhost`, when it was started with TLS. */
  readonly authority: string
  /** The same database over loopback, where the account must give {@link password}. */
  overTcp(url: string): string
  psql(url: string, sql: string): string
  /** A dump of the database, beside the server; its path. */
  dump(url: string): string
  /** The database anew, as `dump` has it. */
  putBack(url: string, dump: string): void
  restart(mode?: 'fast' | 'immediate'): void
  stop(mode?: 'fast' | 'immediate'): void
  start(): void
  remove(): void
}

function run(program: string, args: readonly string[], env: Record<string, string> = {}): string {
  const path = join(bin, program)
  const [command, ...rest] = account ? ['runuser', '-u', account, '--', path, ...args] : [path, ...args]
  return execFileSync(command as string, rest, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: tmpdir(),
    env: {...process.env, LC_ALL: 'C', ...env},
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address() as {port: number}
      server.close(() => resolve(port))
    })
  })
}

/** A certificate that signs itself, for `localhost`, where the server looks for it. */
function makeCertificate(dataFolder: string): void {
  const [key, certificate] = [join(dataFolder, 'server.key'), join(dataFolder, 'server.crt')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject],
    {stdio: 'ignore'},
  )
  chmodSync(key, 0o600)
  const {uid, gid} = statSync(dataFolder)
  for (const file of [key, certificate]) chownSync(file, uid, gid)
}

/**
 * A PostgreSQL of its own in a temporary folder, on a socket and on loopback. `flushed` makes it write as in real
 * use; tests that cut no power do without.
 */
export async function startPostgres(
  options: {readonly flushed?: boolean; readonly tls?: boolean} = {},
): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-pg-'))
  const dataFolder = join(folder, 'data')
  if (account) {
    const ids = (flag: string) => Number(spawnSync('id', [flag, account], {encoding: 'utf8'}).stdout)
    chownSync(folder, ids('-u'), ids('-g'))
  }
  const port = await freePort()
  run('initdb', [
    '-D',
    dataFolder,
    '-U',
    'dmp',
    '-A',
    'trust',
    '--auth-host=scram-sha-256',
    '-E',
    'UTF8',
    '--no-sync',
  ])
  const settings = [
    `-p ${port}`,
    `-k ${folder}`,
    '-c listen_addresses=127.0.0.1',
    '-c max_connections=200',
    ...(options.flushed ? [] : ['-c fsync=off']),
    ...(options.tls ? ['-c ssl=on'] : []),
  ].join(' ')
  if (options.tls) makeCertificate(dataFolder)
  let databases = 0
  let dumps = 0
  const control = (...args: string[]) =>
    run('pg_ctl', ['-D', dataFolder, '-w', '-l', join(folder, 'log'), ...args])
  const psql = (url: string, sql: string) =>
    run('psql', ['-X', '-At', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', sql])
  const urlOf = (database: string) => `postgres://dmp@localhost/${database}?host=${folder}&port=${port}`
  const cluster: PostgresCluster = {
    port,
    socketFolder: folder,
    dataFolder,
    authority: join(dataFolder, 'server.crt'),
    createDatabase() {
      const name = `journal${++databases}`
      psql(urlOf('postgres'), `CREATE DATABASE ${name}`)
      return urlOf(name)
    },
    overTcp: (url) => `postgres://dmp@127.0.0.1:${port}${new URL(url).pathname}`,
    psql,
    dump(url) {
      const file = join(folder, `${++dumps}.dump`)
      run('pg_dump', ['--format=custom', `--file=${file}`, url])
      return file
    },
    putBack(url, dump) {
      const name = new URL(url).pathname.slice(1)
      psql(urlOf('postgres'), `DROP DATABASE ${name} WITH (FORCE)`)
      psql(urlOf('postgres'), `CREATE DATABASE ${name}`)
      run('pg_restore', ['--exit-on-error', `--dbname=${url}`, dump])
    },
    start: () => void control('-o', settings, 'start'),
    stop: (mode = 'fast') => void control('-m', mode, 'stop'),
    restart(mode = 'fast') {
      cluster.stop(mode)
      cluster.start()
    },
    remove() {
      try {
        cluster.stop('immediate')
      } catch {
        // Stopped already.
      }
      rmSync(folder, {recursive: true, force: true})
    },
  }
  cluster.start()
  psql(urlOf('postgres'), `ALTER ROLE dmp PASSWORD '${password}'`)
  return cluster
}
