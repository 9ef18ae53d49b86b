import {DmpError} from '../../errors/dmp-error.ts'
import {readersOfType} from '../../habilitation/matrix.ts'
import {type MatrixSource, type ShownColumn, shownColumn, sourceOf} from './habilitation-report.ts'
import {type LoadedMatrix, loadMatrix, type MatrixBench} from './load-matrix.ts'

/** Who will be able to read a document of this type: an information, never a control. */
export interface FutureReaders {
  /** Of the matrix. */
  readonly date: string
  readonly from: string
  /** Null where the matrix does not speak of the type. */
  readonly columns: readonly ShownColumn[] | null
  readonly masked: boolean
}

export type ReadersOf = (typeCode: string, masked: boolean) => FutureReaders | null

const kept = new WeakMap<object, Promise<ReadersOf>>()

/**
 * Readers by type, the matrix of a profile read once. Where it cannot be read there is no answer and a warning: who may
 * consult never keeps a document from being checked or sent.
 */
export function futureReaders(bench: MatrixBench): Promise<ReadersOf> {
  const before = kept.get(bench.profile)
  if (before) return before
  const reading = readReaders(bench)
  kept.set(bench.profile, reading)
  return reading
}

async function readReaders(bench: MatrixBench): Promise<ReadersOf> {
  if (!bench.shipped) return () => null
  let loaded: LoadedMatrix
  try {
    loaded = await loadMatrix(bench, undefined)
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    bench.warn({code: 'habilitation-unread', params: {reason: error.code}})
    return () => null
  }
  const {date, from}: MatrixSource = sourceOf(loaded)
  return (typeCode, masked) => ({
    date,
    from,
    columns: readersOfType(loaded.matrix, typeCode)?.map(shownColumn) ?? null,
    masked,
  })
}
