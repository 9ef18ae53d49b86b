/**
 * Where a journal is (`journal.path`, `--journal`): a file, or a database of a PostgreSQL server written as a URL,
 * `postgres://USER@HOST[:PORT]/DATABASE[?sslmode=…&sslrootcert=…]`, a folder of a Unix socket being given as `?host=/…`.
 * A password in a URL would stand in argv, in histories and in reports: refused, its places are named in the error.
 */

export type TlsMode = 'disable' | 'require' | 'verify-ca' | 'verify-full'

export interface ServerAddress {
  readonly user: string
  /** Name, address, or absolute folder of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly database: string
  readonly tls: TlsMode
  /** CA certificates (PEM) to trust instead of the system's. */
  readonly rootCertificate?: string
}

export type AddressFault = 'password' | 'form' | 'parameter'

export const JOURNAL_FORM = 'PATH | postgres://USER@HOST[:PORT]/DATABASE[?sslmode=verify-full]'

const DEFAULT_PORT = 5432
const MODES: readonly string[] = ['disable', 'require', 'verify-ca', 'verify-full'] satisfies TlsMode[]
const PARAMETERS: readonly string[] = ['sslmode', 'sslrootcert', 'host', 'port']
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i

/** Whether a journal is on a PostgreSQL server; else it is a file. */
export function isServerJournal(path: string): boolean {
  return /^postgres(?:ql)?:/i.test(path)
}

/**
 * Reads the URL of a server. Without `sslmode` a server elsewhere must prove its name (`verify-full`); a socket or
 * loopback is used as it is.
 */
export function serverAddress(text: string): ServerAddress | AddressFault {
  const url = URL.canParse(text) && /^postgres(?:ql)?:\/\//i.test(text) ? new URL(text) : undefined
  if (!url) return 'form'
  const given = url.searchParams
  if (url.password !== '' || given.has('password')) return 'password'
  if ([...given.keys()].some((name) => !PARAMETERS.includes(name))) return 'parameter'
  const user = decoded(url.username)
  const database = decoded(url.pathname.slice(1))
  const host = given.get('host') ?? url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(given.get('port') ?? (url.port || DEFAULT_PORT))
  if (!user || !database || database.includes('/') || host === '' || url.hash !== '') return 'form'
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'form'
  const near = host.startsWith('/') || LOOPBACK.test(host)
  const tls = given.get('sslmode') ?? (near ? 'disable' : 'verify-full')
  if (!MODES.includes(tls)) return 'parameter'
  const rootCertificate = given.get('sslrootcert')
  return {
    user,
    host,
    port,
    database,
    tls: tls as TlsMode,
    ...(rootCertificate ? {rootCertificate} : {}),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
