import {incompleteAt} from '../../../hl7v2/completeness.ts'
import {documentsOf, type EmbeddedDocument} from '../../../hl7v2/documents.ts'
import {flagsOf, type SubmissionFlags, stayDiffersAt, stayOf} from '../../../hl7v2/flags.ts'
import {documentMessages, type Hl7Intent, intentOf, type MessageHeader} from '../../../hl7v2/intent.ts'
import type {Hl7Message} from '../../../hl7v2/message.ts'
import {
  type Hl7Patient,
  patientOf,
  reliabilityDiffers,
  reliabilityOf,
  severalPatients,
} from '../../../hl7v2/patient.ts'
import {senderOf} from '../../../hl7v2/sender.ts'
import type {Profile} from '../../../profile/profile.ts'
import type {Visibility} from '../../../visibility/visibility.ts'
import type {Candidate, LocalFacts, Verdict} from '../candidate.ts'
import {excluded, held, rejected} from './cda-candidate.ts'
import type {InputOptions} from './input-options.ts'

/** All that a message says around its documents. */
export interface Hl7Envelope {
  readonly intent: Hl7Intent
  readonly documents: readonly EmbeddedDocument[]
  readonly flags: SubmissionFlags
  readonly patient: Hl7Patient
  readonly local: LocalFacts
  readonly activityCode?: string
  readonly repairs: NonNullable<Candidate['repairs']>
}

/** What the message is, whatever its documents: a verdict ends it. */
export function againstKind(
  {type, processing, reverse}: MessageHeader,
  {environment}: Profile,
): Verdict | undefined {
  if (reverse) return excluded('hl7-reverse-flow')
  if (documentMessages[type] === undefined) return excluded('hl7-other-message', {type})
  if (environment === 'production' && processing !== 'P')
    return rejected('hl7-test-message', {mode: processing || '-'})
  return undefined
}

/** IPP of the domain of this hospital, else the only one. */
function ippOf({ipps}: Hl7Patient, {structure}: Profile): string | undefined {
  const own = ipps.find(({oid}) => oid !== undefined && oid === structure.ippOid)
  return own?.value ?? (ipps.length === 1 ? ipps[0]?.value : undefined)
}

/** By what the hospital finds a message again, even one that is refused. */
export function localFacts(message: Hl7Message, profile: Profile): LocalFacts {
  const ipp = ippOf(patientOf(message), profile)
  const {venue, unit} = stayOf(message)
  const {structureId} = senderOf(message)
  return {
    ...(ipp ? {ipp} : {}),
    ...(venue ? {venue} : {}),
    ...(unit ? {unit} : {}),
    ...(structureId ? {structureId} : {}),
  }
}

/** Reads the envelope of a message that carries documents. */
export function envelopeOf(
  message: Hl7Message,
  header: MessageHeader,
  profile: Profile,
): Hl7Envelope | Verdict {
  const several = severalPatients(message, header.type)
  if (several === 'misplaced') return rejected('hl7-several-pid')
  if (several === 'differ') return held('hl7-several-patients')
  const flags = flagsOf(message)
  if ('at' in flags) return rejected('hl7-flag', {flag: flags.at})
  if (flags.forDmp === false) return excluded('hl7-not-for-dmp')
  const documents = documentsOf(message, documentMessages[header.type] ?? 1)
  if ('fault' in documents) return rejected('hl7-document', {fault: documents.fault, at: documents.at})
  const {intent, said} = intentOf(message, header)
  if (!intent) return rejected('hl7-intent', {...said})
  const field = reliabilityDiffers(message) ? 'PID^32' : stayDiffersAt(message)
  if (field && intent !== 'delete') return held('hl7-groups-differ', {field})
  const {activityCode} = stayOf(message)
  const patient = patientOf(message)
  const blanks = patient.ins.some(({value}) => /\s/.test(value)) ? [{code: 'blanks', field: 'ins'}] : []
  const structure = senderOf(message).repaired ? [{code: 'hl7-structure-prefix', field: 'PRT^8'}] : []
  return {
    intent,
    documents,
    flags,
    patient,
    local: localFacts(message, profile),
    repairs: [...message.notes, ...blanks, ...structure],
    ...(activityCode ? {activityCode} : {}),
  }
}

/** What forbids feeding for now and does not forbid deleting. */
export function againstFeeding(
  message: Hl7Message,
  {flags, intent}: Hl7Envelope,
  options: InputOptions,
): Verdict | undefined {
  const field = incompleteAt(message)
  if (field) return held('incomplete-biology', {field})
  if (flags.secretConnection) return held('hl7-secret-connection')
  if (flags.secretConnection === undefined && !options.visibility) return held('visibility-not-stated')
  if (flags.changesVisibility && intent === 'submit') return held('hl7-visibility-change')
  return undefined
}

/** Who may see it: each flag as stated, and what the operator stated once for the flags that are absent. */
export function visibilityOf(flags: SubmissionFlags, {visibility}: InputOptions): Visibility | undefined {
  const hiddenFromProfessionals = flags.hiddenFromProfessionals ?? visibility?.hiddenFromProfessionals
  const hiddenFromPatient = flags.hiddenFromPatient ?? visibility?.hiddenFromPatient
  const hiddenFromLegalRepresentatives =
    flags.hiddenFromLegalRepresentatives ?? visibility?.hiddenFromLegalRepresentatives
  if (hiddenFromProfessionals === undefined || hiddenFromPatient === undefined) return undefined
  if (hiddenFromLegalRepresentatives === undefined) return undefined
  return {hiddenFromProfessionals, hiddenFromPatient, hiddenFromLegalRepresentatives}
}

/**
 * The word for the identity, from PID-32 and the hospital's own identities. `VALI` beside an INS is ambiguous in older
 * feeds: it counts as qualified only where the profile says that this hospital's always is.
 */
export function identityOf(
  patient: Hl7Patient,
  {hl7}: Profile,
  {identityStatus}: InputOptions,
  known: string | undefined,
): {readonly word: string} | {readonly verdict: Verdict} {
  const {verdict, word} = reliabilityOf(patient)
  if (verdict === 'refused') return {verdict: rejected('hl7-identity-refused', {status: word})}
  if (known !== undefined) return {word: known}
  if (verdict === 'qualified' || (verdict === 'ambiguous' && hl7.valiMeansQualified)) return {word: 'QUAL'}
  if (verdict === 'ambiguous') return {verdict: held('hl7-identity-ambiguous', {status: word})}
  return identityStatus ? {word: identityStatus} : {verdict: held('hl7-identity-status-absent')}
}
