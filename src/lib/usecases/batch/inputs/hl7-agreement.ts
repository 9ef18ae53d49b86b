import type {CdaHeader} from '../../../cda/model.ts'
import {insOf, uniqueIdOf} from '../../../cda/read-header.ts'
import {documentNumbersOf} from '../../../hl7v2/document-numbers.ts'
import type {EmbeddedDocument} from '../../../hl7v2/documents.ts'
import type {Hl7Intent} from '../../../hl7v2/intent.ts'
import type {Hl7Message} from '../../../hl7v2/message.ts'
import type {Hl7Patient} from '../../../hl7v2/patient.ts'
import {readBirthDate} from '../../../ins/birth-date.ts'
import {sameName} from '../../../ins/names.ts'
import type {Verdict} from '../candidate.ts'
import {held, rejected} from './cda-candidate.ts'

/** Gender of the CDA for PID-8 (HL7 table 0001 and AdministrativeGender). */
const GENDERS: Readonly<Record<string, string>> = {M: 'M', F: 'F', U: 'UN'}

function day(text: string | undefined): string | undefined {
  const read = text === undefined ? undefined : readBirthDate(text.slice(0, 8))
  return typeof read === 'object' ? read.day : undefined
}

/** Traits that the two do not state alike; one that either leaves out counts, because nothing confirms it. */
function differingTraits(patient: Hl7Patient, {patient: cda}: CdaHeader): string[] {
  const families = cda?.names.flatMap((name) => name.families) ?? []
  const birth =
    families.find(({qualifier}) => qualifier === 'BR') ?? families.find(({qualifier}) => !qualifier)
  const fields: string[] = []
  if (!birth || !patient.birthName || !sameName(birth.text, patient.birthName)) fields.push('PID^5')
  const born = day(patient.birthDate)
  if (!born || born !== day(cda?.birthTime?.value)) fields.push('PID^7')
  if (!patient.sex || (GENDERS[patient.sex] ?? patient.sex) !== cda?.gender?.code) fields.push('PID^8')
  const otherIpp = patient.ipps.some(({value, oid}) =>
    cda?.ids.some(({root, extension}) => oid !== undefined && root === oid && extension !== value),
  )
  if (otherIpp) fields.push('PID^3')
  return fields
}

/** The INS of the envelope must be that of the document, digits and OID: anything else is somebody else's document. */
export function againstIns({ins, former}: Hl7Patient, header: CdaHeader): Verdict | undefined {
  const own = insOf(header)
  if (ins.length === 0) return former ? rejected('ins-former') : rejected('ins-differs', {field: 'PID^3'})
  const same = ins.every(
    ({value, oid}) => value.replaceAll(/\s/g, '').toUpperCase() === own?.matricule && oid === own.oid,
  )
  return same ? undefined : rejected('ins-differs', {field: 'PID^3'})
}

/** Differing traits wait for a person: one of the two may only be spelled otherwise. */
export function againstTraits(patient: Hl7Patient, header: CdaHeader): Verdict | undefined {
  const fields = differingTraits(patient, header)
  return fields.length === 0 ? undefined : held('traits-differ', {fields: fields.join(', ')})
}

/** The numbers and the type of the document, as MDM and the OBX state them beside the CDA. */
export function againstNumbers(
  message: Hl7Message,
  document: EmbeddedDocument,
  header: CdaHeader,
  intent: Hl7Intent,
): Verdict | undefined {
  const numbers = documentNumbersOf(message)
  const uniqueId = uniqueIdOf(header.id)
  if (numbers.document && numbers.document !== uniqueId) return rejected('hl7-ids-differ', {field: 'TXA^12'})
  if (intent === 'delete') return undefined
  const announced = header.replaces?.typeCode === 'RPLC' ? uniqueIdOf(header.replaces.id) : undefined
  if ((intent === 'replace') !== (announced !== undefined))
    return rejected('hl7-replacement', {field: 'relatedDocument'})
  if (intent === 'replace' && numbers.parent && numbers.parent !== announced)
    return rejected('hl7-replacement', {field: 'TXA^13'})
  if (document.code && document.code !== header.code?.code) return held('hl7-code-differs', {field: 'OBX^3'})
  return undefined
}
