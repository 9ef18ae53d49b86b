import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'

/** A value out of a certificate: no colour, no end of line of its own. */
export function oneLine(value: string): string {
  return plain(value).replaceAll('\n', '\\n').replaceAll('\t', '\\t')
}

/** Message key of the label, then the value; several values stand under each other. */
export type Row = readonly [label: string, ...values: string[]]

/** Rows with their labels padded to one width. */
export function labelled(rows: readonly Row[], indent: string, {t, color}: Screen): string[] {
  const labels = rows.map(([label]) => t(label))
  const width = Math.max(0, ...labels.map(({length}) => length))
  return rows.flatMap(([, ...values], row) =>
    values.map((value, index) => {
      const label = (index === 0 ? (labels[row] ?? '') : '').padEnd(width)
      return `${indent}${color.dim(label)}  ${oneLine(value)}`
    }),
  )
}
