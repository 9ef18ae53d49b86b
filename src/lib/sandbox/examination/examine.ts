/**
 * The examination of a captured exchange: what the embedded DMP would object to in a request that a log gave, whoever
 * wrote it. Its own rules are asked, one by one and in its order, so that several causes show, the first first.
 *
 * Sources are those of the rules themselves (GIE message samples, ANS mapping of the VIHF, IHE ITI TF, CI-SIS). It has
 * no network and no registry: what only a connection, the patient's record or earlier lots can tell is named as not
 * looked at. Time is that of the request: given, else IssueInstant. The older generation of the API (paths of v1) may
 * use SOAP 1.1, sha1 and INS-C; other habits of stacks (prefixes, order, both spellings of the mode) are lawful anyhow.
 *
 * It does not judge answers, INSi, direct authentication, nor whether the CDA is conformant in itself.
 */
import {createHash} from 'node:crypto'
import {peerOf} from '../certificate/certificate.ts'
import {fault} from '../refusals.ts'
import {readCx} from '../registry/hl7v2-reading.ts'
import {type CodeTables, loadCodeTables} from '../tables/code-tables.ts'
import type {SourceElement} from '../xml/tree.ts'
import {
  addressText,
  examineAddressing,
  isOfDmp,
  type OpenedEnvelope,
  openEnvelope,
  openTree,
  serviceOf,
} from './addressed.ts'
import {type Carried, readCarried} from './carried.ts'
import type {Examination, ExaminationMeans, ExaminedRequest, ExaminedSigner} from './examination.ts'
import {type ExaminationFinding, Notes, type Step} from './finding.ts'
import {examineLot, institutionsOf, type LotMeans} from './lot-stage.ts'
import {examineExistence, examineQuery, examineUpdate} from './other-stages.ts'
import {environmentOf, SignerJudge} from './signer.ts'
import {examineVihf, issuedAt, type VihfReading} from './vihf-stage.ts'

/** Examines requests one after the other; a number used twice is seen within what one examiner was given. */
export interface Examiner {
  examine(request: ExaminedRequest): Promise<Examination>
}

/** Read once: they come with the program. */
const tablesOf = new Map<string, Promise<CodeTables>>()

export async function openExaminer(means: ExaminationMeans): Promise<Examiner> {
  const {dataFolder} = means
  const known = tablesOf.get(dataFolder) ?? loadCodeTables(dataFolder)
  tablesOf.set(dataFolder, known)
  const tables = await known
  const judge = new SignerJudge(means)
  const earlier = new Earlier()
  return {examine: (request) => examine(request, {means, tables, judge, earlier})}
}

interface Room {
  readonly means: ExaminationMeans
  readonly tables: CodeTables
  readonly judge: SignerJudge
  readonly earlier: Earlier
}

async function examine(request: ExaminedRequest, room: Room): Promise<Examination> {
  const notes = new Notes()
  for (const each of ['revocation', 'record', 'held', 'quota'] as const) notes.notChecked.add(each)
  const quiet = new Notes()
  const first = openTree(request.envelope, true, quiet)
  const seen = first && openEnvelope(first, true, quiet)
  // What cannot be opened may be one: it is examined.
  const foreign = !isOfDmp(request.path, seen) && (seen !== undefined || request.envelope.byteLength === 0)
  if (foreign) return unexamined(room.means.now)
  const service = serviceOf(request.path, seen) ?? 'repository'
  const api = apiOf(request.path) ?? (seen && apiOf(addressText(seen.headers, 'To')))
  const legacy = api === 'v1'
  if (legacy) notes.habits.add('api-v1')
  const carried = await readCarried(request, service, legacy, notes)
  // A capture without the envelope says nothing of its XML.
  const bare = !request.whole && carried.envelope.byteLength === 0
  const root = bare ? undefined : openTree(carried.envelope, request.whole && !request.altered, notes)
  const facts = {service, api, soap: seen?.soap}
  const {judgedAt, judgedBy} = timeOf(request, root, room.means.now)
  room.judge.judgeClient(judgedAt, notes)
  const close = (more: Partial<Examination> = {}): Examination => ({
    foreign: false,
    signers: [],
    documents: 0,
    ...facts,
    ...more,
    judgedAt,
    judgedBy,
    findings: request.altered ? notes.ordered().map(doubtful) : notes.ordered(),
    habits: [...notes.habits],
    notChecked: [...notes.notChecked],
    notReached: [...notes.notReached],
  })
  if (!root) {
    for (const step of ['soap', 'addressing', 'vihf', 'lot'] as Step[]) notes.notReached.add(step)
    return close()
  }
  const envelope = openEnvelope(root, legacy, notes)
  examineAddressing(envelope, service, carried, notes)
  const vihf = examineSecurity(envelope, request, room, {legacy, judgedAt, judgedBy}, notes)
  room.earlier.look(addressText(envelope.headers, 'MessageID'), vihf?.assertionId, carried.envelope, notes)
  const environment = vihf?.signer && environmentOf(vihf.signer)
  const {judge, tables} = room
  const lot: LotMeans = {judge, tables, legacy, at: judgedAt, environment, vihf}
  const {documents, shown} = await examineBody(envelope, carried, lot, notes)
  return close({
    action: addressText(envelope.headers, 'Action'),
    messageId: addressText(envelope.headers, 'MessageID'),
    environment,
    ...claimsOf(vihf),
    signers: [...(vihf?.shown ?? []), ...shown],
    documents,
  })
}

