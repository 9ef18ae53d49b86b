import type {AcceptedVihf} from '../backend.ts'
import {checkBytes, pairAttachments} from '../registry/attachments.ts'
import {lcm, xdsb, xop} from '../registry/ebrim-names.ts'
import {attributeOf, descend} from '../registry/element-walk.ts'
import {
  checkAuthorStructure,
  checkCodes,
  checkEntryForm,
  checkSet,
  checkVisibility,
} from '../registry/entry-rules.ts'
import {type Cx, readCx, readXon} from '../registry/hl7v2-reading.ts'
import type {LotEntry, Submission} from '../registry/lot.ts'
import {type LotDocument, shapeLot} from '../registry/lot-shape.ts'
import {checkOnePatient} from '../registry/patient-rules.ts'
import {readSubmission} from '../registry/read-submission.ts'
import type {LpsParameters} from '../registry/settings.ts'
import {checkSignatureEntry} from '../registry/signature-entry.ts'
import type {CodeTables} from '../tables/code-tables.ts'
import {childrenNamed, elementsOf} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import type {Carried, CarriedPart} from './carried.ts'
import {examineDocument} from './document-stage.ts'
import type {Environment, ExaminedSigner} from './examination.ts'
import type {Notes} from './finding.ts'
import {checkIns} from './ins-domain.ts'
import {examineSeal} from './seal-stage.ts'
import type {SignerJudge} from './signer.ts'
import type {VihfReading} from './vihf-stage.ts'

export interface LotMeans {
  readonly judge: SignerJudge
  readonly tables: CodeTables
  readonly legacy: boolean
  readonly at: number
  readonly environment: Environment | undefined
  readonly vihf: VihfReading | undefined
}

/** What param-lps may say at most: what it says on the day of a request is not known here, save that two masks never stand together. */
const parameters: LpsParameters = {minorsFunctions: true, ageOfMajority: 18, cumulation: false}

/** Struct_IdNat of the author's institutions of a lot, as far as they can be read. */
export function institutionsOf(body: SourceElement | undefined): string[] {
  const submission = submissionOf(body)
  return submission?.set.author.institutions.flatMap((xon) => readXon(xon)?.id ?? []) ?? []
}

function submissionOf(body: SourceElement | undefined): Submission | undefined {
  if (!body) return undefined
  try {
    return readSubmission(body.namespace === lcm ? body : descend(body, lcm, 'SubmitObjectsRequest'))
  } catch {
    return undefined
  }
}

/** All of one patient: that of the VIHF, where there is one. Gives the INS. */
export function examinePatient(
  patientIds: readonly string[],
  {vihf, environment, legacy}: Pick<LotMeans, 'vihf' | 'environment' | 'legacy'>,
  notes: Notes,
): Cx | undefined {
  const resourceId = vihf?.resourceId || patientIds[0]
  if (!resourceId) return undefined
  const named = {resourceId} as AcceptedVihf
  const ins = notes.attempt('lot', () => checkOnePatient(patientIds, named)) ?? readCx(resourceId)
  if (ins) checkIns(ins, environment, legacy, notes)
  return ins
}

/** ITI-41, in the order of the registry. Gives the number of documents. */
export async function examineLot(
  body: SourceElement,
  carried: Carried,
  means: LotMeans,
  notes: Notes,
): Promise<{readonly documents: number; readonly shown: readonly ExaminedSigner[]}> {
  const nothing = {documents: 0, shown: []}
  if (body.namespace !== xdsb || body.name !== 'ProvideAndRegisterDocumentSetRequest') return nothing
  const submission = notes.attempt('lot', () => readSubmission(descend(body, lcm, 'SubmitObjectsRequest')))
  if (!submission) {
    for (const step of ['documents', 'seal'] as const) notes.notReached.add(step)
    return nothing
  }
  const lot = notes.attempt('lot', () => shapeLot(submission)) ?? roughly(submission)
  const parts = pairedParts(body, submission.entries, carried, notes)
  examinePatient(
    [submission.set.patientId, ...submission.entries.map(({patientId}) => patientId)],
    means,
    notes,
  )
  examineSet(submission, means, notes)
  for (const entry of submission.entries) {
    notes.attempt('lot', () => checkEntryForm(entry))
    const part = parts?.get(entry.id)
    if (part) notes.attempt('lot', () => checkBytes(entry, part, false), !part.altered)
  }
  for (const {entry} of lot.documents) examineEntry(entry, means, notes)
  const {signature} = lot
  const entries = lot.documents.map(({entry}) => entry)
  if (signature) notes.attempt('lot', () => checkSignatureEntry(signature, submission.set, entries))
  for (const document of lot.documents) {
    const part = parts?.get(document.entry.id)
    if (part) await examineDocument(document, part, notes)
  }
  const shown = parts && signature ? await examineSeal({...lot, signature}, parts, means, notes) : undefined
  return {documents: lot.documents.length, shown: shown ? [shown] : []}
}

