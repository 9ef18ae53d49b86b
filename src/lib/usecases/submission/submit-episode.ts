/**
 * Documents of one episode of care in one lot (REC_2.1-1160), an option: the default is one document per lot, because a
 * lot is accepted or refused whole and one bad document would take its neighbours with it.
 */
import type {Workbench} from '../ports.ts'
import {goOn} from './go-on.ts'
import {type Allotted, allotIds} from './plan-item.ts'
import {sendLot} from './send-lot.ts'
import type {SubmissionRequest} from './submission-request.ts'
import {
  type Admitted,
  admit,
  type PlannedDocument,
  planDocument,
  recordPlan,
  type SubmitOptions,
  type Submitted,
  settled,
} from './submit-one.ts'

export type EpisodeResult = {readonly submitted: Submitted} | {readonly error: unknown}

/** Documents of the same episode: same patient, same visit. A document without a visit is alone. */
export function episodeOf({patient, venue}: SubmissionRequest): string | undefined {
  return patient && venue ? `${patient.ins.oid} ${patient.ins.matricule} ${venue}` : undefined
}

async function attempt<T>(work: () => Promise<T>): Promise<{readonly value: T} | {readonly error: unknown}> {
  try {
    return {value: await work()}
  } catch (error) {
    return {error}
  }
}

/** Results in the order of the requests; a document that cannot be made leaves the lot, the others go. */
export async function submitEpisode(
  bench: Workbench,
  requests: readonly SubmissionRequest[],
  options: SubmitOptions,
): Promise<EpisodeResult[]> {
  const results: EpisodeResult[] = []
  const planned: {readonly at: number; readonly document: PlannedDocument}[] = []
  let lot: Allotted | undefined
  for (const [at, request] of requests.entries()) {
    const admitted = await attempt(() => admit(bench, request, options))
    if ('error' in admitted) results[at] = admitted
    else if (admitted.value.open) results[at] = await continued(bench, admitted.value, admitted.value.open)
    else {
      await bench.link()
      const ids: Allotted = {
        ...(await allotIds(bench)),
        ...(lot ? {set: lot.set, signature: lot.signature} : {}),
      }
      const document = await attempt(() => planDocument(bench, admitted.value, ids))
      if ('error' in document) results[at] = document
      else {
        lot ??= ids
        planned.push({at, document: document.value})
      }
    }
  }
  await send(bench, planned, results)
  return results
}

async function continued(
  bench: Workbench,
  {prepared}: Admitted,
  open: NonNullable<Admitted['open']>,
): Promise<EpisodeResult> {
  const done = await attempt(async () => settled(await goOn(bench, open), open, prepared.findings))
  return 'error' in done ? done : {submitted: done.value}
}

async function send(
  bench: Workbench,
  planned: readonly {readonly at: number; readonly document: PlannedDocument}[],
  results: EpisodeResult[],
): Promise<void> {
  if (planned.length === 0) return
  const documents = planned.map(({document}) => document)
  // One submission time for the lot: that of its first document.
  const time = documents[0]?.item.submissionTime ?? ''
  const lot = documents.map((document) => ({...document, item: {...document.item, submissionTime: time}}))
  const ending = await attempt(async () => {
    await recordPlan(bench, lot)
    return sendLot(bench, lot, 'nothing')
  })
  for (const [index, {at}] of planned.entries()) {
    const document = lot[index]
    if (!document) continue
    if ('error' in ending) results[at] = ending
    else {
      const one = await attempt(async () => settled(ending.value, document.item, document.findings))
      results[at] = 'error' in one ? one : {submitted: one.value}
    }
  }
}
