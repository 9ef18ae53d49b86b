import {type CdaHeader, type CdaParticipant, cdaOids} from '../../../cda/model.ts'
import {insOf, uniqueIdOf} from '../../../cda/read-header.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {ownCopy} from '../../../hl7v2/own-copy.ts'
import {structIdNat} from '../../../hl7v2/sender.ts'
import type {ByteSource} from '../../../ports/byte-source.ts'
import type {CdaReading} from '../../../ports/cda-reader.ts'
import type {ItemAction} from '../../../ports/journal.ts'
import type {Profile} from '../../../profile/profile.ts'
import type {SubmissionRequest} from '../../submission/submission-request.ts'
import type {Candidate, CandidateOrigin, LocalFacts, Verdict} from '../candidate.ts'
import {againstDocument} from './cda-verdict.ts'
import {documentFactsOf, localIpp} from './document-facts.ts'
import type {InputBench, InputOptions} from './input-options.ts'

export const held = (reason: string, params?: Verdict['params']): Verdict => ({
  class: 'held',
  reason,
  ...(params ? {params} : {}),
})
export const rejected = (reason: string, params?: Verdict['params']): Verdict => ({
  class: 'rejected',
  reason,
  ...(params ? {params} : {}),
})
export const excluded = (reason: string, params?: Verdict['params']): Verdict => ({
  class: 'excluded',
  reason,
  ...(params ? {params} : {}),
})

const organisation = (part: CdaParticipant) =>
  part.organization?.ids.find(({root}) => root === cdaOids.structures)?.extension

/** The structure of the first author that names one, as a Struct_IdNat. */
function structureOf(header: CdaHeader): string | undefined {
  const found = header.authors.map(organisation).find((id) => id !== undefined)
  return found && structIdNat(found).id
}

/** By what the hospital finds its document again, from the header. */
export function factsOfHeader(header: CdaHeader, profile: Profile): LocalFacts {
  const facts = {
    ipp: localIpp(header, profile),
    venue: header.encounter?.ids.find(({extension}) => extension)?.extension,
    title: header.title,
    typeCode: header.code?.code,
    documentDate: header.effectiveTime?.value,
    structureId: structureOf(header),
  }
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, ownCopy(value)]])),
  )
}

/** A finished document and where it stands. */
export interface CdaPlace {
  /** Path of the document itself, possibly inside a container. */
  readonly path: string
  readonly origin: CandidateOrigin
}

export type ReadCda = CdaReading | {readonly verdict: Verdict}

/** The document read, or why it cannot be: what is wrong with one file is its own verdict. */
export async function readCda(
  {cdaReader, signal}: Pick<InputBench, 'cdaReader' | 'signal'>,
  source: () => Promise<ByteSource>,
): Promise<ReadCda> {
  try {
    return await cdaReader.read(await source(), signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof DmpError)) throw error
    const {reason, element, line} = error.params
    const params = {
      ...(reason === undefined ? {} : {reason}),
      ...(element === undefined ? {} : {element}),
      ...(line === undefined ? {} : {line}),
    }
    return {verdict: rejected(error.code, params)}
  }
}

/** What an envelope adds to the document it carries. */
export interface Envelope {
  readonly action?: ItemAction
  readonly local?: LocalFacts
  readonly request?: Partial<SubmissionRequest>
  readonly repairs?: Candidate['repairs']
}

/** The action that the header itself tells: a document that announces its former version replaces it. */
export function actionOf(header: CdaHeader): 'submit' | 'replace' {
  return header.replaces?.typeCode === 'RPLC' ? 'replace' : 'submit'
}

/**
 * The candidate of a finished document, taken byte for byte: identity and codes are those of its header. A first
 * version whose visibility nobody stated waits for a person; a new version keeps that of the version it replaces.
 */
export async function cdaCandidate(
  bench: InputBench,
  {path, origin}: CdaPlace,
  {header}: CdaReading,
  options: InputOptions,
  envelope: Envelope = {},
): Promise<Candidate> {
  const profile = await bench.profile()
  const action = envelope.action ?? actionOf(header)
  const local = {...factsOfHeader(header, profile), ...envelope.local}
  const base = {
    action,
    origin,
    local,
    document: documentFactsOf(header, profile),
    ...(envelope.repairs?.length ? {repairs: envelope.repairs} : {}),
  }
  const ins = insOf(header)
  const uniqueId = uniqueIdOf(header.id)
  const visibility = envelope.request?.visibility ?? options.visibility
  const verdict =
    againstDocument(header, profile) ??
    (action === 'submit' && !visibility ? held('visibility-not-stated') : undefined)
  if (verdict || !ins || !uniqueId) return {...base, verdict: verdict ?? rejected('ins-absent')}
  const replaces = action === 'replace' ? uniqueIdOf(header.replaces?.id) : undefined
  const {ipp, venue} = local
  const identityStatus = options.identityStatus ?? options.statusOf?.({ins, ...(ipp ? {ipp} : {})})
  const request: SubmissionRequest = {
    action,
    file: path,
    origin: {file: origin.file, line: origin.line ?? 1},
    statedIns: ins,
    ...(identityStatus ? {identityStatus} : {}),
    ...(ipp ? {ipp} : {}),
    ...(venue ? {venue} : {}),
    ...(replaces ? {replaces} : {}),
    ...envelope.request,
    ...(visibility ? {visibility} : {}),
  }
  return {...base, request}
}
