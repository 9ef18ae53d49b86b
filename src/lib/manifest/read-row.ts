import type {Oid} from '../ids/oid.ts'
import {insidePath, type PathFault} from './inside-path.ts'
import {instantMs} from './instant.ts'
import type {ManifestAction, ManifestOptions, ManifestProblem, ManifestRow} from './manifest.ts'
import {type Fields, problem, type Refuse, type Text} from './read-fields.ts'
import {readIdentity} from './row-identity.ts'
import {readRowVisibility} from './row-visibility.ts'

/** A line's columns as a row, or all that is wrong with them. */
export function readRow(
  line: number,
  fields: Fields,
  options: ManifestOptions,
): ManifestRow | ManifestProblem[] {
  const problems = [...fields.problems]
  const refuse = (field: string, reason: string, params: ManifestProblem['params'] = {}) =>
    void problems.push(problem(field, reason, params))
  const text = (name: string) => fields.values.get(name)
  const action = (text('action') ?? 'submit') as ManifestAction

  const file = readFile(text('file'), action, options, refuse)
  const identity = readIdentity(text, refuse, options.partialTraits)
  requireColumns(action, text, file, refuse)
  refuseColumns(action, text, file, refuse)
  const visibility = readRowVisibility(text, action, options, refuse)
  const sendAfter = text('send_after')
  if (text('reveal_due') && action !== 'delete' && visibility && !visibility.hiddenFromPatient)
    refuse('reveal_due', 'reveal-not-hidden')
  if (problems.length > 0) return problems
  return {
    kind: 'row',
    line,
    action,
    extras: fields.extras,
    ...identity,
    ...plainColumns(text),
    author: pick(text, {
      id: 'author_id',
      family: 'author_family',
      given: 'author_given',
      code: 'author_code',
      role: 'author_role',
    }),
    legalAuthenticator: pick(text, {
      id: 'legal_authenticator_id',
      family: 'legal_authenticator_family',
      given: 'legal_authenticator_given',
    }),
    eventCodes: eventCodes(text('event_codes')),
    ...(file !== undefined && {file}),
    ...(visibility && {visibility}),
    ...(sendAfter !== undefined && {sendAfter: instantMs(sendAfter)}),
    ...(text('version') !== undefined && {version: Number(text('version'))}),
    ...(text('sha256') !== undefined && {sha256: text('sha256')?.toLowerCase() ?? ''}),
  }
}

function readFile(
  given: string | undefined,
  action: ManifestAction,
  options: ManifestOptions,
  refuse: Refuse,
) {
  if (given === undefined) {
    if (action !== 'delete') refuse('file', 'missing')
    return undefined
  }
  const inside: {path: string} | {fault: PathFault} = insidePath(given, options.allowAbsolute)
  if ('path' in inside) return inside.path
  refuse('file', inside.fault)
  return undefined
}

function requireColumns(action: ManifestAction, text: Text, file: string | undefined, refuse: Refuse): void {
  if (action === 'delete') {
    if (!text('document_id') && !text('source_id')) refuse('document_id', 'missing-document')
    return
  }
  if (!text('ins') && !text('ipp') && !isCda(file)) refuse('ins', 'missing-patient')
  if (!isCda(file)) {
    if (!text('document_date')) refuse('document_date', 'missing')
    if (!text('type_code') && !text('type_label')) refuse('type_code', 'missing')
  }
  if (action === 'replace' && !text('replaces')) refuse('replaces', 'missing')
}

function refuseColumns(action: ManifestAction, text: Text, file: string | undefined, refuse: Refuse): void {
  if (action === 'submit' && text('replaces')) refuse('replaces', 'replaces-submit')
  if (action === 'delete' || isCda(file)) return
  for (const name of OWN_IDS) if (text(name)) refuse(name, 'own-ids')
}

/** Given to a document when it is built; those of a ready-made CDA are in its header. */
const OWN_IDS = ['document_id', 'set_id', 'version'] as const

/** A ready-made CDA brings its own metadata. */
function isCda(file: string | undefined): boolean {
  return file !== undefined && /\.(?:xml|cda)$/i.test(file)
}

const PLAIN = {
  sourceId: 'source_id',
  ipp: 'ipp',
  usedName: 'used_name',
  usedGiven: 'used_given',
  typeCode: 'type_code',
  typeLabel: 'type_label',
  title: 'title',
  documentDate: 'document_date',
  serviceStart: 'service_start',
  serviceStop: 'service_stop',
  structureId: 'structure_id',
  structureName: 'structure_name',
  unit: 'unit',
  facilityCode: 'facility_code',
  practiceCode: 'practice_code',
  activityCode: 'activity_code',
  venue: 'venue',
  entryDate: 'entry_date',
  exitDate: 'exit_date',
  revealDue: 'reveal_due',
  replaces: 'replaces',
  status: 'status',
} as const

function plainColumns(text: Text): Partial<ManifestRow> {
  const oids = pick(text, {documentId: 'document_id', setId: 'set_id'}) as {documentId?: Oid; setId?: Oid}
  return {...pick(text, PLAIN), ...oids}
}

/** The columns that are there, under the names of the row. */
function pick<K extends string>(text: Text, names: Readonly<Record<K, string>>): {[name in K]?: string} {
  const found: {[name in K]?: string} = {}
  for (const key of Object.keys(names) as K[]) {
    const value = text(names[key])
    if (value !== undefined) found[key] = value
  }
  return found
}

function eventCodes(given: string | undefined): ManifestRow['eventCodes'] {
  return (given ?? '')
    .split(/ +/)
    .filter(Boolean)
    .map((one) => ({system: one.slice(0, one.indexOf(':')), code: one.slice(one.indexOf(':') + 1)}))
}
