import type {Answer} from '../../answers/answer.ts'
import {isAccepted, isTaken} from '../../answers/answer-error.ts'
import {NOT_FOUND_AFTER_SENDING} from '../../batch/not-found.ts'
import {utcDigits} from '../../cda/times.ts'
import type {DmpError} from '../../errors/dmp-error.ts'
import {packSignature} from '../../evidence/kept-signature.ts'
import type {EntryUuid} from '../../ids/identifiers.ts'
import type {ItemChange, JournalItem, PlannedItem} from '../../ports/journal.ts'
import {soapEnvelope} from '../../soap/envelope.ts'
import {bytesSource, mtomMessage} from '../../soap/mtom.ts'
import type {DocumentTrace} from '../../traces/trace-fields.ts'
import {signLot} from '../../xades/sign-lot.ts'
import type {LotDocument, SubmissionSet} from '../../xds/model.ts'
import {actions} from '../../xds/schemes.ts'
import {lotXml} from '../../xds/write-lot.ts'
import {type Call, type CallBench, callDmp, type Ending, neverSent} from '../exchange/call-dmp.ts'
import {requireEntry} from '../exchange/locate-entry.ts'
import {retryDelayMs} from '../exchange/retry-delay.ts'
import type {Workbench} from '../ports.ts'
import {assembleLot, documentEntry, type LotFacts, submissionSet} from './assemble-lot.ts'
import type {Frozen} from './render-document.ts'
import type {Rendering} from './rendering.ts'

export type SendBench = CallBench & Pick<Workbench, 'profile' | 'valueSets'>

/** One planned item with the bytes to send. Items of one lot share their set, signature and submission time. */
export interface LotItem {
  readonly item: PlannedItem & Partial<Pick<JournalItem, 'attempts' | 'claim'>>
  readonly rendering: Rendering
}

/** The same without its header, once the lot says what it said. */
interface SentItem {
  readonly item: LotItem['item']
  readonly rendering: Omit<Rendering, 'header'>
}

async function lotFacts(bench: SendBench): Promise<LotFacts> {
  const [profile, valueSets, link] = await Promise.all([bench.profile(), bench.valueSets(), bench.link()])
  return {profile, valueSets, structureId: link.structureId}
}

function documentTraces(documents: readonly LotDocument[], items: readonly SentItem[]): DocumentTrace[] {
  return documents.map(({entry}, index) => ({
    uniqueId: entry.uniqueId,
    typeCode: entry.typeCode.code,
    classCode: entry.classCode.code,
    formatCode: entry.formatCode.code,
    sha1: items[index]?.rendering.sha1Hex ?? '',
    size: items[index]?.rendering.size ?? 0,
    mimeType: entry.mimeType,
    creationTime: entry.creationTime,
    confidentiality: entry.confidentialityCodes.map(({code}) => code),
    ...(items[index]?.item.replaces ? {replaces: items[index].item.replaces.uniqueId} : {}),
  }))
}

const isKept = ({answer}: Ending) => answer !== undefined && isAccepted(answer)

/**
 * What may already be at the DMP from earlier tries of the same lot. `before-restore`: a try that the journal, put back from
 * a copy, knows nothing of; the document may also have been deleted since, so a duplicate answer proves nothing.
 */
export type Earlier = 'nothing' | 'maybe' | 'seen-absent' | 'before-restore'

/** How the caller wants to go on with what was not kept. */
export interface SendTerms {
  /** When it is due again, ms since 1970; undefined: not before the operator says so. */
  retryAt(error: DmpError, attempts: number): number | undefined
  /** Told what is about to be recorded of the item. */
  settled?(change: ItemChange): void
}

/** A single command says nothing of later: what the server asked for, else a minute. */
const soon = ({clock}: Pick<Workbench, 'clock'>): SendTerms => ({
  retryAt: (error) => clock.now() + retryDelayMs(error),
})

/** The item that a change concerns, with the fencing token of whoever claimed it. */
export function ownChange({
  id,
  claim,
}: Pick<LotItem['item'], 'id' | 'claim'>): Pick<ItemChange, 'id' | 'claim'> {
  return {id, ...(claim ? {claim} : {})}
}

