import {CLOSED_MEANWHILE, IDENTIFIER_TAKEN, isKeptInDoubt} from '../../../batch/at-the-dmp.ts'
import {NOT_FOUND_AFTER_SENDING, NOT_FOUND_CAUSES} from '../../../batch/not-found.ts'
import {uniqueIdOf} from '../../../cda/read-header.ts'
import type {Hold, JournalItem, PlannedItem} from '../../../ports/journal.ts'
import type {PlanIndex, RecordRelations} from '../../../ports/plan-index.ts'
import {itemToContinue} from '../../submission/known-item.ts'
import {numberHolder} from '../../submission/number-known.ts'
import {notFoundFacts} from '../../submission/once-more.ts'
import type {PreparedDocument} from '../../submission/prepare-document.ts'
import type {SubmissionRequest} from '../../submission/submission-request.ts'
import type {Candidate, LocalFacts, Verdict} from '../candidate.ts'
import {type HeldNames, holdFacts, holdsOnNames, namesOfDocument, namesOfRequest} from '../held-document.ts'
import type {SentBefore} from '../inputs/sent-before.ts'
import {againstDeleted} from './against-deleted.ts'
import {freezeRequest, type PlanFacts, type PlannedTarget, prepareForPlan} from './freeze-request.ts'
import type {Identifiers} from './identifiers.ts'
import {judgeDeletion} from './judge-deletion.ts'
import {type Against, keptBackAfter} from './kept-back.ts'
import type {KnownVersions} from './known-versions.ts'
import type {PlanRow} from './plan-row.ts'
import type {PlanBench} from './plan-wish.ts'
import {lookingOnce} from './read-once.ts'
import {namesOf} from './record-key.ts'
import {targetFor} from './replacement-target.ts'
import type {Judged} from './row-writer.ts'
import type {Settling} from './settle.ts'
import type {Sieve} from './sieve.ts'
import {againstDeletions, type TakenIds} from './taken-ids.ts'
import {verdictOfError} from './verdict-of-error.ts'
import type {VersionChains} from './version-chains.ts'
import type {WhoIsWho} from './who-is-who.ts'

/** What every record is judged with. */
export interface Bar {
  readonly bench: PlanBench
  readonly index: PlanIndex
  readonly identifiers: Identifiers
  readonly known: KnownVersions
  readonly facts: PlanFacts
  readonly ids: TakenIds
  currentOf(former: string): string | undefined
  readonly settling: Settling
  readonly sieve: Sieve
  readonly again: boolean
  /** Something was deleted from the DMP, and nobody asked for it again. */
  readonly keepsDeleted: boolean
  /** Told of each hold that kept a record back. */
  readonly onHold: (hold: Hold) => void
  readonly sentBefore: SentBefore
  readonly whoIsWho: WhoIsWho
  readonly chains: VersionChains
}

/** Where a record stands in the plan. */
type Place = Pick<PlanRow, 'n' | 'turn'>

type Outcome =
  | (Against & {readonly local?: LocalFacts})
  | {readonly item: PlannedItem; readonly notes: readonly string[]}

/** The verdict on one record: never an exception for what is wrong with it alone. @throws what stops the plan */
export async function judge(
  bar: Bar,
  candidate: Candidate,
  place: Place,
  relations: RecordRelations,
): Promise<Judged> {
  let outcome: Outcome
  try {
    outcome = await weigh(bar, candidate, place.n, relations)
  } catch (error) {
    outcome = {verdict: verdictOfError(error)}
  }
  const judged = judgedRow(candidate, place, outcome)
  const keepsBack = 'verdict' in outcome ? keptBackAfter(candidate, outcome) : undefined
  return keepsBack ? {...judged, keepsBack} : judged
}

/** The document that a record names or brings, whatever becomes of it. */
function numberOf({document, deletion, keepsBack}: Candidate): string | undefined {
  return document?.uniqueId ?? deletion?.uniqueId ?? keepsBack?.uniqueIds[0]
}

