import {setTimeout as pause} from 'node:timers/promises'
import {DmpError} from '../errors/dmp-error.ts'
import {uuid7} from '../journal/event-log.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {Clock} from '../ports/clock.ts'
import type {JournalEntry} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import type {Environment} from '../profile/profile.ts'
import type {Database, Sql} from './database.ts'
import {loadRows, type Work} from './load-rows.ts'
import {isAway, isContention} from './server-error.ts'
import {missingHead, olderThanKnown} from './server-restorations.ts'
import {type Loaded, WorkingSet} from './working-set.ts'
import {type Head, writeRows} from './write-rows.ts'
import type {WriterSession} from './writer-session.ts'

interface Job {
  readonly work: Work
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** What was tried: how callers are told, and an event by which it can be found. */
interface Attempt {
  readonly tell: readonly (() => void)[]
  readonly eventId: string | undefined
  readonly end: End
}

/** End of the chain of a writer. */
interface End extends Head {
  readonly writerId: string
}

export interface CommitterParts {
  readonly database: Database
  readonly writer: WriterSession
  readonly sealing: Sealing
  readonly environment: Environment
  readonly clock: Clock
  readonly random: Random
  /** First part of the tokens this process was given. */
  readonly session: string
  /** How long a write waits for a server that is away. */
  readonly patienceMs: number
  /** Called inside the transaction after events were written, with how many. */
  readonly afterEvents: (sql: Sql, count: number) => Promise<void>
  /** The database was put back from an older copy under our hands: it lacks this end of our chain. */
  readonly onLost: (writerId: string, end: Head) => void
}

/** Entries of one transaction at most, so that it stays short. */
const MOST_ENTRIES = 500
const PAUSES_MS = [50, 200, 500, 1000]

/**
 * Group commit: what callers ask for while a transaction is under way goes to the server together in the next one. A
 * refused change undoes its own call only. When the line breaks, nobody knows whether the server committed: a new
 * session takes the writer's place, which proves that the old one ended, and looks for the events.
 */
export class Committer {
  readonly #parts: CommitterParts
  #jobs: Job[] = []
  #turn: Promise<unknown> = Promise.resolve()
  /** Of what this process surely wrote last. */
  #end: End | undefined

  constructor(parts: CommitterParts) {
    this.#parts = parts
  }

