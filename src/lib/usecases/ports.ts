/**
 * What use cases may ask of the world, all through ports: each command's context provides it, built on first use.
 * A use case takes the part it needs (`Pick<Workbench, …>`), so that its signature says what it touches.
 */
import type {DmpError} from '../errors/dmp-error.ts'
import type {ParamLps} from '../paramlps/param-lps.ts'
import type {CdaReader} from '../ports/cda-reader.ts'
import type {Clock} from '../ports/clock.ts'
import type {DatamatrixLook} from '../ports/datamatrix.ts'
import type {DmpLink} from '../ports/dmp-link.ts'
import type {Files} from '../ports/files.ts'
import type {ChainWatch, Journal, JournalHealth} from '../ports/journal.ts'
import type {KeyFiles} from '../ports/key-files.ts'
import type {PdfInspector} from '../ports/pdf-inspector.ts'
import type {Progress} from '../ports/progress.ts'
import type {Prompter} from '../ports/prompter.ts'
import type {Quota} from '../ports/quota.ts'
import type {Random} from '../ports/random.ts'
import type {SchemaPack} from '../ports/schema-pack.ts'
import type {Sheets} from '../ports/sheets.ts'
import type {Profile} from '../profile/profile.ts'
import type {ValueSets} from '../valuesets/value-sets.ts'

/** A remark for the person: message `warning.<code>`. */
export interface Remark {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

export interface Workbench {
  readonly clock: Clock
  readonly random: Random
  readonly files: Files
  readonly progress: Progress
  readonly prompter: Prompter
  readonly signal: AbortSignal
  readonly warn: (remark: Remark) => void
  /** Path of a data file that comes with the program. */
  readonly shipped?: (name: string) => string
  /** Folder of this account's state, for what has no place beside a journal on a server. */
  readonly stateFolder?: string
  readonly product: {readonly name: string; readonly version: string}
  readonly cdaReader: CdaReader
  readonly pdfInspector: PdfInspector
  /** How far documents are searched for the datamatrix INS printed in them; not at all when absent. */
  readonly datamatrixLook?: DatamatrixLook
  readonly keyFiles: KeyFiles
  readonly sheets: Sheets
  profile(): Promise<Profile>
  valueSets(): Promise<ValueSets>
  journal(): Promise<Journal>
  /** The journal as it is, to read alone, where `because` keeps it from being opened as usual. */
  journalToRead?(because: DmpError): Promise<Journal>
  /** Looks at the journal from outside, even when it cannot be opened. */
  journalHealth(watch?: ChainWatch): Promise<JournalHealth>
  quota(): Promise<Quota>
  link(): Promise<DmpLink>
  paramLps(): Promise<ParamLps>
  /** For how long a result that the journal does not take is tried again; not at all when absent. */
  readonly resultPatienceMs?: number
  /** Told at each try that the journal did not take a result, and (`undefined`) that it took it at last. */
  readonly journalTold?: (error: DmpError | undefined) => void
  /** The official schema pack, when one is configured. */
  schemaPack(): Promise<SchemaPack | undefined>
}
