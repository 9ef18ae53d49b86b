import type {Indicator} from './indicator.ts'
import type {FigureKey, Side} from './reading/figures.ts'

/** In the place of a type code: all of them. */
export const everyType = '*'

/** All documents together, where a side says neither type nor indicator. */
export const allDocuments = '*'

/** Words as people write them: without accents, in one case, one blank. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** Finds the indicators that a figure is about; a type may belong to several of them. */
export class IndicatorMatch {
  readonly #byWord = new Map<string, Indicator>()
  readonly #byType: Readonly<Record<Side, Map<string, Indicator[]>>> = {
    elastic: new Map(),
    declared: new Map(),
  }

  constructor(indicators: readonly Indicator[]) {
    for (const indicator of indicators) {
      for (const word of [indicator.id, indicator.label])
        if (!this.#byWord.has(folded(word))) this.#byWord.set(folded(word), indicator)
      for (const type of indicator.typeCodes) {
        this.#note('elastic', type, indicator)
        // a figure of one type is no declaration of all of them
        if (type !== everyType) this.#note('declared', type, indicator)
      }
      for (const type of indicator.alsoAccept) this.#note('declared', type, indicator)
    }
  }

  #note(side: Side, type: string, indicator: Indicator): void {
    const known = this.#byType[side].get(type) ?? []
    if (!known.includes(indicator)) this.#byType[side].set(type, [...known, indicator])
  }

  /** Empty when the catalogue knows neither the word nor the type. */
  of(side: Side, {indicator, typeCode}: FigureKey): readonly string[] {
    const named = indicator === undefined ? undefined : this.#byWord.get(folded(indicator))
    if (named) return [named.id]
    if (typeCode === undefined) return []
    const types = this.#byType[side]
    const found = [...(types.get(typeCode) ?? []), ...(types.get(everyType) ?? [])]
    return [...new Set(found.map(({id}) => id))]
  }
}
