import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import {holderName} from '../../../src/lib/pki/holder.ts'
import {endOfUse, renewalCalendar} from '../../../src/lib/renewal/calendar.ts'
import {compareCertificates} from '../../../src/lib/renewal/certificate-diff.ts'
import {orderFields} from '../../../src/lib/renewal/order-sheet.ts'
import {parisInstant} from '../../../src/lib/renewal/paris-instant.ts'
import {renewalSteps} from '../../../src/lib/renewal/steps.ts'
import {authUse, type LeafOptions, serverUse, signUse, TestPki, testSigns} from '../../support/test-keys.ts'

let pki: TestPki
let leaves = 0
const leaf = (options: LeafOptions = {}) => {
  leaves += 1
  return pki.leaf(`renewal-${leaves}`, {subject: subject(), ...options})
}
const subject = (unit = '10B0000014', cn = 'DMP AUTH', state = 'Paris (75)') =>
  `/C=FR/ST=${state}/O=CH FICTIF/OU=${unit}/CN=${cn}`
const at = (text: string) => Date.parse(text)
const certificate = (options: LeafOptions = {}): Certificate => leaf(options).certificate

beforeAll(() => {
  pki = new TestPki()
})
afterAll(() => pki.remove())

describe('the calendar of a renewal', () => {
  // Ends on Tuesday 7 April 2026 at 08:00 in Paris: Easter Monday is the day before.
  const ends = {notBefore: '20230407060000Z', notAfter: '20260407060000Z'}

  it('names the last day of work before the end, over Easter and its weekend', () => {
    const calendar = renewalCalendar(certificate(ends), at('2026-03-02T09:00:00Z'))
    expect(calendar).toMatchObject({
      stage: 'reminder',
      firstNotice: '2026-01-07',
      reminder: '2026-02-06',
      lastDay: '2026-04-06',
      lastWorkingDay: '2026-04-03',
      daysLeft: 35,
      workingDaysLeft: 25,
    })
    expect(parisInstant(calendar.endsAt)).toBe('2026-04-07T08:00:00+02:00')
  })

  it('keeps Good Friday free in Moselle', () => {
    const moselle = certificate({...ends, subject: subject('10B0000014', 'X', 'Moselle (57)')})
    expect(renewalCalendar(moselle, at('2026-03-02T09:00:00Z')).lastWorkingDay).toBe('2026-04-02')
  })

  it('takes the day of Paris, not of UTC', () => {
    // 23:30 UTC is already the next day in Paris
    const late = certificate({notBefore: '20230101000000Z', notAfter: '20260915223000Z'})
    expect(renewalCalendar(late, at('2026-01-01T00:00:00Z')).lastDay).toBe('2026-09-15')
  })

  it.each([
    ['2026-01-06T06:00:00Z', 'early'],
    ['2026-01-07T07:00:00Z', 'notice'],
    ['2026-02-06T07:00:00Z', 'reminder'],
    ['2026-03-08T07:00:00Z', 'last-days'],
    ['2026-04-07T06:00:01Z', 'ended'],
  ])('at %s is %s', (now, stage) => {
    expect(renewalCalendar(certificate(ends), at(now)).stage).toBe(stage)
  })

  it('ends the use of a cachet with its private key, while it may still be renewed', () => {
    const period = '2.5.29.16=DER:3022800F32303233303430373036303030305A810F32303236303330373036303030305A'
    const sign = certificate({...ends, extensions: [...signUse, ...testSigns, period]})
    expect(parisInstant(endOfUse(sign))).toBe('2026-03-07T07:00:00+01:00')
    const calendar = renewalCalendar(sign, at('2026-03-20T09:00:00Z'))
    expect([calendar.stage, calendar.lastWorkingDay, calendar.workingDaysLeft]).toEqual([
      'out-of-use',
      '2026-03-06',
      0,
    ])
    expect(renewalSteps(calendar).map(({id}) => id)).toContain('renew')
  })

  it('asks for a new order once it has ended', () => {
    const steps = renewalSteps(renewalCalendar(certificate(ends), at('2026-05-01T00:00:00Z')))
    expect(steps.map(({id}) => id)).toContain('order')
    expect(steps.map(({id}) => id)).not.toContain('renew')
  })
})

