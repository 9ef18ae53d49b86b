import type {DmpError, ErrorParams} from '../../errors/dmp-error.ts'

const SHOWN = [
  'field',
  'reason',
  'names',
  'code',
  'table',
  'element',
  'first',
  'count',
  'status',
  'kind',
  'oid',
  'environment',
  'line',
  'uniqueId',
  'date',
  'chain',
  'by',
  'until',
]

/** Parameters that say why without naming a patient: paths and values stay in their own columns, but for the manifest's. */
export function shownParams({code, params}: Pick<DmpError, 'code' | 'params'>): ErrorParams {
  const shown = code === 'DMP_MANIFEST_LINE' ? [...SHOWN, 'file'] : SHOWN
  return Object.fromEntries(Object.entries(params).filter(([name]) => shown.includes(name)))
}
