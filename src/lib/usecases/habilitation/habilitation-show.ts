import {readersOfType, rightOf} from '../../habilitation/matrix.ts'
import type {Workbench} from '../ports.ts'
import {findNamed} from './find-named.ts'
import {
  type MatrixSource,
  type NamedThing,
  type ShownColumn,
  shownColumn,
  shownProfession,
  sourceOf,
  type TypeReaders,
  type WantedProfessionShown,
} from './habilitation-report.ts'
import {loadMatrix, type MatrixBench} from './load-matrix.ts'

export interface HabilitationShowReport {
  readonly matrix: MatrixSource
  readonly columns: readonly ShownColumn[]
  /** The type asked for, and who reads it. */
  readonly type: TypeReaders | null
  /** The profession asked for, with its columns. */
  readonly profession: WantedProfessionShown | null
  /** Types that the profession reads, or all of the matrix where nothing was asked. */
  readonly types: readonly TypeReaders[]
  /** Types that the profession reads by some of its columns only: its specialty decides. */
  readonly depends: readonly NamedThing[]
  /** Types that it does not read. */
  readonly hidden: readonly NamedThing[]
}

export interface ShowWish {
  /** A type or a profession, by code or name; none: the matrix. */
  readonly words: readonly string[]
  readonly file: string | undefined
}

/** `habilitation show`: who reads a type, what a profession reads, or everything. */
export async function habilitationShow(
  bench: MatrixBench & Pick<Workbench, 'valueSets'>,
  {words, file}: ShowWish,
): Promise<HabilitationShowReport> {
  const loaded = await loadMatrix(bench, file)
  const {matrix} = loaded
  const labels = await bench.valueSets()
  const named = (code: string): NamedThing => ({
    code,
    label: labels.find('J66', code)?.displayName ?? code,
  })
  const withReaders = (typeCode: string): TypeReaders => ({
    typeCode,
    label: named(typeCode).label,
    readers: readersOfType(matrix, typeCode)?.map(shownColumn) ?? null,
  })
  const head = {
    matrix: sourceOf(loaded),
    columns: matrix.columns.map(shownColumn),
    type: null,
    profession: null,
    types: [],
    depends: [],
    hidden: [],
  }
  const codes = [...matrix.types.keys()]
  const word = words.join(' ').trim()
  if (words.length === 0) return {...head, types: codes.map(withReaders)}
  const wanted = await findNamed(bench, matrix, word, ['type', 'profession'])
  if (wanted.kind === 'type') return {...head, type: {...withReaders(wanted.code), label: wanted.label}}
  const {columns} = wanted
  const right = (code: string) => rightOf(matrix, code, columns)
  const rights = codes.map((code) => ({code, right: right(code)}))
  const of = (...kinds: readonly string[]) =>
    rights.filter((one) => kinds.includes(one.right)).map(({code}) => code)
  return {
    ...head,
    profession: shownProfession(wanted),
    types: of('yes', 'pending').map(withReaders),
    depends: of('depends').map(named),
    hidden: of('no').map(named),
  }
}
