import {type Gap, gapCauses} from './gap.ts'
import type {CausedDocument, GapVerdict} from './gap-report.ts'

const weightOf = ({difference, elastic, declared}: Gap) =>
  difference === null ? Math.max(elastic ?? 0, declared ?? 0) : Math.abs(difference)

const words = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function byPlace({key: a}: Gap, {key: b}: Gap): number {
  return words(a.finess, b.finess) || words(a.indicator, b.indicator) || words(a.period, b.period)
}

export const widestFirst = (a: Gap, b: Gap) => weightOf(b) - weightOf(a) || byPlace(a, b)

export function byCause(a: CausedDocument, b: CausedDocument): number {
  return (
    words(a.key.finess, b.key.finess) ||
    words(a.key.indicator, b.key.indicator) ||
    gapCauses.indexOf(a.cause) - gapCauses.indexOf(b.cause) ||
    words(a.key.period, b.key.period) ||
    words(a.uniqueId, b.uniqueId) ||
    words(a.sourceId ?? '', b.sourceId ?? '') ||
    b.sign - a.sign
  )
}

const REPORTED = new Set<Gap['status']>([
  'elastic-zero',
  'declared-zero',
  'elastic-absent',
  'declared-absent',
  'not-filled',
])

const isReported = ({status, notes = []}: Gap) => REPORTED.has(status) || notes.includes('no-denominator')

/** @param unread rows of the files that could not be read */
export function verdictOf(gaps: readonly Gap[], monthly: readonly Gap[], unread: number): GapVerdict {
  const count = (all: readonly Gap[], is: (gap: Gap) => boolean) => all.filter(is).length
  const isUnreadable = ({status}: Gap) => status === 'unreadable'
  return {
    keys: gaps.length,
    over: count(gaps, ({over}) => over),
    reported: count(gaps, isReported),
    unreadable: count(gaps, isUnreadable),
    small: count(gaps, ({small}) => small),
    dependOnBase: count(gaps, ({dependsOnBase}) => dependsOnBase),
    monthsOver: count(monthly, ({over}) => over),
    monthsReported: count(monthly, ({status}) => REPORTED.has(status)),
    monthsUnreadable: count(monthly, isUnreadable),
    unread,
  }
}
