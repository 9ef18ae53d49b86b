import type {Oid} from '../../ids/oid.ts'
import {parseMatricule} from '../../ins/matricule.ts'
import {TraceFilter, type TraceWish} from '../../traces/trace-filter.ts'
import type {Workbench} from '../ports.ts'
import {wordValue} from '../submission/patient-of-flags.ts'

/** A filter as a command names it. */
export interface TraceWords extends Omit<TraceWish, 'ins'> {
  /** `@FILE`, `-` or the number itself. */
  readonly ins?: string | undefined
  readonly insOid?: string | undefined
  /** Journals to read; the profile's own when absent. */
  readonly journals?: readonly string[] | undefined
}

/** @throws DmpError DMP_INS_INVALID, DMP_MISSING_VALUE */
export async function traceFilter(
  bench: Pick<Workbench, 'files' | 'profile'>,
  {ins, insOid, journals: _journals, ...wish}: TraceWords,
): Promise<TraceFilter> {
  if (ins === undefined) return new TraceFilter(wish)
  const matricule = parseMatricule(await wordValue(bench, ins))
  const oid = (insOid ?? (await bench.profile()).ins.allowedOids[0]) as Oid
  return new TraceFilter({...wish, ins: {matricule, oid}})
}
