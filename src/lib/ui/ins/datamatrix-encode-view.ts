import type {DatamatrixDrawn} from '../../usecases/ins/datamatrix-encode.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'

/** `ins datamatrix encode`: where the symbol is, for whom, and how it must be printed. */
export function datamatrixEncodeLines(
  {file, ins, oid, length}: DatamatrixDrawn,
  {t, color}: Screen,
): string[] {
  return [
    color.green(`✔ ${t('ins.datamatrix.drawn', {file: plain(file)})}`),
    `  ${t('ins.datamatrix.for', {ins, oid, length})}`,
    t('ins.datamatrix.keep'),
  ]
}
