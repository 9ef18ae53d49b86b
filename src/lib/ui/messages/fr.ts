import {batchCauseFr} from './fr/batch-cause.ts'
import {batchPlanFr} from './fr/batch-plan.ts'
import {batchRunFr} from './fr/batch-run.ts'
import {batchShowFr} from './fr/batch-show.ts'
import {batchUndoFr} from './fr/batch-undo.ts'
import {cardsFr} from './fr/cards.ts'
import {carriersFr} from './fr/carriers.ts'
import {certCheckFr} from './fr/cert-check.ts'
import {certExplainedFr} from './fr/cert-explained.ts'
import {certExplainedPlacesFr} from './fr/cert-explained-places.ts'
import {certFindingsFr} from './fr/cert-findings.ts'
import {certLifecycleFr} from './fr/cert-lifecycle.ts'
import {certReturnFr} from './fr/cert-return.ts'
import {certScanFr} from './fr/cert-scan.ts'
import {certSourceFr} from './fr/cert-source.ts'
import {certTrustFr} from './fr/cert-trust.ts'
import {commandsFr} from './fr/commands.ts'
import {deletionFr} from './fr/deletion.ts'
import {documentFr} from './fr/document.ts'
import {exchangeCausesFr} from './fr/exchange-causes.ts'
import {exchangeCheckFr} from './fr/exchange-check.ts'
import {explainFr} from './fr/explain.ts'
import {feedingFr} from './fr/feeding.ts'
import {habilitationFr} from './fr/habilitation.ts'
import {houseFr} from './fr/house.ts'
import {insFr} from './fr/ins.ts'
import {insDatamatrixFr} from './fr/ins-datamatrix.ts'
import {insiFr} from './fr/insi.ts'
import {journalFr} from './fr/journal.ts'
import {journalPostgresFr} from './fr/journal-postgres.ts'
import {keysFr} from './fr/keys.ts'
import {orderedDeletionsFr} from './fr/ordered-deletions.ts'
import {patientFr} from './fr/patient.ts'
import {probeFr} from './fr/probe.ts'
import {profileFr} from './fr/profile.ts'
import {proofFr} from './fr/proof.ts'
import {sandboxFr} from './fr/sandbox.ts'
import {statsFr} from './fr/stats.ts'
import {statsCompareFr} from './fr/stats-compare.ts'
import {statsPageFr} from './fr/stats-page.ts'
import {tabularFr} from './fr/tabular.ts'
import {traceFr} from './fr/trace.ts'
import {traceAuditFr} from './fr/trace-audit.ts'
import {traceExportFr} from './fr/trace-export.ts'
import {traceOperationsFr} from './fr/trace-operations.ts'
import {webpsFr} from './fr/webps.ts'
import {wireFr} from './fr/wire.ts'
import {workstationCpsFr} from './fr/workstation-cps.ts'
import {workstationDoctorFr} from './fr/workstation-doctor.ts'
import {workstationExplainedFr} from './fr/workstation-explained.ts'
import {workstationFeedingFr} from './fr/workstation-feeding.ts'
import {workstationNetworkFr} from './fr/workstation-network.ts'
import {workstationPostFr} from './fr/workstation-post.ts'
import {workstationReadersFr} from './fr/workstation-readers.ts'
import type {Messages} from './messages.ts'

/** All texts in French, the reference. */
export const fr: Messages = {
  ...houseFr,
  ...cardsFr,
  ...workstationReadersFr,
  ...feedingFr,
  ...exchangeCheckFr,
  ...exchangeCausesFr,
  ...commandsFr,
  ...probeFr,
  ...profileFr,
  ...keysFr,
  ...deletionFr,
  ...batchUndoFr,
  ...documentFr,
  ...patientFr,
  ...insFr,
  ...wireFr,
  ...journalFr,
  ...journalPostgresFr,
  ...sandboxFr,
  ...statsCompareFr,
  ...statsPageFr,
  ...tabularFr,
  ...batchRunFr,
  ...batchShowFr,
  ...batchPlanFr,
  ...batchCauseFr,
  ...carriersFr,
  ...certScanFr,
  ...certSourceFr,
  ...certTrustFr,
  ...certLifecycleFr,
  ...certReturnFr,
  ...orderedDeletionsFr,
  ...certCheckFr,
  ...certFindingsFr,
  ...certExplainedFr,
  ...certExplainedPlacesFr,
  ...insDatamatrixFr,
  ...insiFr,
  ...workstationDoctorFr,
  ...workstationExplainedFr,
  ...workstationNetworkFr,
  ...workstationFeedingFr,
  ...workstationPostFr,
  ...workstationCpsFr,
  ...traceFr,
  ...statsFr,
  ...traceAuditFr,
  ...traceExportFr,
  ...traceOperationsFr,
  ...explainFr,
  ...habilitationFr,
  ...proofFr,
  ...webpsFr,
}
