import type {DocumentUniqueId} from '../../../ids/identifiers.ts'
import {insidePath} from '../../../manifest/inside-path.ts'
import type {ManifestOptions, ManifestProblem, ManifestRow} from '../../../manifest/manifest.ts'
import {readRow} from '../../../manifest/read-row.ts'
import type {ItemAction} from '../../../ports/journal.ts'
import type {Profile} from '../../../profile/profile.ts'
import {requestOfRow} from '../../submission/request-of-row.ts'
import type {Candidate, LocalFacts, NamedDocuments, Verdict} from '../candidate.ts'
import type {ManifestFiles} from './tabular-files.ts'
import type {SourceRow} from './tabular-source.ts'

/** What all rows of one manifest have in common. */
export interface RowPlace {
  /** Absolute path of the manifest. */
  readonly manifest: string
  readonly files: ManifestFiles
  readonly profile: Profile
  readonly options: ManifestOptions
}

type Outcome = Pick<Candidate, 'request' | 'deletion' | 'verdict'> & {readonly renamed?: boolean}

const LOCAL = {
  ipp: 'ipp',
  venue: 'venue',
  sourceId: 'source_id',
  unit: 'unit',
  title: 'title',
  typeCode: 'type_code',
  documentDate: 'document_date',
  status: 'status',
  structureId: 'structure_id',
} as const satisfies Readonly<Record<keyof LocalFacts, string>>
const LOCAL_COLUMNS = Object.entries(LOCAL)

/** A record of a table as a candidate. Nothing wrong with one record stops the others: that is its verdict. */
export async function candidateOf(place: RowPlace, row: SourceRow): Promise<Candidate> {
  const {line, mapped} = row
  const values = mapped?.fields.values ?? new Map<string, string>()
  const local: Record<string, string> = {}
  for (const [key, column] of LOCAL_COLUMNS) {
    const text = values.get(column)
    if (text !== undefined) local[key] = text
  }
  const {renamed, ...outcome} = await outcomeOf(place, row)
  const action = (values.get('action') ?? 'submit') as ItemAction
  const repairs = [...(mapped?.repairs ?? []), ...(renamed ? [RENAMED] : [])]
  const namedFile = outcome.verdict ? await namedFileOf(place, values, outcome.verdict) : undefined
  return {
    action,
    origin: {file: place.manifest, line},
    local,
    ...(repairs.length > 0 ? {repairs} : {}),
    ...outcome,
    ...(namedFile === undefined ? {} : {namedFile}),
    ...(action === 'delete' && outcome.verdict ? {keepsBack: namedIn(values)} : {}),
  }
}

/**
 * The file of a line that does not go and is not left out on purpose: its number stands for those bytes all the same,
 * and a finished document for the version it replaces.
 */
async function namedFileOf(
  {files, options}: RowPlace,
  values: ReadonlyMap<string, string>,
  verdict: Verdict,
): Promise<string | undefined> {
  const name = values.get('file')
  if (name === undefined || verdict.class === 'excluded') return undefined
  if (!values.has('source_id') && !/\.(?:xml|cda)$/i.test(name)) return undefined
  const inside = insidePath(name, options.allowAbsolute)
  const found = 'path' in inside ? await files.find(inside.path) : undefined
  return found && 'path' in found ? found.path : undefined
}

/** What a line that orders a deletion names, faulty as it may be. */
function namedIn(values: ReadonlyMap<string, string>): NamedDocuments {
  const [uniqueId, sourceId] = [values.get('document_id'), values.get('source_id')]
  return {uniqueIds: uniqueId ? [uniqueId] : [], ...(sourceId && !uniqueId ? {sourceIds: [sourceId]} : {})}
}

/** The disk has the name in the other form of its accents. */
const RENAMED = {code: 'nfc', field: 'file'}

async function outcomeOf(place: RowPlace, row: SourceRow): Promise<Outcome> {
  const {line, mapped, fault, passedOver, hidden} = row
  if (passedOver) return {verdict: {class: 'excluded', reason: passedOver}}
  if (mapped?.keptBack?.class === 'excluded') return {verdict: mapped.keptBack}
  if (fault) return rejected(place, line, {...fault, params: {}})
  if (!mapped) return rejected(place, line, {field: '-', reason: 'json', params: {}})
  if (hidden) return {verdict: {class: 'held', reason: 'hidden-row'}}
  const read = readRow(line, mapped.fields, place.options)
  if (Array.isArray(read)) {
    const [first, ...others] = read
    if (first?.reason === 'restricted' && others.length === 0)
      return {verdict: {class: 'held', reason: 'restricted'}}
    return rejected(place, line, first ?? {field: '-', reason: 'json', params: {}})
  }
  if (mapped.keptBack) return {verdict: mapped.keptBack}
  return read.action === 'delete' ? deletionOf(read) : requestOf(place, read)
}

function rejected({manifest}: RowPlace, line: number, {field, reason, params}: ManifestProblem): Outcome {
  return {
    verdict: {
      class: 'rejected',
      reason: 'DMP_MANIFEST_LINE',
      params: {...params, file: manifest, line, field, reason},
    },
  }
}

function deletionOf({documentId, sourceId, ins, insOid}: ManifestRow): Outcome {
  return {
    deletion: {
      ...(documentId ? {uniqueId: documentId as string as DocumentUniqueId} : {}),
      ...(sourceId ? {sourceId} : {}),
      ...(ins && insOid ? {ins: {matricule: ins, oid: insOid}} : {}),
    },
  }
}

async function requestOf(place: RowPlace, row: ManifestRow): Promise<Outcome> {
  const {line} = row
  if (!row.typeCode && row.typeLabel && !/\.(?:xml|cda)$/i.test(row.file ?? ''))
    return {verdict: {class: 'held', reason: 'type-unmapped', params: {label: row.typeLabel.slice(0, 80)}}}
  const found = await place.files.find(row.file ?? '')
  if ('twice' in found) return {verdict: {class: 'held', reason: 'file-twice'}}
  if ('fault' in found)
    return rejected(place, line, {
      field: 'file',
      reason: found.fault,
      params: found.near === undefined ? {} : {near: found.near},
    })
  const request = requestOfRow(row, found.path, place.manifest, place.profile)
  return {request, renamed: found.renamed ?? false}
}
