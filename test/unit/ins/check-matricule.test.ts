import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import {checkMatricule} from '../../../src/lib/ins/check-matricule.ts'
import {coherenceFindings} from '../../../src/lib/ins/coherence.ts'
import {insOids} from '../../../src/lib/ins/ins-oids.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import {readMatricule} from '../../../src/lib/ins/read-matricule.ts'
import {agreeOnKeys} from '../../soak/keys.ts'
import {freshSeed} from '../../soak/random.ts'
import {keyOf, samplePatients} from '../../support/sample-patients.ts'

const thisYear = 2026
const whole = (thirteen: string) => `${thirteen}${keyOf(thirteen)}` as Matricule
const check = (text: string, more: object = {}) => checkMatricule(text, {thisYear, ...more})
const rules = (text: string, more: object = {}) =>
  check(text, more).findings.map(({rule, params}) => [rule, ...Object.values(params)].join(' '))

it('agrees on keys with another implementation, over 20 000 random numbers', async () => {
  const seed = freshSeed()
  const {faults} = await agreeOnKeys({numbers: 20_000}, {seed, say: () => undefined})
  expect(faults, `seed ${seed}`).toEqual([])
})

describe('what the parts of a matricule say', () => {
  it.each<[string, string, object]>([
    [
      'Corse-du-Sud',
      '285052A004018',
      {
        sex: 'F',
        years: [1985],
        month: 5,
        place: {kind: 'corsica', department: '2A', code: '2A004'},
        order: '018',
      },
    ],
    ['an incomplete record', '1994275056001', {sex: 'M', month: null, place: {kind: 'metropolitan'}}],
    ['overseas', '2931298818004', {place: {kind: 'overseas', department: '988', code: '98818'}}],
    ['abroad', '1840199134001', {place: {kind: 'abroad', department: '99', code: '99134'}}],
    ['an unknown place', '1840199999001', {place: {kind: 'unknown'}}],
    ['Corsica of old', '1700120004001', {place: {kind: 'former-corsica'}}],
    ['Tunisia of old', '1500196004001', {place: {kind: 'former-north-africa'}}],
    ['91 before 1968', '1500191004001', {place: {kind: 'ambiguous'}}],
    ['91 since 1968', '1840191004001', {place: {kind: 'metropolitan'}}],
    ['a year of two centuries', '1150175056001', {years: [2015, 1915]}],
    ['a year that is to come', '1700175056001', {years: [1970]}],
    ['a number under way', '3840175056001', {sex: 'M', registration: 'ongoing'}],
    ['a provisional number', '8840175056001', {sex: 'F', registration: 'provisional'}],
  ])('%s', (_what, thirteen, expected) => {
    expect(readMatricule(whole(thirteen), thisYear)).toMatchObject(expected)
  })
})

describe('a matricule', () => {
  it('is valid in every usual form', () => {
    for (const {ins} of Object.values(samplePatients))
      expect([ins.matricule, check(ins.matricule).verdict]).toEqual([ins.matricule, 'valid'])
  })

  it.each<[string, string, string[]]>([
    ['month 13', '1841375056001', ['INS-PART month']],
    ['month 00', '1840075056001', ['INS-PART month']],
    ['departement 00', '1840100056001', ['INS-PART department']],
    ['a territory that is none', '1840197956001', ['INS-PART department']],
    ['commune 000', '1840175000001', ['INS-PART commune']],
    ['overseas commune 00', '1840197100001', ['INS-PART commune']],
    ['rank 000', '1840175056000', ['INS-PART order']],
    ['departement 20 after 1975', '1840120004001', ['INS-PLACE-DATE 20 1976']],
    ['departement 96 after 1967', '1840196004001', ['INS-PLACE-DATE 96 1968']],
    ['a number under way', '7840175056001', ['INS-REGISTRATION']],
  ])('is suspicious with %s', (_what, thirteen, expected) => {
    expect(rules(whole(thirteen))).toEqual(expected)
    expect(check(whole(thirteen)).verdict).toBe('suspicious')
  })

  it('is judged by the year of birth where that is known', () => {
    const matricule = whole('1150120004001')
    expect(rules(matricule)).toEqual([])
    expect(rules(matricule, {year: 2015})).toEqual(['INS-PLACE-DATE 20 1976'])
  })

  it('may begin with 7 or 8 under the OID of a NIA', () => {
    expect(check(whole('7840175056001'), {oid: insOids.nia})).toMatchObject({verdict: 'valid', kind: 'nia'})
  })

  it('with a wrong key is refused when typed, and a doubt when answered or fictitious', () => {
    const wrong = '285052A00401815'
    expect(check(wrong)).toMatchObject({verdict: 'invalid', fault: 'key'})
    expect(check(wrong, {oid: insOids.nir})).toMatchObject({verdict: 'invalid', fault: 'key'})
    for (const more of [{returned: true}, {oid: insOids.test}, {oid: insOids.demonstration}])
      expect(check(wrong, more)).toMatchObject({
        verdict: 'suspicious',
        findings: [{rule: 'INS-KEY-RETURNED'}],
      })
  })

  it.each<[string, 'production' | 'test', string, string]>([
    ['a real one in production', 'production', insOids.nir, ''],
    ['a real one elsewhere', 'test', insOids.nir, 'real-outside-production'],
    ['a fictitious one in production', 'production', insOids.test, 'fictitious-in-production'],
    ['an INS-C', 'test', '1.2.250.1.213.1.4.2', 'former'],
    ['another OID', 'test', '1.2.3', 'unknown'],
  ])('is held against the environment: %s', (_what, environment, oid, reason) => {
    const place = {environment, allowedOids: [] as Oid[], oidMapping: {}}
    const {verdict, findings} = check(whole('1840175056001'), {oid, place})
    expect([verdict, findings[0]?.params['reason'] ?? '']).toEqual([reason ? 'invalid' : 'valid', reason])
  })

  it('never ends in anything but a verdict, whatever the text', () => {
    const units = fc.array(fc.integer({min: 0, max: 0xffff}), {maxLength: 60})
    const odd = fc.oneof(
      units.map((codes) => String.fromCharCode(...codes)),
      fc
        .array(fc.constantFrom(...'12AB9 .é\u00a0<&\u0000😀'), {maxLength: 20})
        .map((signs) => signs.join('')),
    )
    fc.assert(
      fc.property(odd, (text) => {
        const {verdict, fault} = check(text)
        expect(verdict === 'invalid').toBe(fault !== undefined)
      }),
    )
  })
})

describe('a number of a parent', () => {
  const child = {...samplePatients.minor.traits, sex: 'M' as const, birthDate: '20150601'}
  const parent = (thirteen: string, birthDate = '20150601') =>
    coherenceFindings(whole(thirteen), {...child, birthDate}).some(({rule}) => rule === 'INS-PARENT')

  it('is seen by the birth of the child', () => {
    expect(parent('1840699999001')).toBe(true)
    expect(parent('1150699999001')).toBe(false)
    expect(parent('1140699999001')).toBe(false)
    expect(parent('1690699999001', '19990601')).toBe(true)
    expect(parent('1990699999001', '20120601')).toBe(true)
  })
})
