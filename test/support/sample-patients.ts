/** Invented people: test OID, places of the unknown (99…), right keys. None of them exists. */
import type {Oid} from '../../src/lib/ids/oid.ts'
import type {Matricule, PatientIdentity} from '../../src/lib/ins/patient-identity.ts'

const TEST_OID = '1.2.250.1.213.1.4.10' as Oid
const IPP_OID = '1.2.250.1.999.1.2' as Oid

/** Key by the letter-to-zero form of the rule, another writing than the product's. */
export function keyOf(thirteen: string): string {
  const corsica = {A: 1_000_000, B: 2_000_000}[thirteen.slice(6, 7)] ?? 0
  const rest = (Number(thirteen.replace(/[AB]/, '0')) - corsica) % 97
  return String(97 - rest).padStart(2, '0')
}

function person(
  thirteen: string,
  birthName: string,
  givenNames: string,
  birthDate: string,
  birthPlace: string,
  ipp: string,
): PatientIdentity {
  return {
    ins: {matricule: `${thirteen}${keyOf(thirteen)}` as Matricule, oid: TEST_OID},
    traits: {
      birthName,
      givenNames,
      firstGiven: givenNames.split(' ')[0] ?? '',
      sex: thirteen.startsWith('2') ? 'F' : 'M',
      birthDate,
      birthPlace,
    },
    ipp: {value: ipp, oid: IPP_OID},
  }
}

export const samplePatients = {
  woman: person('2650599999001', 'ESSAI-ALPHA', 'LAURENCE MARIE', '19650512', '99999', '0000000101'),
  man: person('1540399999002', "D'ESSAI BETA", 'JEAN-PAUL', '19540321', '99999', '0000000102'),
  /** Born in Corse-du-Sud (matricule 2A), place code invented. */
  corsican: person('185122A998003', 'ESSAI-GAMMA', 'ANGE', '19851204', '2A998', '0000000103'),
  /** Born in Haute-Corse before 2A and 2B came into being. */
  formerCorsican: person('2701120998004', 'ESSAI-DELTA', 'LUCIE', '19701102', '2B998', '0000000104'),
  minor: person('2180699999005', 'ESSAI-EPSILON', 'ZOE ANNE', '20180615', '99999', '0000000105'),
  /** Pseudo-month of an incomplete record. */
  incomplete: person('1994299999006', 'ESSAI-ZETA', 'TOM', '19991231', '99999', '0000000106'),
  homonymOne: person('1700199999007', 'ESSAI-ETA', 'PIERRE', '19700105', '99999', '0000000107'),
  homonymTwo: person('1700199999008', 'ESSAI-ETA', 'PIERRE', '19700105', '99999', '0000000108'),
} as const satisfies Readonly<Record<string, PatientIdentity>>
