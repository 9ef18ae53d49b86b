import {createHash} from 'node:crypto'
import {canonicalJson} from './canonical-json.ts'
import type {TraceWish} from './trace-filter.ts'

/** One patient asked for, told apart from another without being named; undefined where none is asked for. */
export function namedPatient({ins, ipp}: Pick<TraceWish, 'ins' | 'ipp'>): string | undefined {
  if (ins === undefined && ipp === undefined) return undefined
  const named = canonicalJson({ins: ins ? `${ins.matricule}|${ins.oid}` : null, ipp: ipp ?? null})
  return createHash('sha256').update(`dmp-series-v1\n${named}`).digest('hex')
}
