import type {CountReading} from './count-text.ts'
import type {IncompleteSign, NoticeCode, ReadingNotice, SignCode} from './figures.ts'
import type {NumberLocale} from './number-locale.ts'

type Params = Readonly<Record<string, string | number>>

/** Sums of counts that wait for the number locale of their file. */
export interface LocaleSum {
  fr: number
  en: number
}

export const sumOf = (sum: LocaleSum, locale: NumberLocale | 'none'): number =>
  locale === 'en' ? sum.en : sum.fr

export function addReading(sum: LocaleSum, reading: CountReading): void {
  if (reading.state !== 'count') return
  sum.fr += Number.isNaN(reading.fr) ? 0 : reading.fr
  sum.en += Number.isNaN(reading.en) ? 0 : reading.en
}

/** Remarks that are told apart; further ones of a kind are counted together. */
const MOST = 500

/** What is told of a file besides its figures: each remark once, with its first place and how often. */
export class Notices {
  readonly #file: string
  readonly #notices = new Map<string, {-readonly [K in keyof ReadingNotice]: ReadingNotice[K]}>()
  readonly #signs = new Map<
    SignCode,
    {line: number | undefined; sum: LocaleSum | undefined; params: Params}
  >()

  constructor(file: string) {
    this.#file = file
  }

  /** @param about makes remarks of one code different ones, e.g. by FINESS */
  note(
    code: NoticeCode,
    place: {readonly line?: number; readonly column?: number} = {},
    params: Params | (() => Params) = {},
    about = '',
    times = 1,
  ): void {
    const name = about === '' ? code : `${code} ${about}`
    const known = this.#notices.get(name)
    if (known) known.times += times
    else if (about !== '' && this.#notices.size >= MOST) this.note(code, place, params, '', times)
    else {
      const told = typeof params === 'function' ? params() : params
      this.#notices.set(name, {code, file: this.#file, ...place, times, params: told})
    }
  }

  sign(code: SignCode, line?: number, params: Params = {}, reading?: CountReading): void {
    const known = this.#signs.get(code) ?? {line, sum: undefined, params}
    this.#signs.set(code, known)
    if (!reading) return
    known.sum ??= {fr: 0, en: 0}
    addReading(known.sum, reading)
  }

  notices(): ReadingNotice[] {
    return [...this.#notices.values()]
  }

  signs(locale: NumberLocale | 'none'): IncompleteSign[] {
    return [...this.#signs].map(([code, {line, sum, params}]) => ({
      code,
      file: this.#file,
      ...(line === undefined ? {} : {line}),
      ...(sum === undefined ? {} : {amount: sumOf(sum, locale)}),
      params,
    }))
  }
}
