import {randomUUID} from 'node:crypto'
import type {AuthenticatedCall, PeerCertificate, ReceivedPart} from '../backend.ts'
import {ageAt, type SandboxPatient} from '../patients/patient.ts'
import type {EntryOrigin} from '../store/counted-entries.ts'
import {keepDocument} from '../store/document-files.ts'
import type {RegistryStore, StoredEntry} from '../store/registry-store.ts'
import type {CodeTables} from '../tables/code-tables.ts'
import {checkNew, checkNoSilentReplacement, checkReplacement} from './against-registry.ts'
import {checkBytes, pairAttachments} from './attachments.ts'
import {disagreements} from './cda-agreement.ts'
import {type CdaHeader, readCdaHeader} from './cda-header.ts'
import {readCdaTree} from './cda-tree.ts'
import {lcm, statuses, xdsb} from './ebrim-names.ts'
import {descend} from './element-walk.ts'
import {checkAuthorStructure, checkCodes, checkEntryForm, checkSet, checkVisibility} from './entry-rules.ts'
import {readXon} from './hl7v2-reading.ts'
import {type LotEntry, slotOf} from './lot.ts'
import {type ShapedLot, shapeLot} from './lot-shape.ts'
import {checkNotBlocked, checkOnePatient, openRecord} from './patient-rules.ts'
import {readSubmission} from './read-submission.ts'
import {metadataError, registryError} from './refusals.ts'
import type {RegistrySettings} from './settings.ts'
import {checkSignatureEntry} from './signature-entry.ts'

/** Documents of a set and their bytes, as the signature must name them. */
export interface SignedSet {
  readonly setUniqueId: string
  readonly documents: readonly {readonly uniqueId: string; readonly part: ReceivedPart}[]
}

/** Verifies the lot's signature at a time; throws a SandboxRefusal. Gives the certificate that signed. */
export type LotVerifier = (
  signature: Uint8Array,
  expected: SignedSet,
  at: number,
) => Promise<{readonly signer: PeerCertificate}>

/** What the registry works with. */
export interface RegistryParts {
  readonly store: RegistryStore
  readonly tables: CodeTables
  readonly patients: readonly SandboxPatient[]
  readonly settings: RegistrySettings
  readonly verifyLot: LotVerifier
}

interface Read {
  readonly entry: LotEntry
  readonly part: ReceivedPart
  readonly replaces?: string | undefined
  readonly header?: CdaHeader
}

/** ITI-41: checks everything, then keeps the whole lot or nothing. Returns the entryUUIDs given. */
export async function acceptSubmission(
  call: AuthenticatedCall,
  registry: RegistryParts,
): Promise<readonly string[]> {
  const {settings, tables, store, patients} = registry
  if (call.body.namespace !== xdsb || call.body.name !== 'ProvideAndRegisterDocumentSetRequest')
    throw metadataError('Le message attendu est ProvideAndRegisterDocumentSetRequest.', 'body')
  const submission = readSubmission(descend(call.body, lcm, 'SubmitObjectsRequest'))
  const lot = shapeLot(submission)
  const parts = pairAttachments(call.body, submission.entries, call.parts)
  const entries = lot.documents.map(({entry}) => entry)
  const ins = checkOnePatient(
    [lot.set.patientId, ...submission.entries.map(({patientId}) => patientId)],
    call.vihf,
  )
  const patient = openRecord(ins, patients, settings)
  checkNotBlocked(patient, call.vihf.structureId, settings)
  checkSet(lot.set, tables)
  checkAuthorStructure([lot.set.author], call.vihf.structureId, 'set/author-structure')
  for (const entry of submission.entries) {
    checkEntryForm(entry)
    checkBytes(entry, partOf(entry, parts), settings.hashAndSize === 'required')
  }
  const age = ageAt(patient, call.receivedAt)
  for (const entry of entries) {
    checkCodes(entry, tables)
    checkVisibility(entry, age, settings.parameters)
    checkAuthorStructure(entry.authors, call.vihf.structureId, 'entry/author-structure')
  }
  checkSignatureEntry(lot.signature, lot.set, entries)
  const documents = await Promise.all(lot.documents.map((document) => readDocument(document, parts)))
  const all: readonly Read[] = [...documents, {entry: lot.signature, part: partOf(lot.signature, parts)}]
  const againstRegistry = () => {
    checkNew(lot.set.uniqueId, all, store, settings)
    return checkReplacements(documents, patient, call, store)
  }
  againstRegistry()
  await checkSignature(call, lot, documents, parts, registry)
  for (const {part} of all) await keepDocument(store.documentFolder, part)
  // Checked again in the same turn as the commit: another call may have come in between.
  const replaced = againstRegistry()
  return commit(call, lot, all, patient, replaced, store)
}

