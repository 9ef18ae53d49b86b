import {DmpError} from '../../errors/dmp-error.ts'
import type {HabilitationMatrix} from '../../habilitation/matrix.ts'
import {MatrixFault, readMatrix} from '../../habilitation/read-matrix.ts'
import type {Workbench} from '../ports.ts'

const MAX_BYTES = 4 * 1024 * 1024

export type MatrixBench = Pick<Workbench, 'files' | 'profile' | 'shipped' | 'warn'>

export interface LoadedMatrix {
  readonly matrix: HabilitationMatrix
  /** `shipped`, or the path of the user's own. */
  readonly from: string
}

/**
 * The matrix of a flag, else of the setting `habilitation.file`, else the one that comes with the program.
 * @throws DmpError DMP_HABILITATION_FILE, DMP_FILE_UNREADABLE; DMP_PROFILE_NOT_FOUND for a profile named by a flag
 */
export async function loadMatrix(bench: MatrixBench, flag: string | undefined): Promise<LoadedMatrix> {
  const own = flag ?? (await ofProfile(bench))
  if (own === undefined && !bench.shipped) throw new RangeError('no data of the program here')
  const file = own === undefined ? (bench.shipped?.('habilitation.json') ?? '') : bench.files.resolve(own)
  const fault = (at: string, expected: string, cause: unknown) =>
    new DmpError('DMP_HABILITATION_FILE', {params: {file, at, expected}, details: {file, at}, cause})
  const bytes = await bench.files.read(file, {maxBytes: MAX_BYTES})
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes))
  } catch (cause) {
    throw fault('-', 'json', cause)
  }
  try {
    return {matrix: readMatrix(value), from: own === undefined ? 'shipped' : file}
  } catch (cause) {
    if (cause instanceof MatrixFault) throw fault(cause.at, cause.expected, cause)
    throw cause
  }
}

/**
 * These commands need no profile; one that is there says which file is used. One that cannot be used is told, and keeps
 * nobody from reading the matrix.
 */
async function ofProfile({profile, warn}: MatrixBench): Promise<string | undefined> {
  try {
    return (await profile()).habilitation?.file
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    if (error.code !== 'DMP_PROFILE_NOT_FOUND')
      warn({code: 'habilitation-profile', params: {reason: error.code}})
    else if (error.details['by'] === 'flag') throw error
    return undefined
  }
}
