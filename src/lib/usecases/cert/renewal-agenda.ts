import {parisDate} from '../../civil-time/paris.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {namesPerson} from '../../pki/holder.ts'
import {productOf} from '../../pki/product.ts'
import {endOfUse, type RenewalCalendar} from '../../renewal/calendar.ts'
import type {CalendarEntry} from '../../renewal/calendar-file.ts'
import type {Say} from '../config-ports.ts'

/** The four dates of a renewal, as entries of an agenda: first notice, reminder of the ANS, last working day, end. */
export function calendarEntries(
  {certificate, calendar}: {readonly certificate: Certificate; readonly calendar: RenewalCalendar},
  say: Say,
): readonly CalendarEntry[] {
  const name = namesPerson(certificate) ? productOf(certificate) : (certificate.subject.commonName ?? '')
  const params = {
    name,
    product: productOf(certificate),
    end: parisDate(calendar.endOfUse),
    day: calendar.lastWorkingDay,
  }
  const entry = (
    kind: string,
    when: Pick<CalendarEntry, 'day' | 'instant' | 'alarmDays'>,
  ): CalendarEntry => ({
    uid: `${certificate.sha256.hex.slice(0, 32)}-${kind}@dmp-cert`,
    summary: say(`renewal.agenda.${kind}`, params),
    description: say(`renewal.agenda.${kind}.text`, params),
    ...when,
  })
  return [
    entry('notice', {day: calendar.firstNotice}),
    entry('reminder', {day: calendar.reminder}),
    entry('last-working-day', {day: calendar.lastWorkingDay, alarmDays: 7}),
    // in UTC the last second of the year 9999 has a date too, which in Paris it has not
    entry('end', {instant: endOfUse(certificate), alarmDays: 1}),
  ]
}
