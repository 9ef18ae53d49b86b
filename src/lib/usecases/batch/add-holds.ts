import {DmpError} from '../../errors/dmp-error.ts'
import type {ManifestProblem} from '../../manifest/manifest.ts'
import type {Hold, HoldKind, ItemQuery} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {wordValue} from '../submission/patient-of-flags.ts'
import {heldValue} from './held-value.ts'
import {type HoldFault, holdColumns, readHoldValue, readKind, readUntil} from './hold-columns.ts'
import {type ShownHold, shownHold, warnOfTyped} from './holds.ts'
import {detectInput} from './inputs/detect-input.ts'
import {readOppositions} from './inputs/oppositions.ts'
import {mappingOf} from './inputs/tabular.ts'
import {openRows} from './inputs/tabular-rows.ts'
import {waysToWriteIpp} from './near-ipp.ts'

type Bench = Pick<
  Workbench,
  'warn' | 'journal' | 'files' | 'clock' | 'signal' | 'sheets' | 'profile' | 'cdaReader'
>

/** What the operator says of the holds to lay; a list says it for each, and these where it does not. */
export interface HoldWish {
  readonly kind?: string | undefined
  /** As it is, `@file` or `-`. */
  readonly value?: string | undefined
  readonly reason?: string | undefined
  readonly until?: string | undefined
  readonly by: string
  /** A hold already on a name gives way, even to one that ends sooner. */
  readonly replace?: boolean | undefined
  /** List (CSV, workbook or NDJSON: kind, value, reason, until, by), or ADT messages with patients' oppositions. */
  readonly from?: string | undefined
}

export interface AddedHolds {
  /** The first of them; an INS is masked. */
  readonly holds: readonly ShownHold[]
  readonly added: number
  /** Already in force as they are. */
  readonly standing: number
  /** Not laid: the hold that stands on the name lasts as long or longer. */
  readonly weaker: number
  /** The first of those that stand. */
  readonly stronger: readonly ShownHold[]
  /** Documents planned and not sent that these keep back, where that can be looked up (not by unit or author). */
  readonly keepsBack: number
}

const SHOWN = 50

interface Stated {
  readonly kind: string
  readonly value: string
  readonly reason?: string | undefined
  readonly until?: string | undefined
  readonly by?: string | undefined
}

function invalid(file: string, line: number, reason: HoldFault, value = '-'): DmpError {
  const params = {file, line, reason, value: value.slice(0, 60)}
  return new DmpError('DMP_HOLD_INVALID', {params, details: {file, line, reason}})
}

/** What is wrong with one column; an end that is no date names the form that is expected. */
function inColumn(file: string, line: number, {field, reason}: ManifestProblem): DmpError {
  const isEnd = field === 'until'
  const params = {file, line, field, reason: isEnd ? 'until-form' : 'column', value: field}
  return new DmpError('DMP_HOLD_INVALID', {params, details: {file, line, field, reason}})
}

/** One hold, or the error that names the line. */
async function holdOf(
  bench: Bench,
  stated: Stated,
  wish: HoldWish,
  {file, line}: {readonly file: string; readonly line: number},
): Promise<Hold> {
  const fault = (reason: HoldFault, value?: string) => invalid(file, line, reason, value)
  const kind = readKind(stated.kind)
  if (!kind) throw fault('kind', stated.kind)
  const read = readHoldValue(kind, await heldValue(bench, kind, stated.value))
  if ('fault' in read) throw fault(read.fault)
  const reason = (stated.reason ?? wish.reason ?? '').trim()
  if (reason === '') throw fault('reason')
  const createdAt = bench.clock.now()
  const end = stated.until ?? wish.until
  const until = end === undefined ? undefined : readUntil(end)
  if (end !== undefined && until === undefined) throw fault('until', end)
  if (until !== undefined && until <= createdAt) throw fault('until-past', end)
  const by = stated.by ?? wish.by
  return {kind, value: read.value, reason, by, createdAt, ...(until === undefined ? {} : {until})}
}

/** Patients' oppositions in ADT messages (ZFA-9), as the hospital's exchange platform archived them. */
async function* fromMessages(bench: Bench, file: string, wish: HoldWish): AsyncGenerator<Hold> {
  for await (const {kind, value, reason, date} of readOppositions(bench, file)) {
    const stated = {kind, value, reason: wish.reason ?? `${reason}${date ? ` ${date}` : ''}`}
    yield await holdOf(bench, stated, wish, {file, line: 0})
  }
}

/** What is no input of ours at all is left to the reader of lists to refuse; a folder is never a list. */
async function isMessages(bench: Bench, file: string): Promise<boolean> {
  try {
    return (await detectInput(bench, file)) === 'hl7'
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_INPUT_UNCLEAR') return false
    throw error
  }
}

