import type {StructureRow} from '../../structure/structure-grid.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'

/** The places that name the structure, the first mismatch and the setting to change. */
export function gridLines(
  rows: readonly StructureRow[],
  mismatch: StructureRow | null,
  screen: Screen,
): string[] {
  const {t, color} = screen
  const head = ['', t('grid.place'), t('grid.found'), t('grid.expected'), t('grid.setting')]
  const place = (row: StructureRow) => t(`structure.place.${row.place}`)
  const body = rows.map((row) => [
    row.ok ? color.green('✔') : color.red('✘'),
    place(row),
    plain(row.found),
    `${row.expected} ${row.expectedValue}`,
    row.ok ? '' : row.setting,
  ])
  const lines = [color.bold(t('grid.title')), ...tableLines(head, body, screen)]
  if (!mismatch) return lines
  const {found, expectedValue: expected, setting} = mismatch
  return [...lines, color.red(t('grid.mismatch', {place: place(mismatch), found, expected, setting}))]
}
