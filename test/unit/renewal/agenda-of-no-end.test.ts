import {expect, it} from 'vitest'
import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import {renewalCalendar} from '../../../src/lib/renewal/calendar.ts'
import {calendarFile} from '../../../src/lib/renewal/calendar-file.ts'
import {calendarEntries} from '../../../src/lib/usecases/cert/renewal-agenda.ts'

it('gives a certificate without a defined end the last second of the year 9999, not an hour before it', () => {
  const now = Date.UTC(2030, 0, 1)
  const certificate = {
    notBefore: now,
    notAfter: Date.UTC(9999, 11, 31, 23, 59, 59),
    subject: {commonName: 'DMP', rdns: []},
    issuer: {rdns: []},
    sha256: {hex: 'ab'.repeat(32)},
    isCa: true,
    keyUsage: [],
    extensions: [],
    extendedKeyUsage: [],
    certificatePolicies: [],
  } as unknown as Certificate
  const calendar = renewalCalendar(certificate, now)
  const file = calendarFile(
    calendarEntries({certificate, calendar}, (key) => key),
    {product: 'dmp', now},
  )
  expect(file).toContain('DTSTART:99991231T235959Z\r\n')
})
