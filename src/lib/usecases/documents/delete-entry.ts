import {cdaOids} from '../../cda/model.ts'
import {utcDigits} from '../../cda/times.ts'
import type {DocumentUniqueId, EntryUuid, SubmissionSetUniqueId} from '../../ids/identifiers.ts'
import {cx as insCx} from '../../ins/ins-oids.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {ItemChange} from '../../ports/journal.ts'
import {soapEnvelope} from '../../soap/envelope.ts'
import {plainMessage} from '../../soap/mtom.ts'
import {xcn, xon} from '../../xds/hl7v2-fields.ts'
import type {SubmissionSet, XdsAuthor} from '../../xds/model.ts'
import {actions} from '../../xds/schemes.ts'
import {deletionXml} from '../../xds/write-delete.ts'
import {type Call, type CallBench, callDmp, type Ending} from '../exchange/call-dmp.ts'
import type {Workbench} from '../ports.ts'
import {contentTypeCode, type LotFacts, sourceIdOf} from '../submission/assemble-lot.ts'

export interface DeletionTarget {
  readonly uniqueId: DocumentUniqueId
  readonly entryUuid: EntryUuid
  readonly ins: Ins
  readonly itemId?: string
  readonly reason?: string | undefined
  /** Status the registry holds; it cannot be read in indirect mode. */
  readonly originalStatus: 'approved' | 'deprecated' | 'archived'
  /** A deletion that is an item of its own. */
  readonly planned?: PlannedDeletion
}

/** Fixed when it was planned, so that a repeat after a lost answer is known for what it is. */
export interface PlannedDeletion {
  readonly submissionSetUniqueId: SubmissionSetUniqueId
  readonly batchId?: string | undefined
  readonly attempt: number
  /** An earlier try of it may have been received. */
  readonly repeat: boolean
  readonly onIntent: readonly ItemChange[]
  settle(ending: Ending): readonly ItemChange[]
}

export type DeleteBench = CallBench & Pick<Workbench, 'profile' | 'valueSets'>

/** Who deletes: the software of the establishment, in the name of the structure of the VIHF. */
function deletingAuthor({profile, structureId}: LotFacts): XdsAuthor {
  const {structure, lps} = profile
  const site = `1${structure.finessEg}`
  return {
    person: xcn({
      id: `3${structure.finessEg}/${lps.id ?? lps.name}`,
      family: lps.name,
      given: lps.version,
      oid: cdaOids.professionals,
      nameType: 'U',
      idType: 'RI',
    }),
    institutions: [...new Set([structureId, site])].map((id) =>
      xon({name: structure.name, id, oid: cdaOids.structures}),
    ),
    roles: [],
    specialties: [],
  }
}

async function freshSetId(bench: DeleteBench): Promise<SubmissionSetUniqueId> {
  const [uniqueId] = (await (await bench.journal()).allot(1)) as SubmissionSetUniqueId[]
  if (!uniqueId) throw new RangeError('one identifier was asked for')
  return uniqueId
}

function plannedPart(planned: PlannedDeletion, setId: string): Partial<Call> {
  const {onIntent, attempt, repeat, settle, batchId} = planned
  return {onIntent, attempt, settle, expected: {ownIds: [setId], repeat}, ...(batchId ? {batchId} : {})}
}

async function deletionSet(bench: DeleteBench, target: DeletionTarget): Promise<SubmissionSet> {
  const [profile, valueSets, link] = await Promise.all([bench.profile(), bench.valueSets(), bench.link()])
  const facts = {profile, valueSets, structureId: link.structureId}
  const uniqueId = target.planned?.submissionSetUniqueId ?? (await freshSetId(bench))
  return {
    uniqueId,
    sourceId: sourceIdOf(uniqueId, facts),
    patientId: insCx(target.ins),
    submissionTime: utcDigits(bench.clock.now()),
    author: deletingAuthor(facts),
    contentTypeCode: contentTypeCode(undefined, facts),
  }
}

/** TD3.3c: one entry to Deleted. Irreversible; the caller has asked. */
export async function deleteEntry(bench: DeleteBench, target: DeletionTarget): Promise<Ending> {
  const set = await deletionSet(bench, target)
  const bodyXml = deletionXml({set, entryUuid: target.entryUuid, originalStatus: target.originalStatus})
  const {itemId, planned} = target
  return callDmp(bench, {
    kind: 'delete',
    operation: 'delete',
    service: 'registry',
    transaction: {dmp: 'TD3.3c', ihe: 'ITI-57', action: actions.update},
    patient: target.ins,
    ...(itemId ? {itemId} : {}),
    documents: [{uniqueId: target.uniqueId, entryUuid: target.entryUuid}],
    submissionSet: {
      uniqueId: set.uniqueId,
      sourceId: set.sourceId,
      contentType: set.contentTypeCode.code,
      submissionTime: set.submissionTime,
    },
    ...(target.reason ? {reason: target.reason} : {}),
    paced: false,
    compose: (vihfXml, messageId, to) =>
      plainMessage(soapEnvelope({action: actions.update, to, messageId, vihfXml, bodyXml}), actions.update),
    settle: ({answer}) =>
      itemId && answer?.outcome.startsWith('accepted') ? [{id: itemId, registryStatus: 'deleted'}] : [],
    ...(planned ? plannedPart(planned, set.uniqueId) : {}),
  })
}
