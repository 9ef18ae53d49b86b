import {batchPlanErrors} from './catalogue/batch-plan.ts'
import {batchRunErrors} from './catalogue/batch-run.ts'
import {batchShowErrors} from './catalogue/batch-show.ts'
import {batchUndoErrors} from './catalogue/batch-undo.ts'
import {carrierErrors} from './catalogue/carriers.ts'
import {certLifecycleErrors} from './catalogue/cert-lifecycle.ts'
import {certSourceErrors} from './catalogue/cert-source.ts'
import {certTrustErrors} from './catalogue/cert-trust.ts'
import {documentErrors} from './catalogue/document.ts'
import {exchangeCheckErrors} from './catalogue/exchange-check.ts'
import {feedingErrors} from './catalogue/feeding.ts'
import {habilitationErrors} from './catalogue/habilitation.ts'
import {houseErrors} from './catalogue/house.ts'
import {insiErrors} from './catalogue/insi.ts'
import {journalErrors} from './catalogue/journal.ts'
import {journalPostgresErrors} from './catalogue/journal-postgres.ts'
import {keysErrors} from './catalogue/keys.ts'
import {patientErrors} from './catalogue/patient.ts'
import {profileErrors} from './catalogue/profile.ts'
import {proofErrors} from './catalogue/proof.ts'
import {readersErrors} from './catalogue/readers.ts'
import {sandboxErrors} from './catalogue/sandbox.ts'
import {statsErrors} from './catalogue/stats.ts'
import {statsCompareErrors} from './catalogue/stats-compare.ts'
import {tabularErrors} from './catalogue/tabular.ts'
import {traceErrors} from './catalogue/trace.ts'
import {webpsErrors} from './catalogue/webps.ts'
import {wireErrors} from './catalogue/wire.ts'
import {workstationErrors} from './catalogue/workstation.ts'

/**
 * The closed list of error codes. Each has its sentences in `ui/messages` (`error.<code>.what|why|todo`),
 * a page in `docs/errors/` and a test that raises it through the built program.
 */
export const errorCatalogue = {
  ...houseErrors,
  ...profileErrors,
  ...keysErrors,
  ...documentErrors,
  ...feedingErrors,
  ...exchangeCheckErrors,
  ...habilitationErrors,
  ...patientErrors,
  ...insiErrors,
  ...wireErrors,
  ...journalErrors,
  ...journalPostgresErrors,
  ...readersErrors,
  ...sandboxErrors,
  ...batchPlanErrors,
  ...statsCompareErrors,
  ...tabularErrors,
  ...carrierErrors,
  ...certSourceErrors,
  ...certTrustErrors,
  ...certLifecycleErrors,
  ...batchRunErrors,
  ...batchShowErrors,
  ...batchUndoErrors,
  ...workstationErrors,
  ...traceErrors,
  ...statsErrors,
  ...proofErrors,
  ...webpsErrors,
} as const

export type ErrorCode = keyof typeof errorCatalogue
