import type {StructureRow} from '../../structure/structure-grid.ts'
import type {ValidatedDocument, ValidationReport} from '../../usecases/documents/document-validate.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {findingLine} from './submission-view.ts'

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
    row.found,
    `${row.expected} ${row.expectedValue}`,
    row.ok ? '' : row.setting,
  ])
  const lines = [color.bold(t('grid.title')), ...tableLines(head, body, screen)]
  if (!mismatch) return lines
  const {found, expectedValue: expected, setting} = mismatch
  return [...lines, color.red(t('grid.mismatch', {place: place(mismatch), found, expected, setting}))]
}

function documentLines(document: ValidatedDocument, screen: Screen): string[] {
  const {t, color} = screen
  const verdict = document.valid
    ? color.green(`✔ ${t('validate.valid')}`)
    : color.red(`✘ ${t('validate.invalid')}`)
  const facts = [
    document.kind,
    document.typeCode,
    document.size === null ? '' : `${document.size} o`,
    document.sha1 && `SHA-1 ${document.sha1}`,
  ]
  const grid = document.structure ? gridLines(document.structure, document.firstMismatch, screen) : []
  return [
    `${verdict}  ${document.file}  ${facts.filter(Boolean).join('  ')}`,
    ...document.findings.map((finding) => findingLine(finding, screen)),
    ...grid,
  ]
}

export function validationLines({documents}: ValidationReport, screen: Screen): string[] {
  return documents.flatMap((document) => documentLines(document, screen))
}