/**
 * What an ending does to an item. Nothing that an earlier try may have brought is ever put back among what was not
 * sent: a repeat that does not get through leaves its item unknown. A try that never left is not counted.
 */
export function settleItem(
  ending: Ending,
  item: LotItem['item'],
  earlier: Earlier,
  terms: SendTerms,
): ItemChange {
  const {answer, error} = ending
  const own = ownChange(item)
  const cause = error?.code ?? null
  const notYet = (uncounted: boolean): ItemChange => {
    const back = uncounted ? ({countAttempt: 'back'} as const) : {}
    if (earlier !== 'nothing') return {...own, to: 'unknown', cause, ...back}
    const retryAt = error && terms.retryAt(error, (item.attempts ?? 0) + (uncounted ? 0 : 1))
    return {...own, to: 'deferred', cause, ...back, retryAt: retryAt ?? null}
  }
  if (!answer) return neverSent(error) ? notYet(true) : {...own, to: 'unknown', cause}
  switch (answer.outcome) {
    case 'accepted':
    case 'accepted-with-warnings':
      return {...own, to: 'accepted', registryStatus: 'approved', cause: null}
    case 'later':
    case 'systemic':
      return notYet(false)
    case 'unknown':
      return {...own, to: 'unknown', cause}
    case 'refused':
      // Nothing of this try was kept: another document has its number.
      if (earlier === 'nothing' && isTaken(answer)) return {...own, to: 'held', cause, retryAt: null}
      return {...own, to: earlier === 'maybe' || keepsDoubt(answer, earlier) ? 'unknown' : 'refused', cause}
  }
}

/** The DMP knows the number and did not show the document: shown late, or deleted by who knows whom. */
const keepsDoubt = (answer: Answer | undefined, earlier: Earlier) =>
  earlier === 'before-restore' && answer !== undefined && isTaken(answer)

/** What the journal records of an item once its sending ended: one step, or two where the doubt stays. */
export function settledChanges(
  ending: Ending,
  item: LotItem['item'],
  earlier: Earlier,
  terms: SendTerms,
): ItemChange[] {
  const change = settleItem(ending, item, earlier, terms)
  const held: ItemChange = {...ownChange(item), to: 'held', cause: NOT_FOUND_AFTER_SENDING, retryAt: null}
  if (keepsDoubt(ending.answer, earlier)) return [change, held]
  // Its number is there: a sending that this journal forgot may have brought it.
  return change.to === 'held' ? [{...ownChange(item), to: 'unknown'}, change] : [change]
}

/** The versions that these items make obsolete, once they are kept. */
export async function obsoletedBy(
  bench: Pick<Workbench, 'journal'>,
  items: readonly PlannedItem[],
): Promise<ItemChange[]> {
  const changes: ItemChange[] = []
  for (const {replaces} of items) {
    if (!replaces) continue
    const found = await (await bench.journal()).items({documentUniqueId: replaces.uniqueId})
    const old = found.find(({registryStatus}) => registryStatus === 'approved')
    if (old) changes.push({id: old.id, registryStatus: 'deprecated'})
  }
  return changes
}

/**
 * The entry that a replacement makes obsolete. Planned offline it is not known yet: what the journal learnt since, else
 * what the registry says (TD3.1b, in view of a replacement: EX_3.1-2030).
 * @throws DmpError DMP_DOCUMENT_NOT_FOUND, DMP_REFERENCE_UNCLEAR, those of the line
 */
async function replacedEntry(
  bench: SendBench,
  {id, ins, replaces}: PlannedItem,
): Promise<EntryUuid | undefined> {
  if (!replaces) return undefined
  const {uniqueId, entryUuid} = replaces
  if (entryUuid) return entryUuid
  const known = await (await bench.journal()).items({documentUniqueId: uniqueId, ins})
  const seen = known.find((one) => one.entryUuid !== undefined)?.entryUuid
  return seen ?? requireEntry(bench, {uniqueId, ins, itemId: id})
}

/**
 * Sends one lot (TD2.1): its documents, its signature, one fresh assertion. When an earlier try of this
 * very lot may have been received, a duplicate answer naming our own ids counts as proof.
 */
