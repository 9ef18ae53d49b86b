import {judges} from '../../../src/lib/workstation/checks/judges.ts'
import {judgeAll} from '../../../src/lib/workstation/judge-all.ts'
import {maskWithin} from '../../../src/lib/workstation/mask.ts'
import {reportedCheck} from '../../../src/lib/workstation/report.ts'
import {summarise} from '../../../src/lib/workstation/verdict.ts'
import {aroundFor, factsWith} from '../workstation-facts.ts'
import type {FactSituation, Seen} from './situation.ts'

/** The same checks and the same verdict as the program's, on facts that no real part produces here. */
export function lookAtFacts({wanted, changes}: FactSituation): Seen {
  const around = aroundFor(wanted)
  const results = judgeAll(factsWith(changes), around, judges)
  const checks = results.map((one) => ({...reportedCheck(one), durationMs: null}))
  return maskWithin({...summarise(results, around.wanted), checks})
}
