import type {Workbooks} from '../../ports/workbooks.ts'
import type {Workbench} from '../ports.ts'

/** What reading figures asks of the world. */
export interface ReadingBench extends Pick<Workbench, 'files' | 'signal'> {
  readonly workbooks: Workbooks
}

/** How the files of one side are to be read; all of it may be left to be found out. */
export interface ReadingWish {
  /** A mapping file. */
  readonly mapping?: string | undefined
  /** `count="Documents uniques"`: a field and the header of its column. */
  readonly columns?: readonly string[] | undefined
  readonly preset?: string | undefined
  readonly numberLocale?: 'fr' | 'en' | undefined
  readonly sheet?: string | undefined
  /** Files that give one figure complete each other: their counts are added. */
  readonly addFiles?: boolean | undefined
  /** The files give stays or another denominator; `flag` names their columns. */
  readonly stays?: {readonly flag: string} | undefined
}