function judgedRow(candidate: Candidate, {n, ...turn}: Place, outcome: Outcome): Judged {
  const {action, local, repairs = []} = candidate
  const repaired = repairs.map(({code, field}) => `repair:${code}:${field}`)
  const names = {n, action, ...namesOf(candidate, turn)}
  if ('verdict' in outcome) {
    const uniqueId = outcome.uniqueId ?? numberOf(candidate)
    const row: PlanRow = {
      ...names,
      ...outcome.verdict,
      local: outcome.local ?? local,
      ...(uniqueId ? {uniqueId} : {}),
      ...(repaired.length > 0 ? {notes: repaired} : {}),
    }
    return {row}
  }
  const {item} = outcome
  const notes = [...repaired, ...outcome.notes]
  const row: PlanRow = {
    ...names,
    class: 'ready',
    itemId: item.id,
    uniqueId: item.documentUniqueId,
    local: {...localOf(item), ...local},
    ...(notes.length > 0 ? {notes} : {}),
  }
  return {row, item}
}

/** What the document itself says of the patient and of what it is, where the source did not. */
function localOf({ipp, venue, sourceId, unit, title, typeCode}: PlannedItem): LocalFacts {
  const all = {ipp, venue, sourceId, unit, title, typeCode}
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

async function weigh(
  bar: Bar,
  candidate: Candidate,
  n: number,
  relations: RecordRelations,
): Promise<Outcome> {
  if (candidate.verdict) return waiting(bar, candidate, candidate.verdict, n)
  const chained = bar.chains.verdict(candidate)
  if (chained) return {verdict: chained, ...optional('uniqueId', numberOf(candidate))}
  const related = againstOthers(relations, n)
  if (related) return {verdict: related}
  if (candidate.action === 'delete') {
    const done = await bar.sentBefore.verdict(candidate, {uniqueId: candidate.deletion?.uniqueId})
    if (done) return {verdict: done}
    const made = await judgeDeletion(bar.bench, candidate, bar)
    return 'item' in made ? {item: made.item, notes: []} : made
  }
  const {request} = candidate
  if (!request) return {verdict: {class: 'rejected', reason: 'DMP_MISSING_VALUE', params: {names: '-'}}}
  const known = withLocal(request, candidate.local)
  const early = (await heldUnder(bar, namesOfRequest(known))) ?? bar.sieve.early(candidate)
  if (early) return {verdict: early}
  const doubt = await bar.whoIsWho.verdict(bar.bench, candidate)
  if (doubt) return {verdict: doubt}
  return weighRequest({...bar, bench: lookingOnce(bar.bench)}, known, candidate, n)
}

/** What its reader keeps back is deleted later all the same: both the document and the order are then dealt with. */
async function waiting(bar: Bar, candidate: Candidate, verdict: Verdict, n: number): Promise<Outcome> {
  const uniqueId = candidate.document?.uniqueId
  const isDocument = candidate.action !== 'delete' && !candidate.keepsBack && !bar.chains.verdict(candidate)
  if (!isDocument || verdict.class !== 'held' || !uniqueId) return {verdict}
  const deleted = await againstDeletions(bar.index, {ids: [uniqueId]}, n)
  return {verdict: deleted ?? verdict, uniqueId}
}

function optional<Name extends string>(name: Name, value: string | undefined): {[key in Name]?: string} {
  return (value === undefined ? {} : {[name]: value}) as {[key in Name]?: string}
}

const LOCAL = ['ipp', 'venue', 'sourceId', 'unit'] as const

/** What the source says of a record is the document's too, where its request leaves it open. */
function withLocal(request: SubmissionRequest, local: LocalFacts): SubmissionRequest {
  const told = LOCAL.flatMap((name) => (local[name] && !request[name] ? [[name, local[name]]] : []))
  return {...request, ...Object.fromEntries(told)}
}

/** Holds win over everything: looked at before the file is opened, and again when it has said whose it is. */
async function heldUnder({bench, onHold}: Bar, names: HeldNames): Promise<Verdict | undefined> {
  const holds = await holdsOnNames(bench, names)
  for (const hold of holds) onHold(hold)
  const [first] = holds
  if (!first) return undefined
  const isNear = first.kind === 'ipp' && first.value !== names.ipp
  return {
    class: 'held',
    reason: isNear ? 'ipp-near-hold' : 'DMP_HELD',
    params: holdFacts(first),
  }
}

/** What the other records of the plan say against this one. */
function againstOthers({twin, strangers, otherBytes}: RecordRelations, n: number): Verdict | undefined {
  if (strangers.length > 0)
    return {class: 'held', reason: 'same-bytes-other-patient', params: {records: list([n, ...strangers])}}
  if (otherBytes.length > 0)
    return {class: 'held', reason: 'same-number-other-bytes', params: {records: list([n, ...otherBytes])}}
  if (twin !== undefined) return {class: 'excluded', reason: 'duplicate-row', params: {first: twin}}
  return undefined
}

const list = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b).join(', ')

