import {parisOffsetMinutes} from '../civil-time/paris.ts'
import type {Language} from './language.ts'

const MINUTE = 60_000

/** `400 000` (blank that does not break) or `400,000`. */
export function count(value: number, language: Language): string {
  const [whole = '', part] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u00a0' : ',')
  return part === undefined ? grouped : `${grouped}${language === 'fr' ? ',' : '.'}${part}`
}

/** At most one decimal: `30,1`. */
export function oneDecimal(value: number, language: Language): string {
  return count(Math.round(value * 10) / 10, language)
}

/** Whole percents, never 100 before everything is there and never 0 once something is. */
export function percent(part: number, whole: number): number {
  if (whole <= 0) return 0
  const exact = (100 * part) / whole
  if (part > 0 && exact < 1) return 1
  return part < whole ? Math.min(99, Math.floor(exact)) : 100
}

/** Civil time of Paris, as screens show it: `02/03/2026 10:15`, or `2026-03-02 10:15` in English. */
export function civilTime(instant: number | string, language: Language): string {
  const ms = typeof instant === 'string' ? Date.parse(instant) : instant
  const text = new Date(ms + parisOffsetMinutes(ms) * MINUTE).toISOString()
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)]
  const time = text.slice(11, 16)
  return language === 'fr' ? `${day}/${month}/${year} ${time}` : `${year}-${month}-${day} ${time}`
}

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** The two largest units of a length of time: `3 d 4 h`, `12 min 5 s`, `0 s`; days are `j` in French. */
export function elapsed(ms: number, language: Language): string {
  let seconds = Math.max(0, Math.round(ms / 1000))
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(seconds / size)
    seconds -= amount * size
    if (amount > 0) parts.push(`${amount} ${unit === 'd' && language === 'fr' ? 'j' : unit}`)
    if (parts.length > 0 && (parts.length === 2 || amount === 0)) break
  }
  return parts.join(' ') || '0 s'
}

/** A short length of time: `390 ms`, `1,2 s`, beyond a minute as `elapsed`. */
export function brief(ms: number, language: Language): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  return ms < 60_000 ? `${oneDecimal(ms / 1000, language)} s` : elapsed(ms, language)
}
