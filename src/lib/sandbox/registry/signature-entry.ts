import {readCx} from './hl7v2-reading.ts'
import {type LotCode, type LotEntry, type LotSet, slotOf} from './lot.ts'
import {metadataError} from './refusals.ts'

const FORMATS = ['http://www.w3.org/2000/09/xmldsig#', 'urn:ihe:iti:dsg:detached:2014']
const MASKS = ['INVISIBLE_PATIENT', 'MASQUE_PS', 'N']

/** Metadata of the signature's entry, fixed by the GIE message samples. `documents` gives facility and setting. */
export function checkSignatureEntry(entry: LotEntry, set: LotSet, documents: readonly LotEntry[]): void {
  const checks: readonly (readonly [field: string, right: boolean])[] = [
    ['mimeType', entry.mimeType === 'text/xml'],
    ['languageCode', slotOf(entry, 'languageCode') === 'art'],
    ['title', entry.title === 'Source'],
    ['classCode', is(entry.classCode, 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', 'URN')],
    ['typeCode', is(entry.typeCode, 'E1762', 'ASTM')],
    ['formatCode', FORMATS.includes(entry.format.code) && entry.format.system === 'URN'],
    ['eventCodeList', entry.events.some((code) => is(code, '1.2.840.10065.1.12.1.14', '1.2.840.10065.1.12'))],
    [
      'confidentialityCode',
      entry.confidentiality
        .map(({code}) => code)
        .sort()
        .join() === MASKS.join(),
    ],
    [
      'healthcareFacilityTypeCode',
      documents.some(({facility}) => is(entry.facility, facility.code, facility.system)),
    ],
    [
      'practiceSettingCode',
      documents.some(({practice}) => is(entry.practice, practice.code, practice.system)),
    ],
    ['sourcePatientInfo', !entry.slots.has('sourcePatientInfo')],
    ['sourcePatientId', samePatient(slotOf(entry, 'sourcePatientId') ?? '', entry.patientId)],
    ['author', entry.authors.length === 1 && entry.authors[0]?.person === set.author.person],
    ['legalAuthenticator', slotOf(entry, 'legalAuthenticator') === set.author.person],
  ]
  const wrong = checks.find(([, right]) => !right)
  if (wrong)
    throw metadataError(
      `Fiche de signature : ${wrong[0]} n’a pas la valeur attendue.`,
      `signature-entry/${wrong[0]}`,
    )
}

function is(code: LotCode, value: string, system: string): boolean {
  return code.code === value && code.system === system
}

function samePatient(one: string, other: string): boolean {
  const [a, b] = [readCx(one), readCx(other)]
  return a !== undefined && a.id === b?.id && a.oid === b.oid
}
