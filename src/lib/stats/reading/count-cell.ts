import type {CellMark} from '../../tabular/tabular.ts'
import {type CountReading, readCount} from './count-text.ts'
import type {Notices} from './notices.ts'

/** Reads a count as its cell was written: texts by the locale of the file, numbers of a workbook or a machine exactly. */
export function readCell(
  text: string,
  mark: CellMark | undefined,
  notices?: Notices,
  place?: {readonly line: number; readonly column: number},
): CountReading {
  if (mark === undefined || mark === 'excel-text') return readCount(text)
  if (mark === 'error') {
    notices?.note('cell-error', place, {text: text.slice(0, 40)})
    return {state: 'unreadable', reason: 'cell-error'}
  }
  if (mark === 'no-value') {
    notices?.note('formula-empty', place)
    return {state: 'not-filled'}
  }
  return ofNumber(mark === 'number' ? Number(text) : Number.NaN)
}

function ofNumber(value: number): CountReading {
  if (Number.isNaN(value)) return {state: 'unreadable', reason: 'text'}
  if (value < 0) return {state: 'unreadable', reason: 'negative'}
  if (!Number.isInteger(value)) return {state: 'unreadable', reason: 'not-integer'}
  if (!Number.isSafeInteger(value)) return {state: 'unreadable', reason: 'too-large'}
  return {state: 'count', fr: value, en: value, evidence: 'none'}
}
