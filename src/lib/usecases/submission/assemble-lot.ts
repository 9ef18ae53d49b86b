import {cdaOids} from '../../cda/model.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {SubmissionSetUniqueId} from '../../ids/identifiers.ts'
import type {Oid} from '../../ids/oid.ts'
import type {PlannedItem} from '../../ports/journal.ts'
import type {Profile} from '../../profile/profile.ts'
import type {ValueSets} from '../../valuesets/value-sets.ts'
import {entryFromCda} from '../../xds/entry-from-cda.ts'
import {signatureEntryOf} from '../../xds/entry-from-cda-signature.ts'
import {xon} from '../../xds/hl7v2-fields.ts'
import type {DocumentEntry, Lot, LotDocument, SubmissionSet, XdsAuthor} from '../../xds/model.ts'
import type {Rendering} from './rendering.ts'

export interface LotFacts {
  readonly profile: Profile
  readonly valueSets: ValueSets
  /** Identifiant_Structure of the VIHF: one authorInstitution of the lot must equal it. */
  readonly structureId: string
}

/** What a set says of its author: the first author of the document, with the structure that sends. */
export function setAuthor(entry: DocumentEntry, {profile, structureId}: LotFacts): XdsAuthor {
  const first = entry.authors[0]
  if (!first) throw new DmpError('DMP_CDA_UNREADABLE', {params: {element: 'author', line: 0}})
  const site = `1${profile.structure.finessEg}`
  const institutions = [...new Set([structureId, site])].map((id) =>
    xon({name: profile.structure.name, id, oid: cdaOids.structures}),
  )
  return {...first, institutions}
}

export function contentTypeCode(code: string | undefined, {profile, valueSets}: LotFacts) {
  const wanted = code ?? profile.structure.contentTypeCode
  if (!wanted)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--activity (structure.contentTypeCode)'}})
  const found = valueSets.find('J59', wanted)
  if (!found)
    throw new DmpError('DMP_CODE_UNKNOWN', {params: {field: 'activity', code: wanted, table: 'J59'}})
  return found
}

/** OID that names this installation as the source of a set (sourceId). */
export function sourceIdOf(setUniqueId: SubmissionSetUniqueId, {profile}: LotFacts): Oid {
  return profile.ids.oidRoot ?? (setUniqueId as Oid)
}

/** Fiche of a document, drawn from its CDA header. */
export function documentEntry(
  item: Pick<PlannedItem, 'visibility'>,
  rendering: Rendering,
  facts: LotFacts,
): DocumentEntry {
  const {xds} = facts.profile
  const hash = xds.hashAndSize === 'both' ? {hash: rendering.sha1Hex, size: rendering.size} : {}
  return entryFromCda(rendering.header, {
    valueSets: facts.valueSets,
    visibility: item.visibility,
    patientIdBirthDate: xds.patientIdBirthDate,
    ...hash,
  })
}

export interface LotParts {
  readonly item: PlannedItem
  readonly rendering: Rendering
  readonly activityCode?: string | undefined
}

/** Everything of the set but the signature's hash, which exists only once signed. */
export function submissionSet(part: LotParts, entry: DocumentEntry, facts: LotFacts): SubmissionSet {
  return {
    uniqueId: part.item.submissionSetUniqueId,
    sourceId: sourceIdOf(part.item.submissionSetUniqueId, facts),
    patientId: entry.patientId,
    submissionTime: part.item.submissionTime,
    title: entry.title,
    author: setAuthor(entry, facts),
    contentTypeCode: contentTypeCode(part.activityCode, facts),
  }
}

/** The whole lot: its set, its documents, and the entry of its signature. */
export function assembleLot(
  set: SubmissionSet,
  documents: readonly LotDocument[],
  signature: {
    readonly uniqueId: Oid
    readonly signingTime: string
    readonly sha1Hex: string
    readonly size: number
  },
  {profile}: LotFacts,
): Lot {
  const first = documents[0]
  if (!first) throw new RangeError('a lot has at least one document')
  const {uniqueId, signingTime, sha1Hex, size} = signature
  return {
    set,
    documents,
    signature: signatureEntryOf({
      uniqueId,
      signingTime,
      author: set.author,
      document: first.entry,
      formatCode: profile.xds.signatureFormatCode,
      ...(profile.xds.hashAndSize === 'both' ? {hash: sha1Hex, size} : {}),
    }),
  }
}
