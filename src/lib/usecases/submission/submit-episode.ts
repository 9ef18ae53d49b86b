/**
 * Documents of one episode of care in one lot (REC_2.1-1160), an option: the default is one document per lot, because a
 * lot is accepted or refused whole and one bad document would take its neighbours with it.
 */
import {alreadySent} from '../../batch/one-submission.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Workbench} from '../ports.ts'
import {type Allotted, allotIds} from './plan-item.ts'
import type {SubmissionRequest} from './submission-request.ts'
import {
  type Admitted,
  admit,
  afterRefusal,
  continued,
  type PlannedDocument,
  planDocument,
  recordPlan,
  type SubmitOptions,
  type Submitted,
  sendPlanned,
  settled,
} from './submit-one.ts'

export type EpisodeResult = {readonly submitted: Submitted} | {readonly error: unknown}

/** Documents of the same episode: same patient, same visit. A document without a visit is alone. */
export function episodeOf({patient, venue}: SubmissionRequest): string | undefined {
  return patient && venue ? `${patient.ins.oid} ${patient.ins.matricule} ${venue}` : undefined
}

/** A document of the lot, and its place among the requests. */
interface Member {
  readonly at: number
  readonly admitted: Admitted
  readonly document: PlannedDocument
}

/** The same bytes for the same patient, listed once more: its end is that of the member named first. */
interface Repeat {
  readonly at: number
  readonly of: number
}

async function attempt<T>(work: () => Promise<T>): Promise<{readonly value: T} | {readonly error: unknown}> {
  try {
    return {value: await work()}
  } catch (error) {
    return {error}
  }
}

async function result(work: () => Promise<Submitted>): Promise<EpisodeResult> {
  const done = await attempt(work)
  return 'error' in done ? done : {submitted: done.value}
}

const sameBytes = ({prepared: one}: Admitted, {prepared: other}: Admitted) =>
  one.sourceSha256 === other.sourceSha256 &&
  one.ins.matricule === other.ins.matricule &&
  one.ins.oid === other.ins.oid

/** Results in the order of the requests; a document that cannot be made leaves the lot, the others go. */
export async function submitEpisode(
  bench: Workbench,
  requests: readonly SubmissionRequest[],
  options: SubmitOptions,
): Promise<EpisodeResult[]> {
  const results: EpisodeResult[] = []
  const members: Member[] = []
  const repeats: Repeat[] = []
  let lot: Allotted | undefined
  for (const [at, request] of requests.entries()) {
    const looked = await attempt(() => admit(bench, request, options))
    if ('error' in looked) {
      results[at] = looked
      continue
    }
    const admitted = looked.value
    const {open} = admitted
    const first = members.find((member) => sameBytes(member.admitted, admitted))
    if (first) repeats.push({at, of: first.at})
    else if (open) results[at] = await result(() => continued(bench, admitted, open, options))
    else {
      await bench.link()
      const ids: Allotted = {
        ...(await allotIds(bench)),
        ...(lot ? {set: lot.set, signature: lot.signature} : {}),
      }
      const document = await attempt(() => planDocument(bench, admitted, ids))
      if ('error' in document) results[at] = document
      else {
        lot ??= ids
        members.push({at, admitted, document: document.value})
      }
    }
  }
  await send(bench, await planned(bench, members, options, results), results)
  for (const {at, of} of repeats) results[at] = await repeated(bench, results[of])
  return results
}

/** The members that the journal took; one whose bytes another process planned first goes on with that item. */
async function planned(
  bench: Workbench,
  members: readonly Member[],
  options: SubmitOptions,
  results: EpisodeResult[],
): Promise<readonly Member[]> {
  const [first] = members
  if (!first) return []
  // One submission time for the lot: that of its first document.
  const {submissionTime} = first.document.item
  let lot = members.map((member) => ({
    ...member,
    document: {...member.document, item: {...member.document.item, submissionTime}},
  }))
  while (lot.length > 0) {
    const taken = await attempt(() =>
      recordPlan(
        bench,
        lot.map(({document}) => document),
        options.again,
      ),
    )
    if (!('error' in taken)) return lot
    const {error} = taken
    const id = error instanceof DmpError ? error.details['refused'] : undefined
    const refused = lot.find(({document}) => document.item.id === id)
    for (const {at, admitted} of refused ? [refused] : lot)
      results[at] = await result(() => afterRefusal(bench, admitted, options, error))
    lot = refused ? lot.filter((member) => member !== refused) : []
  }
  return []
}

async function send(bench: Workbench, lot: readonly Member[], results: EpisodeResult[]): Promise<void> {
  if (lot.length === 0) return
  const ending = await attempt(() =>
    sendPlanned(
      bench,
      lot.map(({document}) => document),
    ),
  )
  for (const {at, document} of lot)
    results[at] =
      'error' in ending
        ? ending
        : await result(async () => settled(ending.value, document.item, document.findings))
}

/** @see Repeat: what the DMP holds now is a duplicate, what it does not hold yet waits with its first mention. */
async function repeated(bench: Workbench, first: EpisodeResult | undefined): Promise<EpisodeResult> {
  if (!first || 'error' in first)
    return first ?? {error: new RangeError('a repeat follows its first mention')}
  const [item] = await (await bench.journal()).items({ids: [first.submitted.item.id]})
  return item ? {error: alreadySent(item)} : first
}
