import {DmpError} from '../errors/dmp-error.ts'
import type {ManifestFault, ManifestOptions, ManifestProblem, ManifestRow} from './manifest.ts'
import {type Fields, problem, readFields, unusable} from './read-fields.ts'
import {readRow} from './read-row.ts'
import {type RawLine, splitLines} from './split-lines.ts'

/**
 * Reads a manifest line by line: each line that is not blank gives one row or one fault, in order, so that
 * lines = rows + faults.
 * @param name of the manifest, for the faults
 * @throws DmpError DMP_MANIFEST_UNREADABLE {file, reason} when it is not NDJSON at all, or holds no line
 */
export async function* readManifest(
  source: AsyncIterable<Uint8Array>,
  name: string,
  options: ManifestOptions = {},
): AsyncGenerator<ManifestRow | ManifestFault> {
  const known = new Map<string, number>()
  let count = 0
  for await (const raw of splitLines(source)) {
    if ('text' in raw && raw.text.trim() === '') continue
    if (count++ === 0) refuseOtherForms(raw, name)
    yield readLine(raw, name, options, known)
  }
  if (count === 0) throw unreadable(name, 'empty')
}

/** The error of one bad line, for a caller that stops at it. */
export function manifestError(fault: ManifestFault): DmpError {
  const {manifest: file, line, field, reason} = fault
  return new DmpError('DMP_MANIFEST_LINE', {
    params: {...fault.params, file, line, field, reason},
    details: {file, line, problems: fault.problems},
  })
}

function readLine(
  raw: RawLine,
  name: string,
  options: ManifestOptions,
  known: Map<string, number>,
): ManifestRow | ManifestFault {
  const fields = 'fault' in raw ? unusable(raw.fault) : readFields(raw.text)
  if (!fields.usable) return asFault(raw.line, name, fields, fields.problems)
  const row = readRow(raw.line, fields, options)
  if (Array.isArray(row)) return asFault(raw.line, name, fields, row)
  if (row.sourceId === undefined) return row
  const key = sourceKey(row)
  const first = known.get(key)
  if (first !== undefined)
    return asFault(raw.line, name, fields, [problem('source_id', 'source-id-twice', {first})])
  known.set(key, raw.line)
  return row
}

/** Versions of one document share its source id: a first submission and each replacement. */
function sourceKey(row: ManifestRow): string {
  return `${row.version ?? ''} ${row.action} ${row.replaces ?? ''} ${row.sourceId}`
}

function asFault(
  line: number,
  manifest: string,
  fields: Fields,
  problems: readonly ManifestProblem[],
): ManifestFault {
  const first = problems[0] ?? problem('-', 'json')
  const sourceId = fields.values.get('source_id')
  const file = fields.values.get('file')
  return {
    ...first,
    kind: 'fault',
    manifest,
    line,
    problems,
    extras: fields.extras,
    ...(sourceId !== undefined && {sourceId}),
    ...(file !== undefined && {file}),
  }
}

/** The first line tells a spreadsheet, a JSON array or another encoding from a manifest with one bad line. */
function refuseOtherForms(raw: RawLine, name: string): void {
  if ('fault' in raw) {
    if (raw.fault === 'utf-16') throw unreadable(name, 'utf-16')
    return
  }
  const start = raw.text.trimStart()
  if (raw.text.includes('\u0000')) throw unreadable(name, 'utf-16')
  if (start.startsWith('[')) throw unreadable(name, 'array')
  if (!start.startsWith('{') && /^"?\w+"?[;,\t]/.test(start)) throw unreadable(name, 'csv')
}

function unreadable(file: string, reason: string): DmpError {
  return new DmpError('DMP_MANIFEST_UNREADABLE', {params: {file, reason}, details: {file, reason}})
}
