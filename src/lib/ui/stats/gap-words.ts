import type {Gap} from '../../stats/gap.ts'
import {percentText} from '../../stats/gap-arithmetic.ts'
import type {GapRemark, GapReport} from '../../stats/gap-report.ts'
import {count} from '../figures.ts'
import type {Translator} from '../translate.ts'

type Settings = Pick<GapReport['settings'], 'threshold' | 'base'>

/** `+3,17 %` in French (blank that does not break), `+3.17%` in English; `–` where there is none. */
export function shownPercent(text: string | null, {language}: Translator): string {
  if (text === null) return '–'
  return language === 'fr' ? `${text.replace('.', ',')}\u202f%` : `${text}%`
}

/** The gap in percent of one side, with a point, as data fields hold it; empty where there is none. */
export function percentOf(gap: Gap, side: 'elastic' | 'declared', {threshold}: Settings): string | null {
  const base = gap[side]
  return gap.difference === null || base === null ? null : percentText(gap.difference, base, threshold)
}

/** The gap in points of the stays, `+2,00`; a dash where the stays are not known. */
export function shownPoints({difference, stays}: Gap, {threshold}: Settings, {language}: Translator): string {
  if (difference === null || stays === undefined) return '–'
  const text = percentText(difference, stays, threshold) ?? '–'
  return language === 'fr' ? text.replace('.', ',') : text
}

/** With its sign, and a dash where there is no figure. */
export function signed(value: number | null | undefined, {language}: Translator): string {
  if (value === null || value === undefined) return '–'
  return `${value > 0 ? '+' : value < 0 ? '-' : ''}${count(Math.abs(value), language)}`
}

export const counted = (value: number | null, {language}: Translator) =>
  value === null ? '–' : count(value, language)

/** `2026-01 – 2026-06` of `2026-01/2026-06`. */
export function shownPeriod(period: string, t: Translator): string {
  return period === '' ? t('stats.compare.whole-files') : period.replace('/', ' – ')
}

export function statusWords(gap: Gap, t: Translator): string {
  return t(`stats.status.${gap.status}`)
}

export function noteWords({notes = [], place}: Gap, t: Translator): string {
  const words = notes.map((note) => t(`stats.gap.${note}`))
  if (place) words.push(`${place.file}:${place.line}:${place.column}`)
  return words.join(', ')
}

/** Sides are named in the language of the reader. */
export function remarkWords({code, params}: GapRemark, t: Translator): string {
  const {side} = params
  return t(`stats.remark.${code}`, {
    ...params,
    ...(side === undefined ? {} : {side: t(`stats.side.${side}`)}),
  })
}

/** The sentence to paste: the gap and what it is made of, in the order of weight. */
export function sentenceOf(gap: Gap, settings: Settings, t: Translator): string {
  const {finess, indicator, period} = gap.key
  const about = {
    finess,
    indicator,
    period: shownPeriod(period, t),
    declared: counted(gap.declared, t),
    elastic: counted(gap.elastic, t),
  }
  const side = settings.base === 'declared' ? 'declared' : 'elastic'
  const percent = percentOf(gap, side, settings)
  if (percent === null) return t('stats.sentence.none', {...about, status: statusWords(gap, t)})
  const parts = gap.causes
    .filter(({amount}) => amount !== 0)
    .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .map(({code, amount}) =>
      t('stats.sentence.part', {
        amount: amount > 0 ? counted(amount, t) : signed(amount, t),
        cause: t(`stats.cause.${code}`),
      }),
    )
  const rest = gap.unexplained
  if (rest !== undefined && rest !== 0) parts.push(t('stats.sentence.unexplained', {amount: signed(rest, t)}))
  const list = parts.length === 0 ? '' : `, ${parts.join(', ')}`
  if (settings.base === 'points' && gap.stays !== undefined) {
    const points = {points: shownPoints(gap, settings, t), stays: counted(gap.stays, t)}
    return t('stats.sentence.points', {...about, ...points, parts: list})
  }
  return t('stats.sentence', {...about, percent: shownPercent(percent, t), parts: list})
}
