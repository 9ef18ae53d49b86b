/**
 * The catalogue of indicators: a JSON file of ours (`data/indicators.json`), replaced by one of the hospital's. Neither the
 * accepted types nor the targets of the programmes are public, so nothing of them is in the code; what the file says is
 * taken word for word and dated.
 */
import type {
  CountedDocuments,
  DateBasis,
  Indicator,
  IndicatorCatalogue,
  MeasuredRule,
  UsageWindow,
} from './indicator.ts'

/** Version of the file's format. */
const VERSION = 1

const counts: readonly CountedDocuments[] = ['produced', 'sent', 'accepted']
const dateBases: readonly DateBasis[] = ['creation', 'discharge', 'submission', 'acceptance']

/** Where a catalogue is not one: `indicators[2].typeCodes`, and what is expected there. */
export class CatalogueFault extends Error {
  readonly at: string
  /** Message `error.DMP_STATS_SETTING.expected.<expected>`, or the words that may stand there. */
  readonly expected: string

  constructor(at: string, expected: string) {
    super(`${at}: ${expected}`)
    this.at = at
    this.expected = expected
  }
}

type Values = Readonly<Record<string, unknown>>

function object(value: unknown, at: string): Values {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CatalogueFault(at, 'object')
  return value as Values
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new CatalogueFault(at, 'list')
  return value
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw new CatalogueFault(at, 'text')
  return value.trim()
}

function flag(value: unknown, at: string): boolean {
  if (typeof value !== 'boolean') throw new CatalogueFault(at, 'flag')
  return value
}

function day(value: unknown, at: string): string {
  const written = text(value, at)
  const read = new Date(`${written}T12:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written) || Number.isNaN(read.getTime()))
    throw new CatalogueFault(at, 'day')
  if (read.toISOString().slice(0, 10) !== written) throw new CatalogueFault(at, 'day')
  return written
}

function oneOf<T extends string>(value: unknown, words: readonly T[], at: string): T {
  const found = words.find((word) => word === value)
  if (found === undefined) throw new CatalogueFault(at, words.join(', '))
  return found
}

/** A misspelt name would be a setting that silently does not hold. */
function known(values: Values, names: readonly string[], at: string): void {
  const stranger = Object.keys(values).find((name) => !names.includes(name))
  if (stranger !== undefined) throw new CatalogueFault(at === '' ? stranger : `${at}.${stranger}`, 'known')
}

function texts(value: unknown, at: string): readonly string[] {
  return list(value, at).map((one, place) => text(one, `${at}[${place}]`))
}

function period(values: Values, at: string): {readonly from: string; readonly to: string} {
  const from = day(values['from'], `${at}.from`)
  const to = day(values['to'], `${at}.to`)
  if (to < from) throw new CatalogueFault(`${at}.to`, 'after')
  return {from, to}
}

/** Hundredths of a percent of a share written in percent. */
function target(value: unknown, at: string): number | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'number' || !(value >= 0 && value <= 100)) throw new CatalogueFault(at, 'percent')
  const hundredths = Math.round(value * 100)
  if (Math.abs(hundredths - value * 100) > 1e-6) throw new CatalogueFault(at, 'percent')
  return hundredths
}

const INDICATOR = [
  'id',
  'label',
  'programme',
  'window',
  'typeCodes',
  'alsoAccept',
  'counts',
  'dateBasis',
  'denominator',
  'target',
  'source',
]

function indicatorOf(value: unknown, at: string, windows: readonly UsageWindow[]): Indicator {
  const values = object(value, at)
  known(values, INDICATOR, at)
  const share = target(values['target'], `${at}.target`)
  const window = windowOf(values['window'], `${at}.window`, windows)
  const typeCodes = texts(values['typeCodes'], `${at}.typeCodes`)
  if (typeCodes.length === 0) throw new CatalogueFault(`${at}.typeCodes`, 'some')
  return {
    id: text(values['id'], `${at}.id`),
    label: text(values['label'], `${at}.label`),
    programme: text(values['programme'], `${at}.programme`),
    typeCodes,
    alsoAccept: texts(values['alsoAccept'] ?? [], `${at}.alsoAccept`),
    counts: oneOf(values['counts'], counts, `${at}.counts`),
    dateBasis: oneOf(values['dateBasis'], dateBases, `${at}.dateBasis`),
    source: text(values['source'], `${at}.source`),
    ...(window ? {window} : {}),
    ...(values['denominator'] === undefined || values['denominator'] === null
      ? {}
      : {denominator: text(values['denominator'], `${at}.denominator`)}),
    ...(share === undefined ? {} : {target: share}),
  }
}

/** The name of a window of the file, or one written out. */
function windowOf(value: unknown, at: string, windows: readonly UsageWindow[]): Indicator['window'] {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') {
    const named = windows.find(({id}) => id === value)
    if (!named) throw new CatalogueFault(at, 'window')
    return {id: named.id, from: named.from, to: named.to}
  }
  const values = object(value, at)
  known(values, ['id', 'from', 'to'], at)
  return {id: text(values['id'], `${at}.id`), ...period(values, at)}
}

function usageWindow(value: unknown, at: string): UsageWindow {
  const values = object(value, at)
  known(values, ['id', 'programme', 'from', 'to', 'source'], at)
  return {
    id: text(values['id'], `${at}.id`),
    programme: text(values['programme'], `${at}.programme`),
    source: text(values['source'], `${at}.source`),
    ...period(values, at),
  }
}

function measuredRule(value: unknown): MeasuredRule {
  const values = object(value, 'measured')
  known(values, ['dateBasis', 'countsReplacements', 'countsDeleted'], 'measured')
  return {
    dateBasis: oneOf(values['dateBasis'], ['submission', 'acceptance'], 'measured.dateBasis'),
    countsReplacements: flag(values['countsReplacements'], 'measured.countsReplacements'),
    countsDeleted: flag(values['countsDeleted'], 'measured.countsDeleted'),
  }
}

function requireDistinct(ids: readonly string[], at: string): void {
  const twice = ids.findIndex((id, place) => ids.indexOf(id) !== place)
  if (twice >= 0) throw new CatalogueFault(`${at}[${twice}].id`, 'distinct')
}

/** @param value the JSON of a catalogue @throws CatalogueFault */
export function readCatalogue(value: unknown): IndicatorCatalogue {
  const values = object(value, '')
  known(values, ['version', 'dated', 'source', 'measured', 'windows', 'indicators'], '')
  if (values['version'] !== VERSION) throw new CatalogueFault('version', String(VERSION))
  const windows = list(values['windows'] ?? [], 'windows').map((one, at) =>
    usageWindow(one, `windows[${at}]`),
  )
  const indicators = list(values['indicators'], 'indicators').map((one, at) =>
    indicatorOf(one, `indicators[${at}]`, windows),
  )
  if (indicators.length === 0) throw new CatalogueFault('indicators', 'some')
  requireDistinct(
    indicators.map(({id}) => id),
    'indicators',
  )
  requireDistinct(
    windows.map(({id}) => id),
    'windows',
  )
  return {
    dated: day(values['dated'], 'dated'),
    source: text(values['source'], 'source'),
    measured: measuredRule(values['measured']),
    windows,
    indicators,
  }
}
