import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {type Right, readersOfType, rightOf} from '../../habilitation/matrix.ts'
import {type Circumstances, type Judgement, judge} from '../../habilitation/reasons.ts'
import type {Workbench} from '../ports.ts'
import {findNamed} from './find-named.ts'
import {
  type MatrixSource,
  shownColumn,
  shownProfession,
  sourceOf,
  type TypeReaders,
  type WantedProfessionShown,
} from './habilitation-report.ts'
import {loadMatrix, type MatrixBench} from './load-matrix.ts'

export interface HabilitationWhyReport extends Judgement {
  readonly matrix: MatrixSource
  readonly type: TypeReaders
  readonly profession: WantedProfessionShown
  /** What the matrix alone says. */
  readonly right: Right
}

export interface WhyWish extends Circumstances {
  readonly type: string
  readonly profession: string
  readonly file: string | undefined
}

/** `habilitation why`: the first reason for which a profession does not read a type, of what is stated. */
export async function habilitationWhy(
  bench: MatrixBench & Pick<Workbench, 'valueSets'>,
  wish: WhyWish,
): Promise<HabilitationWhyReport> {
  const loaded = await loadMatrix(bench, wish.file)
  const {matrix} = loaded
  const type = await findNamed(bench, matrix, wish.type, ['type'])
  const profession = await findNamed(bench, matrix, wish.profession, ['profession'])
  if (profession.kind !== 'profession') throw new RangeError('a type was found among professions')
  const right = rightOf(matrix, type.code, profession.columns)
  const readers = readersOfType(matrix, type.code)?.map(shownColumn) ?? null
  return {
    matrix: sourceOf(loaded),
    type: {typeCode: type.code, label: type.label, readers},
    profession: shownProfession(profession),
    right,
    ...judge(right, wish),
  }
}

/** 10 where something forbids, or where it is not sure. */
export const whyExit = ({verdict}: HabilitationWhyReport): ExitCode =>
  verdict === 'may' ? exitCodes.done : exitCodes.findings
