import {csvLine} from '../../csv/csv-line.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Frozen} from '../submission/render-document.ts'

const COLUMNS = [
  'file',
  'source_id',
  'action',
  'ipp',
  'venue',
  'type_code',
  'title',
  'document_date',
  'service_start',
  'service_stop',
  'entry_date',
  'exit_date',
  'author_id',
  'author_family',
  'author_given',
  'author_code',
  'author_role',
  'legal_authenticator_id',
  'legal_authenticator_family',
  'legal_authenticator_given',
  'unit',
  'facility_code',
  'practice_code',
  'activity_code',
  'masque_ps',
  'invisible_patient',
  'invisible_rep_legaux',
  'sha256',
] as const

export const RESEND_HEADER = csvLine(COLUMNS)

/** The mapping of such a list: its files lie anywhere below a root. */
export function resendMapping(root: string): string {
  const columns = COLUMNS.map((name) => `  ${name}: ${name}\n`)
  return `columns:\n${columns.join('')}paths:\n  root: ${JSON.stringify(root)}\n`
}

/**
 * A document as a row of a manifest for its right patient, told by his number alone: the identities file gives the rest.
 * Undefined for a ready-made CDA, whose header names the patient: its author makes it again.
 * @param file relative to the root that the mapping states
 */
export function resendRow(item: JournalItem, file: string, ipp: string): string | undefined {
  const frozen = item.frozen as unknown as Frozen
  if (frozen.kind !== 'level1') return undefined
  const {input, activityCode} = frozen
  const [author] = input.authors
  const {legalAuthenticator: signer, service, encounter} = input
  const {visibility} = item
  const flag = (on: boolean) => (on ? 'Y' : 'N')
  const values: Readonly<Record<(typeof COLUMNS)[number], string | undefined>> = {
    file,
    source_id: item.sourceId,
    action: 'submit',
    ipp,
    venue: item.venue,
    type_code: input.code.code,
    title: input.title,
    document_date: input.effectiveTime,
    service_start: service.start,
    service_stop: service.stop,
    entry_date: encounter.stop === undefined ? undefined : encounter.start,
    exit_date: encounter.stop,
    author_id: author?.person ? author.id : undefined,
    author_family: author?.person?.family,
    author_given: author?.person?.given,
    author_code: author?.person ? author.specialty?.code : undefined,
    author_role: author?.person ? author.role?.code : undefined,
    legal_authenticator_id: signer.id,
    legal_authenticator_family: signer.person.family,
    legal_authenticator_given: signer.person.given,
    unit: item.unit,
    facility_code: encounter.facility.code,
    practice_code: service.performer.practiceSetting.code,
    activity_code: activityCode,
    masque_ps: flag(visibility.hiddenFromProfessionals),
    invisible_patient: flag(visibility.hiddenFromPatient),
    invisible_rep_legaux: flag(visibility.hiddenFromLegalRepresentatives),
    sha256: item.sourceSha256,
  }
  return csvLine(COLUMNS.map((name) => values[name]))
}
