import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {ComparisonVerdict, InsDifference} from '../../insi/compare-ins.ts'
import {type InsSearch, insSearchExit} from './search-report.ts'

export interface InsVerify {
  /** Always this: the vérification of the téléservice is another act (docs/decisions/0026). */
  readonly method: 'recherche+comparaison'
  readonly verdict: ComparisonVerdict
  /** What sets a different INS apart. */
  readonly between: InsDifference | null
  readonly held: {readonly matricule: string; readonly oid: string}
  /** Traits that diverge from those held. */
  readonly differences: readonly string[]
  /** Traits that one side does not state, or not whole. */
  readonly notCompared: readonly string[]
  readonly search: InsSearch
}

/** 0 when all that is held is what was found, by a search without a remark; anything else is for a person. */
export function insVerifyExit({verdict, search}: InsVerify): ExitCode {
  return verdict === 'identical' ? insSearchExit(search) : exitCodes.findings
}
