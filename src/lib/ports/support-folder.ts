import type {JournalHealth} from './journal.ts'

export interface SupportFile {
  readonly name: string
  readonly size: number
  /** ISO 8601, UTC. */
  readonly modified: string
}

/** What the technical log says, all rotated files together. Masked already. */
export interface LogExtract {
  readonly files: readonly SupportFile[]
  /** Last lines, oldest first. */
  readonly lines: readonly string[]
  /** How often each error code ended a command. */
  readonly failures: Readonly<Record<string, number>>
}

export interface CrashExtract {
  /** Newest first. */
  readonly files: readonly SupportFile[]
  /** Text of the newest, masked. */
  readonly last: string | null
}

/** This machine as far as a ticket needs it; values of variables that cannot hold a secret, names of the others. */
export interface Surroundings {
  readonly locale: Readonly<Record<string, string>>
  readonly timeZone: string
  readonly ownVariables: readonly string[]
  readonly terminal: boolean
  readonly cpus: number
  readonly memoryMiB: number
  readonly system: string
}

/** What this program left on the machine that a maintainer may need. Nothing of it throws: what is absent is empty. */
export interface SupportFolder {
  log(lines: number): Promise<LogExtract>
  crashes(): Promise<CrashExtract>
  surroundings(): Promise<Surroundings>
  /** Undefined when that journal does not exist. @throws DmpError DMP_JOURNAL_* */
  journal(path: string): Promise<JournalHealth | undefined>
  /** What takes INS, traits, keys, assertions, homologation number and the name of the user's home out of a text. */
  mask(): Promise<(text: string) => string>
}