  commit<T>(work: Work): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#jobs.length === 0) void this.#serially(() => this.#drain())
      this.#jobs.push({work, resolve: resolve as (value: unknown) => void, reject})
    })
  }

  /** A transaction of the writer that no group comes between. */
  exclusively<T>(body: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#serially(() =>
      this.#parts.writer.transaction(async (sql) => {
        if (this.#end !== undefined) await this.#ownHead(sql)
        return body(sql)
      }),
    )
  }

  /** Records, in one transaction of the writer, what `find` sees there; the senders of these items are gone. */
  async settle(find: (sql: Sql) => Promise<readonly JournalEntry[]>): Promise<void> {
    const end = await this.exclusively(async (sql) => {
      const entries = await find(sql)
      if (entries.length === 0) return this.#end
      const work: Work = {kind: 'record', entries, takeover: true}
      return (await this.#write(sql, [work], (set) => perform(set, work))).end
    })
    this.#end = end
  }

  /** Ends when everything asked for until now has ended. */
  async idle(): Promise<void> {
    await this.#turn
  }

  #serially<T>(body: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(body)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async #drain(): Promise<void> {
    // One turn of the event loop: what is asked for together goes together.
    await pause(0)
    while (this.#jobs.length > 0) await this.#group(this.#next())
  }

  #next(): readonly Job[] {
    let entries = 0
    let count = 0
    for (const {work} of this.#jobs) {
      entries += work.kind === 'record' ? work.entries.length : 1
      if (count > 0 && entries > MOST_ENTRIES) break
      count++
    }
    return this.#jobs.splice(0, count)
  }

  async #group(jobs: readonly Job[]): Promise<void> {
    const {clock, patienceMs} = this.#parts
    const until = clock.monotonic() + patienceMs
    let tried: Attempt | undefined
    for (let count = 0; ; count++) {
      try {
        const {tell, end} = await this.#try(jobs, tried, (attempt) => {
          tried = attempt
        })
        this.#end = end
        for (const settle of tell) settle()
        return
      } catch (error) {
        const again = isContention(error) ? count < 5 : isAway(error) && clock.monotonic() < until
        if (!again) {
          for (const job of jobs) job.reject(error)
          return
        }
        await pause(PAUSES_MS[Math.min(count, PAUSES_MS.length - 1)])
      }
    }
  }

  /** Does the work of `jobs`, unless the events of an earlier attempt show that the server had committed it. */
  #try(
    jobs: readonly Job[],
    before: Attempt | undefined,
    begun: (attempt: Attempt) => void,
  ): Promise<Attempt> {
    return this.#parts.writer.transaction(async (sql) => {
      if (before !== undefined && (await isWritten(sql, before))) return before
      const works = jobs.map(({work}) => work)
      const {made, end} = await this.#write(sql, works, (set) => ({
        tell: jobs.map((job) => outcome(set, job)),
        eventId: set.events[0]?.id,
      }))
      const attempt = {...made, end}
      begun(attempt)
      return attempt
    })
  }

  /** What `body` makes of the rows that `works` touch, written in the transaction of `sql`. */
  async #write<T>(
    sql: Sql,
    works: readonly Work[],
    body: (set: WorkingSet) => T,
  ): Promise<{readonly made: T; readonly end: End}> {
    const {sealing, database, clock, afterEvents, writer} = this.#parts
    const {writerId} = writer
    const head = await this.#ownHead(sql)
    const set = this.#workingSet(await loadRows(sql, works, sealing, database.path))
    const made = body(set)
    const end = await writeRows(sql, set, head, {...this.#parts, writerId, now: () => clock.now()})
    await afterEvents(sql, set.events.length)
    return {made, end: {...end, writerId}}
  }

  /**
   * The end of our chain, which nobody else changes before the transaction ends. It holds what this process wrote last,
   * unless another database was put in the place of this one while it was at work. @throws DmpError DMP_JOURNAL_DAMAGED
   */
  async #ownHead(sql: Sql): Promise<Head> {
    const {database, onLost, writer} = this.#parts
    const {writerId} = writer
    const [row] = await sql.rows('SELECT seq, hash FROM writers WHERE id = $1 FOR UPDATE', writerId)
    const head = {seq: Number(row?.['seq'] ?? 0), hash: String(row?.['hash'])}
    const last = this.#end
    if (row !== undefined && (!last?.seq || (last.seq === head.seq && last.hash === head.hash))) return head
    const {writerId: own, seq, hash} = last ?? {...head, writerId}
    const missing = row === undefined ? {writerId: own, seq} : await missingHead(sql, {[own]: {seq, hash}})
    if (missing === undefined) return head
    if (seq > 0) onLost(own, {seq, hash})
    throw olderThanKnown(database.path, missing)
  }

  #workingSet(loaded: Loaded): WorkingSet {
    const {sealing, database, writer, session, clock, random} = this.#parts
    return new WorkingSet(
      {
        sealing,
        path: database.path,
        writerId: writer.writerId,
        session,
        now: () => clock.now(),
        newId: () => uuid7(clock.now(), random.bytes(10)),
      },
      loaded,
    )
  }
}

async function isWritten(sql: Sql, {eventId}: Attempt): Promise<boolean> {
  if (eventId === undefined) return false
  const found = await sql.rows('SELECT 1 FROM events WHERE id = $1', eventId)
  return found.length > 0
}

/** The work of one call on the set, and what then tells its caller. */
function outcome(set: WorkingSet, {work, resolve, reject}: Job): () => void {
  try {
    const value = set.attempt(() => perform(set, work))
    return () => resolve(value)
  } catch (error) {
    if (!(error instanceof DmpError) || error.code.startsWith('DMP_JOURNAL_')) throw error
    return () => reject(error)
  }
}

function perform(set: WorkingSet, work: Work): unknown {
  switch (work.kind) {
    case 'record':
      return work.entries.map((entry) => set.record(entry, work.takeover))
    case 'hold':
      return set.hold(work.holds, work.by)
    case 'lift':
      return set.liftHold(work.hold, work.value, work.by)
  }
}