interface RoughLot {
  readonly set: Submission['set']
  readonly documents: readonly LotDocument[]
  readonly signature: LotEntry | undefined
}

/** A lot whose shape is refused, as far as its parts can be told apart. */
function roughly({set, entries}: Submission): RoughLot {
  const signature = entries.find(({typeCode}) => typeCode.code === 'E1762')
  const documents = entries
    .filter((entry) => entry !== signature)
    .map((entry) => ({entry, replaces: undefined, rough: true}))
  return {set, documents, signature}
}

/** Parts by the id of their entry; undefined when the capture has none. */
function pairedParts(
  body: SourceElement,
  entries: readonly LotEntry[],
  {parts}: Carried,
  notes: Notes,
): ReadonlyMap<string, CarriedPart> | undefined {
  const documents = childrenNamed(body, xdsb, 'Document')
  const found =
    parts ?? new Map(documents.flatMap((one) => contentIdOf(one) ?? []).map((id) => [id, nothingHeld(id)]))
  notes.attempt('lot', () => pairAttachments(body, entries, found))
  if (!parts) return undefined
  return new Map(
    documents.flatMap((one) => {
      const part = parts.get(contentIdOf(one) ?? '')
      return part ? [[attributeOf(one, 'id') ?? '', part] as const] : []
    }),
  )
}

function contentIdOf(document: SourceElement): string | undefined {
  const [include] = elementsOf(document)
  const href = include?.namespace === xop ? attributeOf(include, 'href') : undefined
  try {
    return href?.startsWith('cid:') ? decodeURIComponent(href.slice(4)) : undefined
  } catch {
    return undefined
  }
}

/** Stands for a part that was not captured, where only its name counts. */
function nothingHeld(contentId: string): CarriedPart {
  return {
    contentId,
    contentType: '',
    size: 0,
    sha1Hex: '',
    sha256Hex: '',
    altered: true,
    bytes: async () => new Uint8Array(),
    async *stream() {},
  }
}

/** The set's own metadata, of a lot or of a change of status. */
export function examineSet({set}: Submission, {tables, vihf}: LotMeans, notes: Notes): void {
  notes.attempt('lot', () => checkSet(set, tables))
  const structureId = vihf?.structureId
  if (structureId)
    notes.attempt('lot', () => checkAuthorStructure([set.author], structureId, 'set/author-structure'))
}

function examineEntry(entry: LotEntry, {tables, vihf, at}: LotMeans, notes: Notes): void {
  notes.attempt('lot', () => checkCodes(entry, tables))
  notes.attempt('lot', () => checkVisibility(entry, ageOf(entry, at), parameters))
  const structureId = vihf?.structureId
  if (structureId)
    notes.attempt('lot', () => checkAuthorStructure(entry.authors, structureId, 'entry/author-structure'))
}

/** Full years by PID-7 of the entry; a child where it says nothing, so that nothing is held against it. */
function ageOf(entry: LotEntry, at: number): number {
  const born = /^PID-7\|(\d{4})(\d{4})/.exec(
    entry.slots.get('sourcePatientInfo')?.find((value) => value.startsWith('PID-7|')) ?? '',
  )
  if (!born) return 0
  const today = new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
  const years = Number(today.slice(0, 4)) - Number(born[1])
  return today.slice(4) < (born[2] ?? '') ? years - 1 : years
}
