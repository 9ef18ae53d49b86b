import type {Identities} from '../../../identities/identities.ts'
import {columns as canonical} from '../../../manifest/columns.ts'
import {withColumns} from '../../../mapping/column-source.ts'
import type {Mapping} from '../../../mapping/mapping.ts'
import {readMapping} from '../../../mapping/read-mapping.ts'
import type {Visibility} from '../../../visibility/visibility.ts'
import type {Workbench} from '../../ports.ts'
import type {Candidate, CandidateSource} from '../candidate.ts'
import {joinIdentity} from './join-identity.ts'
import {candidateOf} from './tabular-candidate.ts'
import {TabularDocuments} from './tabular-documents.ts'
import {ManifestFiles} from './tabular-files.ts'
import {openRows} from './tabular-rows.ts'
import type {OpenedRows} from './tabular-source.ts'

export type TabularBench = Pick<Workbench, 'files' | 'profile' | 'signal' | 'sheets' | 'cdaReader'>

export interface TabularOptions {
  /** Path of a mapping file, or one already read. */
  readonly mapping?: string | Mapping | undefined
  /** `canonical=SOURCE`, as typed. */
  readonly columns?: readonly string[] | undefined
  /** Stated once for the whole manifest; a row may state its own. */
  readonly visibility?: Visibility | undefined
  readonly identities?: Identities | undefined
  readonly allowAbsolute?: boolean | undefined
  /** Sheet of a workbook; needed where several are filled. */
  readonly sheet?: string | undefined
}

/** Reads a mapping file. @throws DmpError DMP_FILE_UNREADABLE, DMP_MAPPING_INVALID */
export async function loadMapping(
  {files}: Pick<Workbench, 'files'>,
  path: string,
  names = canonical,
): Promise<Mapping> {
  return readMapping(await files.read(path, {maxBytes: 1024 * 1024}), path, names)
}

/** The mapping that options ask for. @throws DmpError DMP_FILE_UNREADABLE, DMP_MAPPING_INVALID */
export async function mappingOf(
  bench: Pick<Workbench, 'files'>,
  {mapping, columns = [], sheet}: Pick<TabularOptions, 'mapping' | 'columns' | 'sheet'>,
  names = canonical,
): Promise<Mapping> {
  const read = typeof mapping === 'string' ? await loadMapping(bench, mapping, names) : mapping
  const whole = withColumns(read, columns, names)
  return sheet === undefined ? whole : {...whole, source: {...whole.source, sheet}}
}

/**
 * A manifest as candidates, in order: CSV, a workbook or NDJSON, told apart by their bytes. May be read several times;
 * nothing of the file is kept.
 * @throws DmpError while iterating: DMP_MANIFEST_UNREADABLE, DMP_MAPPING_INVALID, DMP_FILE_UNREADABLE, DMP_XML_REFUSED
 */
export function openTabular(
  bench: TabularBench,
  path: string,
  options: TabularOptions = {},
): CandidateSource {
  return {[Symbol.asyncIterator]: () => candidates(bench, bench.files.resolve(path), options)}
}

async function* candidates(
  bench: TabularBench,
  manifest: string,
  options: TabularOptions,
): AsyncGenerator<Candidate> {
  const mapping = await mappingOf(bench, options)
  const opened = await openRows(bench, manifest, mapping, canonical)
  const folder = bench.files.resolve(manifest, '..')
  const profile = await bench.profile()
  const documents = new TabularDocuments(bench, profile)
  const place = {
    manifest,
    files: new ManifestFiles(bench.files, bench.files.resolve(folder, mapping.paths.root ?? '.')),
    profile,
    options: {
      visibility: options.visibility,
      allowAbsolute: options.allowAbsolute ?? false,
      partialTraits: options.identities !== undefined,
    },
  }
  let ofFile = fileRepairs(opened)
  for await (const block of opened.rows()) {
    for (const row of block) {
      const candidate = await documents.complete(await candidateOf(place, row))
      const joined = options.identities ? joinIdentity(candidate, options.identities) : candidate
      yield ofFile.length === 0 ? joined : {...joined, repairs: [...ofFile, ...(joined.repairs ?? [])]}
      ofFile = []
    }
  }
}

/** What was done to the file as a whole, told with its first record. */
function fileRepairs({facts}: OpenedRows): NonNullable<Candidate['repairs']>[number][] {
  if (facts.kind !== 'csv') return []
  const codes = [
    ...(facts.bom ? ['bom'] : []),
    ...(facts.encoding === 'utf-8' ? [] : [`from-${facts.encoding}`]),
    ...(facts.skippedLines > 0 ? ['title-lines'] : []),
  ]
  return codes.map((code) => ({code, field: '-'}))
}
