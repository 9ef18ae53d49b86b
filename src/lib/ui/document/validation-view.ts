import type {ValidatedDocument, ValidationReport} from '../../usecases/documents/document-validate.ts'
import {futureReadersLines} from '../habilitation/readers-line.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {gridLines} from './structure-grid-view.ts'
import {findingLine} from './submission-view.ts'

function documentLines(document: ValidatedDocument, screen: Screen): string[] {
  const {t, color} = screen
  const verdict = document.valid
    ? color.green(`✔ ${t('validate.valid')}`)
    : color.red(`✘ ${t('validate.invalid')}`)
  const facts = [
    document.kind,
    document.typeCode && plain(document.typeCode),
    document.size === null ? '' : t('validate.size', {size: document.size}),
    document.sha1 && `SHA-1 ${document.sha1}`,
  ]
  const grid = document.structure ? gridLines(document.structure, document.firstMismatch, screen) : []
  return [
    `${verdict}  ${plain(document.file)}  ${facts.filter(Boolean).join('  ')}`,
    ...document.findings.map((finding) => findingLine(finding, screen)),
    ...futureReadersLines(document.readers, screen),
    ...grid,
  ]
}

export function validationLines({documents}: ValidationReport, screen: Screen): string[] {
  return documents.flatMap((document) => documentLines(document, screen))
}
