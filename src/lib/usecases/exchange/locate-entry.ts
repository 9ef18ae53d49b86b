import {DmpError} from '../../errors/dmp-error.ts'
import type {DocumentUniqueId, EntryUuid} from '../../ids/identifiers.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import {soapEnvelope} from '../../soap/envelope.ts'
import {plainMessage} from '../../soap/mtom.ts'
import {actions, getDocumentsQuery} from '../../xds/schemes.ts'
import {locateXml} from '../../xds/write-query.ts'
import type {Workbench} from '../ports.ts'
import {type CallBench, callDmp} from './call-dmp.ts'

export interface LocateTarget {
  readonly uniqueId: DocumentUniqueId
  readonly ins: Ins
  readonly itemId?: string
  readonly batchId?: string
}

/**
 * TD3.1b: entryUUIDs that the registry holds for a uniqueId of ours; empty when it knows none. Asked only in view of
 * a deletion, a replacement or an unknown outcome (EX_3.1-2030).
 * @throws DmpError of the line or of the DMP
 */
export async function locateEntry(
  bench: CallBench & Pick<Workbench, 'profile'>,
  target: LocateTarget,
): Promise<readonly EntryUuid[]> {
  const {xds} = await bench.profile()
  const bodyXml = locateXml(target.uniqueId, {returnComposedObjects: xds.returnComposedObjects})
  const {answer, error} = await callDmp(bench, {
    kind: 'locate',
    operation: 'search',
    service: 'registry',
    transaction: {dmp: 'TD3.1b', ihe: 'ITI-18', action: actions.locate},
    patient: target.ins,
    ...(target.itemId ? {itemId: target.itemId} : {}),
    ...(target.batchId ? {batchId: target.batchId} : {}),
    documents: [{uniqueId: target.uniqueId}],
    query: {id: getDocumentsQuery, returnType: 'ObjectRef'},
    paced: false,
    compose: (vihfXml, messageId, to) =>
      plainMessage(soapEnvelope({action: actions.locate, to, messageId, vihfXml, bodyXml}), actions.locate),
  })
  if (!answer || error) throw error
  return answer.entryUuids ?? []
}

/** The one entry of a document. @throws DmpError DMP_DOCUMENT_NOT_FOUND, DMP_REFERENCE_UNCLEAR */
export async function requireEntry(
  bench: CallBench & Pick<Workbench, 'profile'>,
  target: LocateTarget,
): Promise<EntryUuid> {
  const found = await locateEntry(bench, target)
  if (found.length > 1)
    throw new DmpError('DMP_REFERENCE_UNCLEAR', {
      params: {case: 'entries', names: target.uniqueId, count: found.length},
      details: {case: 'entries', count: found.length},
    })
  const [entry] = found
  if (!entry) throw new DmpError('DMP_DOCUMENT_NOT_FOUND', {params: {uniqueId: target.uniqueId}})
  return entry
}
