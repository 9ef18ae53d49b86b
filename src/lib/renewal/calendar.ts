/**
 * The renewal of an IGC-Santé certificate, as a hospital lives it: by when, by whom, with which card, and what is to be
 * typed. The certificates live three years and are never renewed by themselves; the ANS writes once to the technical
 * administrator, 60 days before the end; a renewal is possible only while the certificate is active, afterwards a new
 * one has to be ordered (ANS certificate FAQ). People do this, in office hours: the last working day is what counts.
 *
 * `public-holidays.ts` knows the days on which nobody works in France, `steps.ts` what people do, `order-sheet.ts` the
 * fields of a new order, `catch-up.ts` what feeding has to make up for, `calendar-file.ts` the file for an agenda,
 * `certificate-diff.ts` what a new certificate changes.
 *
 * It does not read files, ask the clock or speak: instants come in, dates, codes and values come out. It does not know
 * how long the ANS takes to handle a first order: no public source tells.
 */
import {parisDate} from '../civil-time/paris.ts'
import type {Certificate} from '../pki/certificate.ts'
import {LAST_INSTANT} from './paris-instant.ts'
import {addDays, lastWorkingDayUpTo, workingDaysBetween} from './public-holidays.ts'

const DAY_MS = 86_400_000

/** Days before the end at which the ANS writes its one reminder (ANS certificate FAQ). */
export const REMINDER_DAYS = 60
/** Our own first notice: a first order takes weeks, and somebody may be on leave. */
export const FIRST_NOTICE_DAYS = 90
/** From here on every day counts. */
export const LAST_DAYS = 30

/**
 * `early`: nothing to do yet; `notice`, `reminder`, `last-days`: 90, 60, 30 days before the end; `out-of-use`: the key may no
 * longer sign though the certificate is still active; `ended`: too late to renew.
 */
export type RenewalStage = 'early' | 'notice' | 'reminder' | 'last-days' | 'out-of-use' | 'ended'

/** Days are civil days in Paris, `AAAA-MM-JJ`; instants are ms since 1970. */
export interface RenewalCalendar {
  readonly stage: RenewalStage
  /** notAfter: until then a renewal is possible. */
  readonly endsAt: number
  /** The earlier of notAfter and the end of the private key's own period (privateKeyUsagePeriod of SIGN certificates). */
  readonly endOfUse: number
  readonly firstNotice: string
  readonly reminder: string
  /** The last whole day before the end of use. */
  readonly lastDay: string
  /** The last day of work up to that day. */
  readonly lastWorkingDay: string
  /** Whole days until the end of use; negative after it. */
  readonly daysLeft: number
  /** Days of work from today to `lastWorkingDay`, both included; 0 when it has passed. */
  readonly workingDaysLeft: number
}

/** End of use: a cachet used after its privateKeyUsagePeriod is outside its policy though not expired (RFC 3280 §4.2.1.4). */
export function endOfUse({notAfter, privateKeyUsage}: Certificate): number {
  return Math.min(notAfter, privateKeyUsage?.notAfter ?? notAfter)
}

/** @param now ms since 1970 */
export function renewalCalendar(certificate: Certificate, now: number): RenewalCalendar {
  const notAfter = Math.min(certificate.notAfter, LAST_INSTANT)
  const end = Math.min(endOfUse(certificate), LAST_INSTANT)
  const local = {alsaceMoselle: isAlsaceMoselle(certificate)}
  const lastDay = addDays(parisDate(end), -1)
  const lastWorkingDay = lastWorkingDayUpTo(lastDay, local)
  return {
    stage: stageOf(now, end, notAfter),
    endsAt: notAfter,
    endOfUse: end,
    firstNotice: addDays(parisDate(end), -FIRST_NOTICE_DAYS),
    reminder: addDays(parisDate(notAfter), -REMINDER_DAYS),
    lastDay,
    lastWorkingDay,
    daysLeft: Math.floor((end - now) / DAY_MS),
    workingDaysLeft: workingDaysBetween(parisDate(now), lastWorkingDay, local),
  }
}

function stageOf(now: number, end: number, notAfter: number): RenewalStage {
  if (now > notAfter) return 'ended'
  if (now > end) return 'out-of-use'
  const days = (end - now) / DAY_MS
  if (days <= LAST_DAYS) return 'last-days'
  if (days <= REMINDER_DAYS) return 'reminder'
  return days <= FIRST_NOTICE_DAYS ? 'notice' : 'early'
}

/** Good Friday and 26 December are holidays in departments 57, 67 and 68 (code du travail, L3134-13). */
export function isAlsaceMoselle({subject}: Certificate): boolean {
  return /\((?:57|67|68)\)$/.test(subject.state ?? '')
}
