import type {TableRecord} from '../../tabular/tabular.ts'
import type {BoundColumns} from './columns.ts'
import {readCount} from './count-text.ts'
import type {FieldName, Side} from './figures.ts'
import {readFiness} from './finess.ts'
import {isMissing} from './label-key.ts'
import {readMonth} from './month.ts'
import {readAs, TYPE_CODE} from './reading-map.ts'

/** The section of a mapping file that reads a file as it was read. */
export type DraftedMap = Readonly<Record<string, unknown>>

/** Drafts the mapping of a file whose columns were recognised. */
export function draftMap(
  side: Side,
  {header, fields, counts, layout}: BoundColumns,
  timeZone: string,
): DraftedMap {
  const columns: Record<string, unknown> = {}
  for (const [name, {at, map, level}] of fields)
    columns[name] = {
      header: [header[at] ?? ''],
      as: readAs[name],
      ...(level ? {level} : {}),
      ...(map.fill ? {fill: true} : {}),
    }
  const [count] = counts
  if (layout === 'long' && count) columns['count'] = {header: [header[count.at] ?? ''], as: 'count'}
  const wide =
    layout === 'long' ? null : {headers: layout === 'wide-months' ? 'month' : 'typeCode', except: ['Total']}
  return section(side, columns, wide, timeZone)
}

/** Drafts one by what stands in the columns, where their names say nothing; to be read over. */
export function draftByContent(
  side: Side,
  header: readonly string[],
  rows: readonly TableRecord[],
): DraftedMap {
  const columns: Record<string, unknown> = {}
  const form = {zone: 'Europe/Paris', date1904: false}
  const tests: readonly (readonly [FieldName, (text: string) => boolean])[] = [
    ['finess', (text) => text.trim().length >= 8 && readFiness(text).state === 'finess'],
    ['period', (text) => readMonth(text, form).state === 'month'],
    ['type', (text) => TYPE_CODE.test(text)],
    ['count', (text) => readCount(text).state === 'count'],
  ]
  const free = new Set(header.keys())
  for (const [name, fits] of tests)
    for (const at of free) {
      const texts = rows.map(({cells}) => cells[at] ?? '').filter((text) => !isMissing(text))
      if (columns[name] !== undefined || texts.length === 0 || header[at] === '') continue
      if (texts.filter(fits).length * 2 <= texts.length) continue
      columns[name] = {header: [header[at] ?? ''], as: readAs[name]}
      free.delete(at)
    }
  return section(side, columns, null, 'Europe/Paris')
}

function section(side: Side, columns: object, wide: object | null, timeZone: string): DraftedMap {
  const name = side === 'elastic' ? 'elastic' : 'osis'
  return {version: 1, [name]: {numberLocale: 'auto', timeZone, columns, wide, filters: []}}
}

/** How a text is built and not what it says: digits become 9, letters a. */
export function formOf(text: string): string {
  return text
    .slice(0, 60)
    .replaceAll(/\p{L}+/gu, 'a')
    .replaceAll(/\p{N}/gu, '9')
    .replaceAll(/9{10,}/g, '9…9')
}
