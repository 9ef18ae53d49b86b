import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {homeFolder} from '../log/folders.ts'
import type {ServerAddress} from '../profile/journal-address.ts'

const OTHERS_MAY_READ = 0o077

/**
 * The password of an account in the password file of PostgreSQL's own programs: `PGPASSFILE`, else `~/.pgpass` (Windows:
 * `%APPDATA%\postgresql\pgpass.conf`); lines `host:port:database:user:password`, `*` for any. A file that others may
 * read is not used, as those programs do (PostgreSQL documentation, "The Password File").
 */
export function passwordFromFile(address: ServerAddress): string | undefined {
  const text = privateText(placeOfFile())
  const wanted = [
    address.host.startsWith('/') ? 'localhost' : address.host,
    String(address.port),
    address.database,
    address.user,
  ]
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue
    const [host, port, database, user, password] = fieldsOf(line)
    if (!password) continue
    const given = [host, port, database, user]
    if (given.every((field, place) => field === '*' || field === wanted[place])) return password
  }
  return undefined
}

function placeOfFile(): string {
  const {PGPASSFILE, APPDATA} = process.env
  if (PGPASSFILE) return PGPASSFILE
  const home = homeFolder() ?? ''
  return process.platform === 'win32'
    ? join(APPDATA || home, 'postgresql', 'pgpass.conf')
    : join(home || '/', '.pgpass')
}

function privateText(file: string): string {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & OTHERS_MAY_READ) !== 0) return ''
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Fields end at a colon; `\:` and `\\` stand for the signs themselves. */
function fieldsOf(line: string): readonly string[] {
  return [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)]
    .slice(0, 5)
    .map(([, field = '']) => field.replace(/\\(.)/g, '$1'))
}