function partOf(entry: LotEntry, parts: ReadonlyMap<string, ReceivedPart>): ReceivedPart {
  const part = parts.get(entry.id)
  if (!part)
    throw registryError('XDSMissingDocument', `La fiche « ${entry.id} » n’a pas de document.`, entry.id)
  return part
}

async function readDocument(
  {entry, replaces}: ShapedLot['documents'][number],
  parts: ReadonlyMap<string, ReceivedPart>,
): Promise<Read & {readonly header: CdaHeader}> {
  const part = partOf(entry, parts)
  const tree = await readCdaTree(part.stream(), entry.uniqueId)
  const header = readCdaHeader(tree)
  const [field] = disagreements(entry, header)
  if (field !== undefined)
    throw metadataError(`${field} ne dit pas la même chose que l’en-tête du CDA.`, `agreement/${field}`)
  if (header.body.kind === 'wrapped' && tree.bodyLength === 0)
    throw registryError('InvalidDocumentContent', 'Le corps du document est vide.', 'document/empty-body')
  return {entry, part, replaces, header}
}

function checkReplacements(
  documents: readonly (Read & {readonly header: CdaHeader})[],
  patient: SandboxPatient,
  call: AuthenticatedCall,
  store: RegistryStore,
): StoredEntry[] {
  return documents.flatMap(({replaces, header}) => {
    if (replaces === undefined) {
      checkNoSilentReplacement(header)
      return []
    }
    const claim = {target: replaces, patientKey: patient.key, structureId: call.vihf.structureId, header}
    return [checkReplacement(claim, store)]
  })
}

async function checkSignature(
  call: AuthenticatedCall,
  lot: ShapedLot,
  documents: readonly Read[],
  parts: ReadonlyMap<string, ReceivedPart>,
  {verifyLot}: RegistryParts,
): Promise<void> {
  const signed = documents.map(({entry, part}) => ({uniqueId: entry.uniqueId, part}))
  const bytes = await partOf(lot.signature, parts).bytes()
  const {signer} = await verifyLot(bytes, {setUniqueId: lot.set.uniqueId, documents: signed}, call.receivedAt)
  if (signer.subject.OU !== call.vihf.signer.subject.OU)
    throw registryError(
      'InvalidDocumentContent',
      'Signature du lot : le signataire n’est pas la structure du VIHF.',
      'lot-signature/signer-structure',
    )
}

function commit(
  call: AuthenticatedCall,
  lot: ShapedLot,
  all: readonly Read[],
  patient: SandboxPatient,
  replaced: readonly StoredEntry[],
  store: RegistryStore,
): string[] {
  const owner = {
    patientKey: patient.key,
    patientId: lot.set.patientId,
    structureId: call.vihf.structureId,
    receivedAt: call.receivedAt,
  }
  const entries = all.map(({entry, part, replaces, header}): StoredEntry => {
    const entryUuid = `urn:uuid:${randomUUID()}`
    return {
      ...owner,
      entryUuid,
      logicalId: entryUuid,
      uniqueId: entry.uniqueId,
      setUniqueId: lot.set.uniqueId,
      status: statuses.approved,
      sha1: part.sha1Hex,
      sha256: part.sha256Hex,
      size: part.size,
      mimeType: entry.mimeType,
      typeCode: entry.typeCode.code,
      confidentiality: entry.confidentiality.map(({code}) => code).join(' '),
      isSignature: header === undefined,
      cdaSetId: header?.setId,
      cdaVersion: header?.version,
      replaces,
      origin: originOf(call, lot, entry),
    }
  })
  store.commit({
    set: {...owner, uniqueId: lot.set.uniqueId, sourceId: lot.set.sourceId, kind: 'submission'},
    entries,
    statusChanges: replaced.map(({entryUuid}) => ({entryUuid, status: statuses.deprecated})),
  })
  return entries.map(({entryUuid}) => entryUuid)
}

/** The site is the institution of the set's author that is not the legal entity, where there is one. */
function originOf({vihf}: AuthenticatedCall, {set}: ShapedLot, entry: LotEntry): EntryOrigin {
  const entity = vihf.signer.subject.OU
  const institutions = set.author.institutions.map((xon) => readXon(xon)?.id ?? '')
  return {
    entity,
    site: institutions.find((id) => id !== '' && id !== entity) ?? vihf.structureId,
    software: vihf.lpsName,
    submissionTime: set.submissionTime,
    creationTime: slotOf(entry, 'creationTime') ?? '',
  }
}