async function weighRequest(
  bar: Bar,
  request: SubmissionRequest,
  candidate: Candidate,
  n: number,
): Promise<Outcome> {
  const {bench, index} = bar
  const prepared = await prepareForPlan(bench, request)
  const uniqueId = prepared.reading && uniqueIdOf(prepared.reading.header.id)
  const against = (verdict: Verdict): Outcome => ({
    verdict,
    sha256: prepared.sourceSha256,
    ...(uniqueId ? {uniqueId} : {}),
  })
  if (!(await index.hasContent(n, prepared.sourceSha256)))
    return against({class: 'held', reason: 'DMP_SOURCE_CHANGED'})
  if (bar.settling.isYoung((await bench.files.facts(request.file)).modifiedMs))
    return against({class: 'held', reason: 'file-growing'})
  if (prepared.findings.some(({rule, params}) => rule === 'INS-COHERENCE' && params['trait'] === 'sex'))
    return against({class: 'held', reason: 'patient-sex'})
  const sifted = bar.sieve.whole(candidate, prepared)
  if (sifted) return against(sifted)
  const {sourceSha256: sha256, ins} = prepared
  const known = await bar.sentBefore.verdict(candidate, {uniqueId, sha256, matricule: ins.matricule})
  if (known) return against(known)
  const {documentId, sourceId} = request
  const deleted = await againstDeletions(index, {ids: [uniqueId, documentId], sourceId, sha256}, n)
  if (deleted) return against(deleted)
  const held = await heldUnder(bar, namesOfDocument(prepared))
  if (held) return against(held)
  const target = request.action === 'replace' ? await targetFor(bar, prepared) : undefined
  if (target && 'class' in target) return against(target)
  const earlier = await againstJournal(bar, prepared, target)
  if (earlier) return against(earlier)
  const {item, findings} = await freezeRequest(bench, prepared, {...bar, origin: candidate.origin, target})
  return {item, notes: findings.map(({rule, severity}) => `${severity === 'info' ? 'info' : 'rule'}:${rule}`)}
}

/** What the journal says: sent or planned before, another patient's, or the same number with other bytes. */
async function againstJournal(
  {bench, again, keepsDeleted, known}: Bar,
  prepared: PreparedDocument,
  target: PlannedTarget | undefined,
): Promise<Verdict | undefined> {
  const open = await itemToContinue(bench, prepared, again, target)
  if (open && isKeptInDoubt(open)) return {class: 'held', reason: doubtOf(open), params: notFoundFacts(open)}
  if (open) return {class: 'excluded', reason: 'already-planned', params: whereabouts(open)}
  const gone = keepsDeleted
    ? await againstDeleted({bench, known}, prepared, {replaces: target !== undefined})
    : undefined
  if (gone) return gone
  const holder = await numberHolder(bench, prepared, {again, setId: target?.setId, known})
  if (!holder) return undefined
  const {item, number} = holder
  const reason = number === 'unique-id' ? 'same-id-other-bytes' : 'number-known'
  return {class: 'held', reason, params: {uniqueId: item.documentUniqueId}}
}

/** Why what may be at the DMP already is not planned once more. */
function doubtOf({cause = ''}: JournalItem): string {
  if (NOT_FOUND_CAUSES.includes(cause)) return NOT_FOUND_AFTER_SENDING
  return cause === IDENTIFIER_TAKEN ? 'number-taken' : cause === CLOSED_MEANWHILE ? cause : 'kept-in-doubt'
}

function whereabouts({documentUniqueId, state, batchId}: JournalItem): Record<string, string> {
  return {uniqueId: documentUniqueId, state, batch: batchId ?? '-'}
}
