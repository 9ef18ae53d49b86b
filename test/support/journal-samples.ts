import {createHash} from 'node:crypto'
import type {DocumentUniqueId, SubmissionSetUniqueId} from '../../src/lib/ids/identifiers.ts'
import type {Oid} from '../../src/lib/ids/oid.ts'
import type {Ins, Matricule} from '../../src/lib/ins/patient-identity.ts'
import type {Batch, ItemChange, JournalEntry, PlannedItem} from '../../src/lib/ports/journal.ts'
import type {Random} from '../../src/lib/ports/random.ts'
import {type TraceInput, traceEvent} from '../../src/lib/traces/trace-event.ts'

/** Invented patients: test OID, birth place 99999. */
export const alice: Ins = {matricule: '290019999900113' as Matricule, oid: '1.2.250.1.213.1.4.10' as Oid}
export const bruno: Ins = {matricule: '185079999900215' as Matricule, oid: '1.2.250.1.213.1.4.10' as Oid}

/** The n-th invented item; everything about it is told apart by n. */
export function plannedItem(n: number, more: Partial<PlannedItem> = {}): PlannedItem {
  return {
    id: `item-${n}`,
    action: 'submit',
    sourceSha256: createHash('sha256').update(`source ${n}`).digest('hex'),
    sourcePath: `/backlog/DUPONT-TESTPATH-${n}.pdf`,
    ins: alice,
    ipp: `IPP-SECRET-${n}`,
    venue: `VENUE-SECRET-${n}`,
    sourceId: `SOURCE-SECRET-${n}`,
    documentUniqueId: `1.2.250.1.999.7.${n}` as DocumentUniqueId,
    submissionSetUniqueId: `1.2.250.1.999.8.${n}` as SubmissionSetUniqueId,
    signatureUniqueId: `1.2.250.1.999.9.${n}` as Oid,
    setId: `1.2.250.1.999.6.${n}`,
    versionNumber: 1,
    submissionTime: '20260302091406',
    sha1: createHash('sha1').update(`cda ${n}`).digest('hex'),
    size: 1000 + n,
    typeCode: '11506-3',
    visibility: {
      hiddenFromProfessionals: false,
      hiddenFromPatient: false,
      hiddenFromLegalRepresentatives: false,
    },
    frozen: {builder: 1, title: `TITLE-SECRET-${n}`, birthName: 'DUPONT-TESTNAME'},
    ...more,
  }
}

export function entry(
  input: Partial<TraceInput>,
  changes: readonly ItemChange[] = [],
  planned: readonly PlannedItem[] = [],
): JournalEntry {
  return {
    event: traceEvent({phase: 'event', operation: 'plan', occurredAt: 1000, ...input}),
    changes,
    planned,
  }
}

export function planning(...items: readonly PlannedItem[]): JournalEntry {
  return entry({operation: 'plan', patient: alice}, [], items)
}

export function sending(id: string, occurredAt = 2000): JournalEntry {
  const change: ItemChange = {id, to: 'sending', countAttempt: true}
  return entry({phase: 'intent', operation: 'submit', itemId: id, occurredAt, patient: alice}, [change])
}

export function settling(
  id: string,
  change: Omit<ItemChange, 'id'>,
  more: Partial<TraceInput> = {},
): JournalEntry {
  return entry({phase: 'result', operation: 'submit', itemId: id, occurredAt: 2000, endedAt: 3000, ...more}, [
    {id, ...change},
  ])
}

/** The same bytes for the same seed: for samples that must not change. */
export function seededRandom(seed: string): Random {
  let drawn = 0
  const bytes = (count: number): Uint8Array => {
    const blocks: Buffer[] = []
    for (let size = 0; size < count; size += 32)
      blocks.push(createHash('sha256').update(`${seed}/${drawn++}`).digest())
    return Buffer.concat(blocks).subarray(0, count)
  }
  return {
    bytes,
    uuid: () =>
      Buffer.from(bytes(16))
        .toString('hex')
        .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5'),
  }
}

/** The n-th invented patient, told apart by the rank of birth: test OID, birth place 99999. */
export function patient(n: number): Ins {
  const number = `29001999990${String(n).padStart(2, '0')}`
  const key = String(97 - (Number(number) % 97)).padStart(2, '0')
  return {...alice, matricule: `${number}${key}` as Matricule}
}

/** As many invented patients as wanted, for measurements: numbers nobody could have. */
export function seededPatient(n: number): Ins {
  return {...alice, matricule: String(290_019_999_000_000 + n) as Matricule}
}

/** A batch in `submitted`, unless told otherwise. */
export function sampleBatch(id: string, more: Partial<Batch> = {}): Batch {
  return {
    id,
    kind: 'feed',
    state: 'submitted',
    establishment: 'chu',
    createdAt: 900,
    facts: {inputs: ['DUPONT-TESTPATH.csv']},
    ...more,
  }
}

/** The items of a batch, one patient each unless told otherwise, with the batch itself. */
export function batchPlanning(batch: Batch, ...items: readonly PlannedItem[]): JournalEntry {
  const {event} = entry({operation: 'plan'})
  return {
    event: {...event, batchId: batch.id},
    batch,
    planned: items.map((item) => ({...item, batchId: batch.id, establishment: 'chu'})),
  }
}