/** What follows from characters that a log may have changed; the frame around them is not in doubt. */
function doubtful(finding: ExaminationFinding): ExaminationFinding {
  const framed: readonly Step[] = ['tls', 'http', 'soap', 'addressing']
  return framed.includes(finding.step) ? finding : {...finding, certain: false}
}

const unexamined = (now: number): Examination => ({
  foreign: true,
  findings: [],
  habits: [],
  notChecked: [],
  notReached: [],
  judgedAt: now,
  judgedBy: 'now',
  signers: [],
  documents: 0,
})

function claimsOf(vihf: VihfReading | undefined): Partial<Examination> {
  if (!vihf) return {}
  const {version, resourceId, structureId, signer, software} = vihf
  return {
    vihfVersion: version || undefined,
    insOid: readCx(resourceId)?.oid,
    structureId: structureId || (signer && peerOf(signer).subject.OU) || undefined,
    software: software || undefined,
  }
}

function timeOf(
  {at}: ExaminedRequest,
  root: SourceElement | undefined,
  now: number,
): Pick<Examination, 'judgedAt' | 'judgedBy'> {
  if (at) return {judgedAt: at.time, judgedBy: at.from}
  const issued = root && issuedAt(root)
  return issued === undefined
    ? {judgedAt: now, judgedBy: 'now'}
    : {judgedAt: issued, judgedBy: 'issue-instant'}
}

function apiOf(address: string | undefined): 'v1' | 'v2' | undefined {
  return /\/(v[12])\/services(?:\/|$)/.exec(address ?? '')?.[1] as 'v1' | 'v2' | undefined
}

interface When {
  readonly legacy: boolean
  readonly judgedAt: number
  readonly judgedBy: Examination['judgedBy']
}

function examineSecurity(
  envelope: OpenedEnvelope,
  {altered}: ExaminedRequest,
  {judge}: Room,
  {legacy, judgedAt, judgedBy}: When,
  notes: Notes,
): VihfReading | undefined {
  if (!envelope.security) {
    notes.notReached.add('vihf')
    return undefined
  }
  const means = {
    judge,
    legacy,
    at: judgedAt,
    judgedBy,
    certain: !altered,
    institutions: institutionsOf(envelope.body),
  }
  const vihf = examineVihf(envelope.root, envelope.security, means, notes)
  if (!vihf) for (const step of ['signer', 'life', 'attributes'] as const) notes.notReached.add(step)
  return vihf
}

async function examineBody(
  {body}: OpenedEnvelope,
  carried: Carried,
  means: LotMeans,
  notes: Notes,
): Promise<{readonly documents: number; readonly shown: readonly ExaminedSigner[]}> {
  if (body?.name === 'AdhocQueryRequest') examineQuery(body, means, notes)
  else if (body?.name === 'SubmitObjectsRequest') examineUpdate(body, means, notes)
  else if (body?.name === 'PRPA_IN201307UV02') examineExistence(body, means, notes)
  else if (body?.name === 'ProvideAndRegisterDocumentSetRequest')
    return examineLot(body as SourceElement, carried, means, notes)
  else notes.notReached.add('lot')
  return {documents: 0, shown: []}
}

/** Numbers of the messages and assertions met so far. */
class Earlier {
  readonly #messages = new Map<string, string>()
  readonly #assertions = new Map<string, string>()

  /** The same message written twice by a log is none sent twice. */
  look(
    messageId: string | undefined,
    assertionId: string | undefined,
    envelope: Uint8Array,
    notes: Notes,
  ): void {
    const digest = createHash('sha256').update(envelope).digest('hex')
    const before = messageId ? this.#messages.get(messageId) : undefined
    if (before === digest) {
      notes.habits.add('logged-twice')
      return
    }
    if (before !== undefined)
      notes.attempt('addressing', () => {
        throw fault('InvalidAddressingHeader', 'wsa/replayed', 'MessageID déjà utilisé')
      })
    else if (messageId) this.#messages.set(messageId, digest)
    if (!assertionId) return
    if (this.#assertions.has(assertionId))
      notes.attempt('life', () => {
        const text = 'VIHF déjà utilisé : une assertion sert un seul appel'
        throw fault('SandboxVihfRefused', 'vihf/replayed', text)
      })
    else this.#assertions.set(assertionId, digest)
  }
}