describe('a comparison', () => {
  const dates = (from: string, to: string) => ({notBefore: `${from}000000Z`, notAfter: `${to}000000Z`})
  const verdictOf = (before: Certificate, after: Certificate) => compareCertificates(before, after)
  const old = () => certificate(dates('20230601', '20260601'))

  it('has nothing to say of a renewal with a new key that overlaps', () => {
    const diff = verdictOf(old(), certificate(dates('20260401', '20290401')))
    expect([diff.verdict, diff.overlapDays, diff.keyChanged]).toEqual(['ok', 61, true])
  })

  it.each([
    ['structure', 'error', {subject: subject('10B0000022')}],
    ['product', 'error', {extensions: [...signUse, ...testSigns]}],
    ['environment', 'error', {extensions: [...authUse, '1.2.250.1.71.1.2.5=DER:040103']}],
    ['commonName', 'warning', {subject: subject('10B0000014', 'INSI-AUTO')}],
    ['department', 'info', {subject: subject('10B0000014', 'DMP AUTH', 'Moselle (57)')}],
  ] as const)('grades another %s as %s', (field, severity, options) => {
    const diff = verdictOf(old(), certificate({...dates('20260401', '20290401'), ...options}))
    const line = diff.lines.find((one) => one.field === field)
    expect([line?.severity, diff.verdict]).toEqual([severity, severity])
  })

  it('warns of a kept key, of a gap, and refuses what is no younger', () => {
    const before = leaf(dates('20230601', '20260601'))
    const sameKey = certificate({...dates('20260401', '20290401'), keyOf: before})
    expect(verdictOf(before.certificate, sameKey)).toMatchObject({keyChanged: false, verdict: 'warning'})
    const gap = verdictOf(before.certificate, certificate(dates('20260701', '20290401')))
    expect([gap.verdict, gap.overlapDays]).toEqual(['warning', -30])
    const older = verdictOf(before.certificate, certificate(dates('20220601', '20250601')))
    expect(older.lines[0]).toMatchObject({field: 'dates', state: 'older', severity: 'error'})
    expect(verdictOf(before.certificate, before.certificate)).toMatchObject({identical: true})
  })
})

describe('an order sheet', () => {
  const fields = (options: LeafOptions) =>
    Object.fromEntries((orderFields(certificate(options)) ?? []).map(({id, value}) => [id, value]))

  it('repeats what the certificate says, in the words of the platform', () => {
    expect(
      fields({extensions: [...signUse, ...testSigns], subject: subject('10B0000014', 'DMP SIGN')}),
    ).toMatchObject({
      offer: 'ORG',
      usage: 'SIGN',
      'structure-kind': 'FINESS',
      structure: '0B0000014',
      department: 'Paris (75)',
      service: 'DMP SIGN',
      'test-form': 'F414',
    })
  })

  it('names the server of a SERV certificate, and a SIRET as such', () => {
    const siret = '300000000000007'
    expect(
      fields({extensions: [...serverUse, ...testSigns], subject: subject(siret, 'dmp.hopital-fictif.fr')}),
    ).toMatchObject({offer: 'SERV', usage: 'SSL_SERV', server: 'dmp.hopital-fictif.fr'})
  })

  it('has none for an authority or a person', () => {
    expect(orderFields(pki.intermediate.certificate)).toBeUndefined()
  })
})

it('shows nothing but the kind of a person, unless told otherwise', () => {
  const {certificate: card} = pki.leaf('card', {
    subject: '/C=FR/O=HOPITAL FICTIF/title=Infirmier/GN=OLIVIER+CN=899700000005+SN=PERSONNE FICTIVE',
    extensions: ['keyUsage=critical,nonRepudiation', 'extendedKeyUsage=emailProtection'],
  })
  expect(holderName(card)).not.toMatch(/OLIVIER|FICTIVE|8997/)
  expect(holderName(card)).toContain('title=Infirmier')
  expect(holderName(card, true)).toContain('OLIVIER')
})

it('writes the end of a certificate without end in four figures', () => {
  expect(parisInstant(Date.UTC(9999, 11, 31, 23, 59, 59))).toBe('9999-12-31T23:59:59+01:00')
})
