import type {SheetCell, SheetColumn, SheetWish} from '../ports/sheet-output.ts'
import {escapeText, STYLES} from './book-parts.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const DAY = 86_400_000
/** Days from the first day of spreadsheets to 1970. */
const EPOCH = 25_569
/** Before it the count of days of spreadsheets is one off (they know a 29 February 1900). */
const FIRST_DATE = Date.UTC(1900, 2, 1)
const WIDTHS: Readonly<Record<SheetColumn['kind'], number>> = {text: 20, number: 12, date: 12, datetime: 20}

/** `A`, `B` … `Z`, `AA`: the letters of a column, counted from 0. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : `${columnLetters(Math.floor(index / 26) - 1)}${letter}`
}

export function sheetStart({columns, filter = true}: SheetWish): string {
  const view = filter
    ? '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
    : '<sheetView workbookViewId="0"/>'
  const widths = columns.map(
    ({kind, width = WIDTHS[kind]}, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${STYLES[kind]}" customWidth="1"/>`,
  )
  const header = columns.map(({header: text}) => textCell(text, STYLES.header))
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetViews>${view}</sheetViews><cols>${widths.join('')}</cols><sheetData><row>${header.join('')}</row>`
}

/** @param rows below the header */
export function sheetEnd({columns, filter = true}: SheetWish, rows: number): string {
  const last = `${columnLetters(columns.length - 1)}${rows + 1}`
  return `</sheetData>${filter ? `<autoFilter ref="A1:${last}"/>` : ''}</worksheet>`
}

/** Cells without a reference of their own stand side by side: an empty one has to be there. */
export function sheetRow(columns: readonly SheetColumn[], cells: readonly SheetCell[]): string {
  let row = '<row>'
  let end = cells.length
  while (end > 0 && isEmpty(cells[end - 1])) end--
  for (let index = 0; index < end; index++)
    row += cellXml(cells[index], STYLES[columns[index]?.kind ?? 'text'])
  return `${row}</row>`
}

function isEmpty(cell: SheetCell): boolean {
  return cell === null || cell === undefined || cell === ''
}

function cellXml(cell: SheetCell, style: number): string {
  if (cell === null || cell === undefined || cell === '') return '<c/>'
  if (typeof cell === 'string') return textCell(cell, STYLES.text)
  if (typeof cell === 'number')
    return Number.isFinite(cell)
      ? `<c s="${STYLES.number}"><v>${cell}</v></c>`
      : textCell(String(cell), STYLES.text)
  if (cell.civil < FIRST_DATE || !Number.isFinite(cell.civil)) return textCell(isoOf(cell.civil), STYLES.text)
  return `<c s="${style}"><v>${cell.civil / DAY + EPOCH}</v></c>`
}

function isoOf(civil: number): string {
  return Number.isFinite(civil) ? new Date(civil).toISOString().slice(0, 19) : ''
}

function textCell(text: string, style: number): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`
}
