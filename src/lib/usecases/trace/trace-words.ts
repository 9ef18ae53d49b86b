import {RESTORATIONS} from '../../batch/after-restore.ts'
import {errorCatalogue} from '../../errors/catalogue.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Oid} from '../../ids/oid.ts'
import {parseMatricule} from '../../ins/matricule.ts'
import {traceOperations} from '../../traces/operations.ts'
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

const RUN = /^\d{8}-[a-z2-9]{4}$/

/** Words that no trace can meet are slips of the pen: an empty answer would be taken for a fact. @throws DmpError DMP_USAGE */
function requireMeaning({runs = [], errors = [], since, until}: TraceWords): void {
  const usage = (problem: string) => new DmpError('DMP_USAGE', {params: {problem}})
  for (const id of runs) if (!RUN.test(id) && id !== RESTORATIONS) throw usage(`--run ${id}: 20260302-k7m2`)
  for (const code of errors)
    if (code.startsWith('DMP_') && !Object.hasOwn(errorCatalogue, code)) throw usage(`--error ${code}`)
  if (since !== undefined && until !== undefined && since >= until) throw usage('--from > --to')
}

/** @throws DmpError DMP_INS_INVALID, DMP_MISSING_VALUE, DMP_USAGE */
export async function traceFilter(
  bench: Pick<Workbench, 'files' | 'profile' | 'warn'>,
  {ins, insOid, journals: _journals, ...wish}: TraceWords,
): Promise<TraceFilter> {
  requireMeaning(wish)
  // Journals of later versions may have more of them.
  const unknown = wish.operations?.filter((name) => !traceOperations.includes(name)) ?? []
  if (unknown.length > 0) {
    const params = {operations: unknown.join(', '), known: traceOperations.join(', ')}
    bench.warn({code: 'trace-operation-unknown', params})
  }
  if (ins === undefined) return new TraceFilter(wish)
  const matricule = parseMatricule(await wordValue(bench, ins))
  const oid = (insOid ?? (await bench.profile()).ins.allowedOids[0]) as Oid
  return new TraceFilter({...wish, ins: {matricule, oid}})
}
