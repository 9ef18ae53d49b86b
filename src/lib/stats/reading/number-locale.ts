import type {CountReading} from './count-text.ts'

export type NumberLocale = 'fr' | 'en'

/** What the values of one file say of its number locale. */
export class LocaleVotes {
  fr = 0
  en = 0
  comma = 0
  dot = 0
  /** Where the first number stands that can be read in two ways. */
  first: {readonly text: string; readonly line: number; readonly column: number} | undefined

  add(reading: CountReading, text: string, line: number, column: number): void {
    if (reading.state !== 'count' || reading.evidence === 'none') return
    this[reading.evidence] += 1
    if (reading.evidence === 'comma' || reading.evidence === 'dot') this.first ??= {text, line, column}
  }
}

export interface LocaleVerdict {
  readonly locale: NumberLocale | 'none'
  readonly by: 'values' | 'delimiter' | 'flag' | 'mapping' | 'none'
}

/**
 * Decides the number locale of a file: by who asked for it, by a value that only one of the two writes, or by a comma
 * that delimits cells and must then have been quoted inside one, as English exports do. Undefined when numbers stay that
 * read in two ways: then nobody but a person can tell `1,204` from `1,204`.
 */
export function decideLocale(
  votes: LocaleVotes,
  delimiter: string | undefined,
  stated: {readonly locale: NumberLocale; readonly by: 'flag' | 'mapping'} | undefined,
): LocaleVerdict | undefined {
  if (stated) return stated
  const {fr, en, comma, dot} = votes
  const doubtful = comma + dot > 0
  if (fr > 0 && en === 0) return {locale: 'fr', by: 'values'}
  if (en > 0 && fr === 0) return {locale: 'en', by: 'values'}
  if (!doubtful) return {locale: 'none', by: 'none'}
  if (fr === 0 && delimiter === ',' && dot === 0) return {locale: 'en', by: 'delimiter'}
  return undefined
}
