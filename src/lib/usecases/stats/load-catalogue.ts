import {DmpError} from '../../errors/dmp-error.ts'
import {CatalogueFault, readCatalogue} from '../../stats/catalogue.ts'
import type {IndicatorCatalogue} from '../../stats/indicator.ts'
import type {Workbench} from '../ports.ts'

const MAX_BYTES = 4 * 1024 * 1024

export type CatalogueBench = Pick<Workbench, 'files'> & {
  /** Path of a data file that comes with the program. */
  readonly shipped: (name: string) => string
}

export interface LoadedCatalogue {
  readonly catalogue: IndicatorCatalogue
  /** `shipped`, or the path of the user's own. */
  readonly from: string
}

/** The indicators that come with the program, or those of a file that replaces them. @throws DmpError DMP_STATS_SETTING */
export async function loadCatalogue(
  {files, shipped}: CatalogueBench,
  own: string | undefined,
): Promise<LoadedCatalogue> {
  const file = own === undefined ? shipped('indicators.json') : files.resolve(own)
  const bytes = await files.read(file, {maxBytes: MAX_BYTES})
  const fault = (at: string, expected: string, cause?: unknown) =>
    new DmpError('DMP_STATS_SETTING', {params: {file, kind: 'indicators', at, expected}, cause})
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes))
  } catch (cause) {
    throw fault('-', 'json', cause)
  }
  try {
    return {catalogue: readCatalogue(value), from: own === undefined ? 'shipped' : file}
  } catch (cause) {
    if (cause instanceof CatalogueFault) throw fault(cause.at, cause.expected, cause)
    throw cause
  }
}
