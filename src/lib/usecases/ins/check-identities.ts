import {CSV_START} from '../../csv/csv-line.ts'
import type {ListedIdentities} from '../../identities/identities.ts'
import {readIdentityStatus} from '../../ins/identity-status.ts'
import type {Outputs, TextOutput} from '../../ports/outputs.ts'
import {type IdentitiesOptions, loadIdentities, type SeenLine} from '../batch/inputs/tabular-identities.ts'
import type {Workbench} from '../ports.ts'
import {compareIdentities} from './compare-identities.ts'
import type {IdentitiesCheck, IdentityChange} from './identities-report.ts'
import {journalLists} from './journal-lists.ts'
import {isNormalised, PASSING_HEADER, passingLine} from './passing-line.ts'
import {Remarks} from './remarks.ts'

type Bench = Pick<Workbench, 'files' | 'profile' | 'signal' | 'sheets' | 'clock' | 'warn' | 'journal'> & {
  readonly outputs: Outputs
}

export interface IdentitiesWish
  extends Pick<IdentitiesOptions, 'mapping' | 'columns' | 'sheet' | 'maxAgeDays'> {
  readonly file: string
  /** Earlier file, read in the same way. */
  readonly against?: string | undefined
  /** Folder for the lists that the journal gives; without one the journal is not opened. */
  readonly journalLists?: string | undefined
  /** Where qualified identities go, normalised. */
  readonly output?: string | undefined
  readonly report?: string | undefined
  readonly force: boolean
}

/**
 * `ins identities`: an identities file looked at before any document is planned with it: faults, statuses, doubles,
 * changes since an earlier file, documents already sent under another INS.
 * @throws DmpError DMP_MANIFEST_UNREADABLE, DMP_MAPPING_INVALID, DMP_FILE_UNREADABLE, DMP_FILE_EXISTS, DMP_JOURNAL_*
 */
export async function checkIdentities(bench: Bench, wish: IdentitiesWish): Promise<IdentitiesCheck> {
  const outputs = new Written(bench, wish.force)
  try {
    const remarks = new Remarks(await outputs.open('report', wish.report))
    const seen = new SeenLines(remarks)
    const options = {mapping: wish.mapping, columns: wish.columns, sheet: wish.sheet, quiet: true}
    const identities = await loadIdentities(bench, wish.file, {
      ...options,
      maxAgeDays: wish.maxAgeDays,
      seen: (line, read, status) => seen.take(line, read, status),
      between: () => remarks.flush(),
    })
    await remarks.flush()
    const deceased = await walk(identities, remarks, await outputs.open('identities', wish.output))
    const changes =
      wish.against === undefined
        ? null
        : {
            file: wish.against,
            counts: await changesSince(
              identities,
              await loadIdentities(bench, wish.against, options),
              remarks,
            ),
          }
    const lists =
      wish.journalLists === undefined
        ? undefined
        : await journalLists(bench, identities, wish.journalLists, wish.force)
    await remarks.flush()
    await outputs.finish()
    const {file, lines, patients, usable, doubts, faulty, warnings, old} = identities.report
    return {
      ...{file, lines, patients, usable, doubts, faulty, warnings, old, deceased, changes},
      statuses: Object.fromEntries(seen.statuses),
      normalised: seen.normalised,
      sent: lists?.sent ?? null,
      remarks: remarks.shown,
      more: remarks.more,
      written: {...outputs.paths, ...lists?.written},
    }
  } catch (error) {
    await outputs.discard()
    throw error
  }
}

/** What lines say one by one, before patients are made of them. */
class SeenLines {
  readonly statuses = new Map<string, number>()
  normalised = 0
  readonly #remarks: Remarks

  constructor(remarks: Remarks) {
    this.#remarks = remarks
  }

  take(line: number, read: SeenLine, word: string | undefined): void {
    if ('fault' in read) {
      const {field, reason} = read.fault
      this.#remarks.add({line, ipp: null, what: 'fault', detail: `${field} ${reason}`})
      return
    }
    const status = readIdentityStatus(word ?? '') ?? (read.doubt === 'identity-not-qualified' ? '-' : 'QUAL')
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1)
    if ('traits' in read && read.traits && !isNormalised(read.traits)) this.normalised += 1
    for (const warning of read.warnings) {
      const [rule, detail = null] = warning.split('/')
      this.#remarks.add({line, ipp: read.ipp, what: rule as `INS-${string}`, detail})
    }
  }
}

/** Remarks on patients in doubt, and writes the others; answers how many are deceased. */
async function walk(
  identities: ListedIdentities,
  remarks: Remarks,
  output: TextOutput | undefined,
): Promise<number> {
  let deceased = 0
  await output?.write(CSV_START + PASSING_HEADER)
  for (const one of identities.each()) {
    if (one.deceased) deceased += 1
    const {ipp, line, found} = one
    if ('doubt' in found && found.doubt !== 'identity-faulty') {
      if (remarks.add({line, ipp, what: found.doubt, detail: null})) await remarks.flush()
      continue
    }
    const text = output && passingLine(one)
    if (text) await output.write(text)
  }
  return deceased
}

async function changesSince(
  now: ListedIdentities,
  before: ListedIdentities,
  remarks: Remarks,
): Promise<Partial<Record<IdentityChange, number>>> {
  const counts: Partial<Record<IdentityChange, number>> = {}
  for (const change of compareIdentities(now, before)) {
    counts[change.what] = (counts[change.what] ?? 0) + 1
    // A new patient is no news.
    if (change.what !== 'added' && remarks.add(change)) await remarks.flush()
  }
  return counts
}

/** Files of this command: all of them, or none. */
class Written {
  readonly paths: Record<string, string> = {}
  readonly #opened: TextOutput[] = []
  readonly #bench: Bench
  readonly #force: boolean

  constructor(bench: Bench, force: boolean) {
    this.#bench = bench
    this.#force = force
  }

  async open(name: string, path: string | undefined): Promise<TextOutput | undefined> {
    if (path === undefined) return undefined
    const output = await this.#bench.outputs.stream(this.#bench.files.resolve(path), {force: this.#force})
    this.#opened.push(output)
    this.paths[name] = path
    return output
  }

  async finish(): Promise<void> {
    for (const output of this.#opened) await output.finish()
  }

  async discard(): Promise<void> {
    for (const output of this.#opened) await output.discard()
  }
}
