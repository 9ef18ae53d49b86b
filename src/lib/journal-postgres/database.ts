import {readFileSync} from 'node:fs'
import type {Client, ClientConfig, Pool} from 'pg'
import {DmpError} from '../errors/dmp-error.ts'
import type {Row} from '../journal/store.ts'
import type {ServerAddress} from '../profile/journal-address.ts'
import {passwordFromFile} from './password-file.ts'
import {serverError} from './server-error.ts'

/** Tables of the journal live in a schema of their own, so that the database may serve something else too. */
export const SCHEMA = 'dmp_journal'

const CONNECT_MS = 10_000
/** Reads, claims and the quota; the writer has a connection of its own. */
const POOLED = 4
const INT8 = 20

/**
 * Settings of every session. A process that is paused in the middle of a transaction must not hold rows of others for
 * long, nor a machine that lost its power keep its lock.
 */
const SESSION = [
  `search_path=${SCHEMA}`,
  'synchronous_commit=on',
  'lock_timeout=15s',
  'idle_in_transaction_session_timeout=15s',
  // Our statements are small: compiling one takes longer than running it.
  'jit=off',
  'tcp_keepalives_idle=20',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
]

export interface DatabaseOptions {
  readonly address: ServerAddress
  /** The address as shown: it holds no secret. */
  readonly path: string
  readonly password?: string | undefined
}

/** Statements inside one transaction or session. */
export interface Sql {
  rows(text: string, ...values: readonly unknown[]): Promise<readonly Row[]>
}

/** A connection of its own, for as long as it lives. */
export interface Session extends Sql {
  transaction<T>(body: (sql: Sql) => Promise<T>, begin?: string): Promise<T>
  readonly isOpen: boolean
  close(): Promise<void>
}

/** The connections to one PostgreSQL database; every failure is a DmpError. */
export class Database implements Sql {
  readonly path: string
  readonly #options: DatabaseOptions
  #pool: Promise<Pool> | undefined

  constructor(options: DatabaseOptions) {
    this.#options = options
    this.path = options.path
  }

  rows(text: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
    return this.#translated(async () => (await (await this.#opened()).query(text, [...values])).rows)
  }

  /** All of `body` or nothing of it, on the server's disk when it ends. */
  async transaction<T>(body: (sql: Sql) => Promise<T>, begin = 'BEGIN'): Promise<T> {
    const client = await this.#translated(async () => (await this.#opened()).connect())
    // Without a listener a connection lost between two statements would end the process.
    const ignore = () => undefined
    client.on('error', ignore)
    try {
      const result = await transact(this.#sql(client), body, begin)
      client.off('error', ignore)
      client.release()
      return result
    } catch (error) {
      client.off('error', ignore)
      // Whatever state it is in, nobody else gets this connection.
      client.release(true)
      throw error
    }
  }

  /** @throws DmpError DMP_JOURNAL_UNAVAILABLE, DMP_JOURNAL_UNWRITABLE */
  async session(): Promise<Session> {
    const {Client} = await import('pg')
    const client = new Client(await this.#config())
    let open = true
    const ended = () => {
      open = false
    }
    client.on('error', ended)
    client.on('end', ended)
    await this.#translated(() => client.connect())
    const sql = this.#sql(client)
    return {
      ...sql,
      transaction: (body, begin = 'BEGIN') => transact(sql, body, begin),
      get isOpen() {
        return open
      },
      close: async () => {
        open = false
        await client.end().catch(() => undefined)
      },
    }
  }

  async close(): Promise<void> {
    const pool = await this.#pool?.catch(() => undefined)
    await pool?.end().catch(() => undefined)
  }

  #sql(client: Pick<Client, 'query'>): Sql {
    return {
      rows: (text, ...values) =>
        this.#translated(async () => (await client.query<Row>(text, [...values])).rows),
    }
  }

  #opened(): Promise<Pool> {
    this.#pool ??= this.#makePool()
    return this.#pool
  }

  async #makePool(): Promise<Pool> {
    const {Pool} = await import('pg')
    const pool = new Pool({...(await this.#config()), max: POOLED, idleTimeoutMillis: 30_000})
    // An idle connection that breaks is dropped; the next statement says what is wrong.
    pool.on('error', () => undefined)
    return pool
  }

  async #config(): Promise<ClientConfig> {
    const {address, password} = this.#options
    const {types} = await import('pg')
    const parser = (oid: number, format?: 'text' | 'binary') =>
      oid === INT8 ? Number : types.getTypeParser(oid, format as 'text')
    return {
      user: address.user,
      host: address.host,
      port: address.port,
      database: address.database,
      // Asked only when the server wants one; without this the driver would look for files by itself.
      password: async () => password ?? passwordFromFile(address) ?? '',
      ssl: tlsOf(address),
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      application_name: 'dmp',
      options: SESSION.map((setting) => `-c ${setting}`).join(' '),
      types: {getTypeParser: parser as typeof types.getTypeParser},
    }
  }

  async #translated<T>(body: () => Promise<T>): Promise<T> {
    try {
      return await body()
    } catch (error) {
      throw serverError(error, this.path)
    }
  }
}

async function transact<T>(sql: Sql, body: (sql: Sql) => Promise<T>, begin: string): Promise<T> {
  await sql.rows(begin)
  let result: T
  try {
    result = await body(sql)
  } catch (error) {
    // A lost connection rolls back by itself.
    await sql.rows('ROLLBACK').catch(() => undefined)
    throw error
  }
  await sql.rows('COMMIT')
  return result
}

function tlsOf({tls, rootCertificate}: ServerAddress): ClientConfig['ssl'] {
  if (tls === 'disable') return false
  const ca = rootCertificate === undefined ? {} : {ca: certificates(rootCertificate)}
  if (tls === 'require') return {...ca, rejectUnauthorized: false}
  return tls === 'verify-ca' ? {...ca, checkServerIdentity: () => undefined} : ca
}

function certificates(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'error'
    throw new DmpError('DMP_FILE_UNREADABLE', {params: {path, reason}, cause})
  }
}
