import fc from 'fast-check'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import {matriculeKey} from '../../../src/lib/ins/matricule.ts'
import type {Ins, Matricule, StrictTraits} from '../../../src/lib/ins/patient-identity.ts'

export const GS = '\u001d'
export const TEST_OID = '1.2.250.1.213.1.4.10' as Oid
export const REAL_OID = '1.2.250.1.213.1.4.8' as Oid

export const ins: Ins = {matricule: '285052A00401814' as Matricule, oid: TEST_OID}
export const traits: StrictTraits = {
  birthName: "D'Essai-Fictif",
  givenNames: 'Léa Marie-Ange',
  firstGiven: 'Léa',
  sex: 'F',
  birthDate: '19850517',
  birthPlace: '2A004',
}

/** The invented example of the specification's form, 121 characters. */
export const example = `IS010000000000000000000000S1285052A00401814S21.2.250.1.213.1.4.10S3LEA MARIE-ANGE${GS}S4D'ESSAI-FICTIF${GS}S5FS617-05-1985S72A004`

const word = fc.stringMatching(/^[A-Z]{1,12}$/)
const name = fc
  .tuple(word, fc.array(fc.tuple(fc.constantFrom(' ', '-', "'"), word), {maxLength: 6}))
  .map(([first, rest]) => (first + rest.map(([sign, next]) => sign + next).join('')).slice(0, 100))
  .map((text) => text.replace(/[^A-Z]+$/, ''))

/** Invented people whose numbers agree with their traits. */
export const people = fc
  .record({
    female: fc.boolean(),
    date: fc.date({min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true}),
    order: fc.integer({min: 1, max: 999}),
    oid: fc.constantFrom(TEST_OID, REAL_OID),
    birthName: name,
    givenNames: name,
    place: fc.constantFrom('99999', '2A004', '75056', '97411'),
  })
  .map(({female, date, order, oid, birthName, givenNames, place}) => {
    const day = date.toISOString().slice(0, 10).replaceAll('-', '')
    const thirteen = `${female ? 2 : 1}${day.slice(2, 6)}${place}${String(order).padStart(3, '0')}`
    const who: {ins: Ins; traits: StrictTraits} = {
      ins: {matricule: `${thirteen}${matriculeKey(thirteen)}` as Matricule, oid},
      traits: {
        birthName,
        givenNames,
        firstGiven: givenNames.split(' ')[0] ?? '',
        sex: female ? 'F' : 'M',
        birthDate: day,
        birthPlace: place,
      },
    }
    return who
  })
