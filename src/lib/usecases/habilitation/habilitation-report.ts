import type {Wanted} from '../../habilitation/find-wanted.ts'
import type {LocalName, MatrixColumn} from '../../habilitation/matrix.ts'
import type {LoadedMatrix} from './load-matrix.ts'

/** Where the answer comes from, told with each. */
export interface MatrixSource {
  readonly date: string
  readonly source: string
  readonly status: string
  /** `shipped`, or the path of the file used instead. */
  readonly from: string
}

export interface ShownColumn {
  readonly number: number
  readonly id: string
  readonly label: LocalName
  readonly short: LocalName
  /** Published, and not in force for a time because of an appeal. */
  readonly pending: boolean
}

export interface NamedThing {
  readonly code: string
  readonly label: string
}

export interface WantedProfessionShown extends NamedThing {
  readonly columns: readonly ShownColumn[]
  /** Its place was inferred from its name. */
  readonly inferred: boolean
}

export const sourceOf = ({matrix: {date, source, status}, from}: LoadedMatrix): MatrixSource => ({
  date,
  source,
  status,
  from,
})

export const shownColumn = ({number, id, label, short, pending}: MatrixColumn): ShownColumn => ({
  number,
  id,
  label,
  short,
  pending,
})

export const shownProfession = ({
  code,
  label,
  columns,
  inferred,
}: Extract<Wanted, {kind: 'profession'}>): WantedProfessionShown => ({
  code,
  label,
  columns: columns.map(shownColumn),
  inferred,
})

/** Who reads a type: columns; null where the matrix does not speak of it. */
export interface TypeReaders {
  readonly typeCode: string
  readonly label: string
  readonly readers: readonly ShownColumn[] | null
}
