import Table from 'cli-table3'
import type {Screen} from './screen.ts'

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '  ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** Columns aligned by blanks alone: reads the same in a terminal, a log and a ticket. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  {color}: Screen,
): string[] {
  const table = new Table({
    chars: PLAIN,
    style: {head: [], border: [], 'padding-left': 0, 'padding-right': 0},
  })
  table.push(
    head.map((word) => color.bold(word)),
    ...rows.map((row) => [...row]),
  )
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
}