async function* fromList(bench: Bench, path: string, wish: HoldWish): AsyncGenerator<Hold> {
  const file = bench.files.resolve(path)
  if (await isMessages(bench, file)) {
    yield* fromMessages(bench, file, wish)
    return
  }
  const opened = await openRows(bench, file, await mappingOf(bench, {}, holdColumns), holdColumns)
  for await (const block of opened.rows())
    for (const {line, mapped, fault, passedOver} of block) {
      if (passedOver) continue
      const [problem] = mapped?.fields.problems ?? []
      if (problem) throw inColumn(file, line, problem)
      if (fault || !mapped) throw invalid(file, line, 'line')
      const {values} = mapped.fields
      const [kind = '', value = ''] = [values.get('kind'), values.get('value')]
      const [reason, until, by] = [values.get('reason'), values.get('until'), values.get('by')]
      yield await holdOf(bench, {kind, value, reason, until, by}, wish, {file, line})
    }
}

async function* statedHolds(bench: Bench, wish: HoldWish): AsyncGenerator<Hold> {
  if (wish.from !== undefined) yield* fromList(bench, wish.from, wish)
  const {kind, value} = wish
  if (kind === undefined && value === undefined) return
  const given = value === undefined ? '' : await wordValue(bench, value)
  if (kind === 'ins') warnOfTyped(bench, value)
  yield await holdOf(bench, {kind: kind ?? '', value: given}, wish, {file: '-', line: 0})
}

const QUERIES: Readonly<Partial<Record<HoldKind, (value: string) => ItemQuery>>> = {
  source_id: (sourceId) => ({sourceId}),
  document_id: (id) => ({documentUniqueId: id as NonNullable<ItemQuery['documentUniqueId']>}),
  file_sha256: (sourceSha256) => ({sourceSha256}),
}

/** Documents planned and not sent under these names; an INS is looked for under every OID. */
async function keptBack(bench: Bench, holds: readonly Hold[]): Promise<number> {
  const journal = await bench.journal()
  const {ins} = await bench.profile()
  const ids = new Set<string>()
  for (const {kind, value} of holds) {
    const queries =
      kind === 'ins'
        ? ins.allowedOids.map(
            (oid): ItemQuery => ({ins: {matricule: value, oid} as NonNullable<ItemQuery['ins']>}),
          )
        : kind === 'ipp'
          ? waysToWriteIpp(value).map((ipp): ItemQuery => ({ipp}))
          : [QUERIES[kind]?.(value)]
    for (const query of queries)
      if (query)
        for (const {id} of await journal.items({...query, states: ['planned', 'deferred', 'unknown']}))
          ids.add(id)
  }
  return ids.size
}

/**
 * `batch hold add`: from now on, nothing that bears one of these names leaves; re-read before each send. A list is taken
 * whole or not at all.
 * @throws DmpError DMP_HOLD_INVALID naming file and line, DMP_MANIFEST_UNREADABLE, DMP_MISSING_VALUE
 */
export async function addHolds(bench: Bench, wish: HoldWish): Promise<AddedHolds> {
  const stated: Hold[] = []
  for await (const hold of statedHolds(bench, wish)) stated.push(hold)
  if (stated.length === 0) throw invalid(wish.from ?? '-', 0, 'empty')
  const journal = await bench.journal()
  const now = bench.clock.now()
  const known = (await journal.holdsOn(stated)).filter(({until}) => until === undefined || until > now)
  const {fresh, standing, stronger} = beside(known, stated, wish.replace ?? false)
  if (fresh.length > 0) await journal.hold(fresh)
  return {
    holds: fresh.slice(0, SHOWN).map(shownHold),
    added: fresh.length,
    standing,
    weaker: stronger.length,
    stronger: stronger.slice(0, SHOWN).map(shownHold),
    keepsBack: await keptBack(bench, stated),
  }
}

const endOf = ({until}: Hold) => until ?? Number.POSITIVE_INFINITY

/**
 * One name bears one hold. What would end sooner than the hold that stands, or as soon for another reason, is kept out;
 * what lasts longer takes its place and keeps its reason too. Nothing is shortened unless that is asked for.
 */
function beside(known: readonly Hold[], stated: readonly Hold[], replace: boolean) {
  const nameOf = ({kind, value}: Hold) => `${kind} ${value}`
  const before = new Map(known.map((hold) => [nameOf(hold), hold]))
  const fresh = new Map<string, Hold>()
  const stronger: Hold[] = []
  let standing = 0
  for (const hold of stated) {
    const name = nameOf(hold)
    // What the operator replaces is what stood before, not what he states beside it.
    const there = fresh.get(name) ?? before.get(name)
    const replaced = replace && !fresh.has(name)
    if (there && there.reason === hold.reason && there.until === hold.until) standing += 1
    else if (!there || replaced) fresh.set(name, hold)
    else if (endOf(hold) > endOf(there)) fresh.set(name, {...hold, reason: bothReasons(hold, there)})
    else stronger.push(there)
  }
  return {fresh: [...fresh.values()], standing, stronger}
}

function bothReasons({reason}: Hold, before: Hold): string {
  const reasons = before.reason.split(' ; ')
  return reasons.includes(reason) ? before.reason : [reason, ...reasons].join(' ; ')
}