export async function sendLot(
  bench: SendBench,
  items: readonly LotItem[],
  earlier: Earlier,
  terms: SendTerms = soon(bench),
): Promise<Ending> {
  const facts = await lotFacts(bench)
  const [first] = items
  if (!first) throw new RangeError('a lot has at least one document')
  const documents: LotDocument[] = []
  for (const {item, rendering} of items) {
    const replaces = await replacedEntry(bench, item)
    documents.push({entry: documentEntry(item, rendering, facts), ...(replaces ? {replaces} : {})})
  }
  const {activityCode} = first.item.frozen as unknown as Frozen
  const set = submissionSet({...first, activityCode}, documents[0]?.entry as LotDocument['entry'], facts)
  // The headers have said what they had to: many lots wait for their signatures together, and their trees would weigh.
  const sent = items.map(({item, rendering: {header: _read, ...bytes}}) => ({item, rendering: bytes}))
  return sendSet(bench, {facts, set, documents, first: first.item, items: sent}, earlier, terms)
}

interface LotToSend {
  readonly facts: LotFacts
  readonly set: SubmissionSet
  readonly documents: readonly LotDocument[]
  readonly first: LotItem['item']
  readonly items: readonly SentItem[]
}

async function sendSet(
  bench: SendBench,
  {facts, set, documents, first, items}: LotToSend,
  earlier: Earlier,
  terms: SendTerms,
): Promise<Ending> {
  const {signer} = await bench.link()
  const {xds} = facts.profile
  const signedAt = bench.clock.now()
  const signature = await signLot(
    {
      setUniqueId: set.uniqueId,
      signatureUniqueId: first.signatureUniqueId,
      documents: items.map(({item, rendering}) => ({
        uniqueId: item.documentUniqueId,
        digestBase64: rendering.digestBase64,
        kind: 'xml' as const,
      })),
      signedAt,
      digest: xds.signatureDigest,
      signingCertificate: xds.signingCertificate,
    },
    signer,
    bench.signal,
  )
  const lot = assembleLot(
    set,
    documents,
    {...signature, uniqueId: first.signatureUniqueId, signingTime: utcDigits(signedAt)},
    facts,
  )
  const cids = {
    documents: items.map((_, index) => `doc${index + 1}@dmp-toolkit`),
    signature: 'sig@dmp-toolkit',
  }
  const bodyXml = lotXml(lot, cids)
  const parts = [
    ...items.map(({rendering}, index) => ({
      cid: cids.documents[index] ?? '',
      contentType: 'text/xml',
      source: rendering.source,
    })),
    {cid: cids.signature, contentType: 'text/xml', source: bytesSource(signature.bytes)},
  ]
  const obsolete = await obsoletedBy(
    bench,
    items.map(({item}) => item),
  )
  const boundary = `dmp-${bench.random.uuid()}`
  const call: Call = {
    kind: 'submit',
    operation: first.action,
    service: 'repository',
    transaction: {dmp: 'TD2.1', ihe: 'ITI-41', action: actions.submit},
    patient: first.ins,
    itemId: first.id,
    ...(first.batchId ? {batchId: first.batchId} : {}),
    documents: documentTraces(documents, items),
    submissionSet: {
      uniqueId: set.uniqueId,
      sourceId: set.sourceId,
      contentType: set.contentTypeCode.code,
      submissionTime: set.submissionTime,
    },
    lotSignature: packSignature(signature.bytes),
    attempt: (first.attempts ?? 0) + 1,
    paced: true,
    expected: {
      ownIds: [set.uniqueId, ...items.map(({item}) => item.documentUniqueId)],
      repeat: earlier === 'maybe' || earlier === 'seen-absent',
    },
    compose: (vihfXml, messageId, to) =>
      mtomMessage({
        envelope: soapEnvelope({action: actions.submit, to, messageId, vihfXml, bodyXml}),
        action: actions.submit,
        parts,
        boundary,
      }),
    onIntent: items.map(({item}) => ({
      ...ownChange(item),
      to: 'sending' as const,
      countAttempt: true,
      ifAttempts: item.attempts ?? 0,
    })),
    settle: (ending) => {
      const changes = items.flatMap(({item}) => settledChanges(ending, item, earlier, terms))
      for (const change of changes) terms.settled?.(change)
      return [...changes, ...(isKept(ending) ? obsolete : [])]
    },
  }
  return callDmp(bench, call)
}
