import type {IdentitiesReport, ListedIdentities} from '../../../identities/identities.ts'
import {identityColumns} from '../../../identities/identity-columns.ts'
import {IdentityIndex} from '../../../identities/identity-index.ts'
import {
  type IdentityLine,
  type IdentityRules,
  identityLine,
  type UnqualifiedLine,
} from '../../../identities/identity-line.ts'
import {parisDay} from '../../../ins/birth-date.ts'
import type {Mapping} from '../../../mapping/mapping.ts'
import {readIdentitiesSection} from '../../../mapping/read-mapping.ts'
import type {Workbench} from '../../ports.ts'
import {mappingOf, type TabularOptions} from './tabular.ts'
import {openRows} from './tabular-rows.ts'
import type {SourceRow} from './tabular-source.ts'

export interface IdentitiesOptions extends Pick<TabularOptions, 'mapping' | 'columns' | 'sheet'> {
  /** Mapping file of the manifest: its section `identities`, if there is one, says how this file is read. */
  readonly inMapping?: string | undefined
  /** An identity checked longer ago is counted as old; 365 days unless said. */
  readonly maxAgeDays?: number | undefined
  /** Told of each line: what it says, or why it cannot be used; with the word of the source for the status. */
  readonly seen?: ((line: number, read: SeenLine, status: string | undefined) => void) | undefined
  /** Waited for between pieces of the file. */
  readonly between?: (() => Promise<void>) | undefined
  /** Nothing is remarked upon: the report is shown whole. */
  readonly quiet?: boolean | undefined
}

export type SeenLine =
  | IdentityLine
  | UnqualifiedLine
  | {readonly fault: {readonly field: string; readonly reason: string}}

type Bench = Pick<Workbench, 'files' | 'profile' | 'signal' | 'sheets' | 'clock' | 'warn'>

/** Faulty lines that are named; the rest are counted. */
const NAMED = 1000
const DAY_MS = 86_400_000
const MAX_AGE_DAYS = 365

/**
 * Loads an identities file: CSV, workbook or NDJSON, under its canonical names or through a mapping. What is doubtful in
 * it is remarked upon; what is said of a patient is said with each of his documents.
 * @throws DmpError DMP_MANIFEST_UNREADABLE, DMP_MAPPING_INVALID, DMP_FILE_UNREADABLE, DMP_XML_REFUSED
 */
export async function loadIdentities(
  bench: Bench,
  path: string,
  options: IdentitiesOptions = {},
): Promise<ListedIdentities> {
  const file = bench.files.resolve(path)
  const section = options.inMapping === undefined ? undefined : await sectionOf(bench, options.inMapping)
  const mapping = await mappingOf(bench, {...options, mapping: options.mapping ?? section}, identityColumns)
  const opened = await openRows(bench, file, mapping, identityColumns)
  const profile = await bench.profile()
  const index = new IdentityIndex(profile.structure.ippOid)
  const loading = new Loading(
    index,
    {profile, qualifiedWords: mapping.identity, today: parisDay(bench.clock.now())},
    options.seen,
  )
  for await (const block of opened.rows()) {
    for (const row of block) loading.add(row)
    await options.between?.()
  }
  const since = bench.clock.now() - (options.maxAgeDays ?? MAX_AGE_DAYS) * DAY_MS
  const {doubts, usable, old} = index.count(
    Number(new Date(since).toISOString().slice(0, 10).replaceAll('-', '')),
  )
  const report: IdentitiesReport = {
    file,
    lines: loading.lines,
    patients: index.patients,
    usable,
    doubts,
    faulty: loading.faulty,
    faults: loading.faults,
    warnings: Object.fromEntries(loading.warnings),
    old,
  }
  if (!options.quiet) tell(bench, report, options.maxAgeDays ?? MAX_AGE_DAYS)
  return {
    find: (ipp) => index.find(ipp),
    hasNear: (ipp) => index.hasNear(ipp),
    currentOf: (former) => index.currentOf(former),
    each: () => index.each(),
    mergedInto: (ipp) => index.mergedInto(ipp),
    ippOf: (ins) => index.ippOf(ins),
    report,
  }
}

function tell(
  {warn}: Bench,
  {file, faulty, faults, doubts, warnings, old}: IdentitiesReport,
  days: number,
): void {
  const [first] = faults
  if (first)
    warn({
      code: 'identities-faulty',
      params: {file, count: faulty, line: first.line, field: first.field, reason: first.reason},
    })
  for (const [reason, count] of Object.entries(doubts))
    if (reason !== 'identity-faulty') warn({code: `identities.${reason}`, params: {file, count}})
  const unusual = Object.values(warnings).reduce((sum, count) => sum + count, 0)
  if (unusual > 0) warn({code: 'identities-unusual', params: {file, count: unusual}})
  if (old > 0) warn({code: 'identities-old', params: {file, count: old, days}})
}

async function sectionOf({files}: Bench, path: string): Promise<Mapping | undefined> {
  return readIdentitiesSection(await files.read(path, {maxBytes: 1024 * 1024}), path, identityColumns)
}

class Loading {
  lines = 0
  faulty = 0
  readonly faults: {line: number; field: string; reason: string}[] = []
  readonly warnings = new Map<string, number>()
  readonly #index: IdentityIndex
  readonly #rules: IdentityRules
  readonly #seen: IdentitiesOptions['seen']

  constructor(index: IdentityIndex, rules: IdentityRules, seen: IdentitiesOptions['seen']) {
    this.#index = index
    this.#rules = rules
    this.#seen = seen
  }

  add({line, mapped, fault, passedOver}: SourceRow): void {
    if (passedOver) return
    this.lines += 1
    const values = mapped?.fields.values
    const ipp = values?.get('ipp')
    const into = values?.get('merged_into')
    if (ipp !== undefined && into !== undefined && into !== ipp) {
      this.#index.addMerged(ipp, into, line)
      return
    }
    const [problem] = fault ? [fault] : (mapped?.fields.problems ?? [])
    const read = problem || !values ? [] : identityLine((name) => values.get(name), this.#rules)
    if (!Array.isArray(read)) {
      if ('ins' in read) this.#index.add(read, line)
      else this.#index.addUnqualified(read, line)
      this.#seen?.(line, read, values?.get('identity_status') ?? values?.get('status'))
      for (const warning of read.warnings) this.warnings.set(warning, (this.warnings.get(warning) ?? 0) + 1)
      return
    }
    const {field, reason} = problem ?? read[0] ?? {field: '-', reason: 'json'}
    this.faulty += 1
    if (this.faults.length < NAMED) this.faults.push({line, field, reason})
    this.#seen?.(line, {fault: {field, reason}}, undefined)
    if (ipp !== undefined) this.#index.addFaulty(ipp, line)
  }
}
