import {batchCauseEn} from './en/batch-cause.ts'
import {batchPlanEn} from './en/batch-plan.ts'
import {batchRunEn} from './en/batch-run.ts'
import {batchShowEn} from './en/batch-show.ts'
import {batchUndoEn} from './en/batch-undo.ts'
import {cardsEn} from './en/cards.ts'
import {carriersEn} from './en/carriers.ts'
import {certCheckEn} from './en/cert-check.ts'
import {certExplainedEn} from './en/cert-explained.ts'
import {certExplainedPlacesEn} from './en/cert-explained-places.ts'
import {certFindingsEn} from './en/cert-findings.ts'
import {certLifecycleEn} from './en/cert-lifecycle.ts'
import {certReturnEn} from './en/cert-return.ts'
import {certScanEn} from './en/cert-scan.ts'
import {certSourceEn} from './en/cert-source.ts'
import {certTrustEn} from './en/cert-trust.ts'
import {commandsEn} from './en/commands.ts'
import {deletionEn} from './en/deletion.ts'
import {documentEn} from './en/document.ts'
import {exchangeCausesEn} from './en/exchange-causes.ts'
import {exchangeCheckEn} from './en/exchange-check.ts'
import {explainEn} from './en/explain.ts'
import {feedingEn} from './en/feeding.ts'
import {habilitationEn} from './en/habilitation.ts'
import {houseEn} from './en/house.ts'
import {insEn} from './en/ins.ts'
import {insDatamatrixEn} from './en/ins-datamatrix.ts'
import {insiEn} from './en/insi.ts'
import {journalEn} from './en/journal.ts'
import {journalPostgresEn} from './en/journal-postgres.ts'
import {keysEn} from './en/keys.ts'
import {orderedDeletionsEn} from './en/ordered-deletions.ts'
import {patientEn} from './en/patient.ts'
import {probeEn} from './en/probe.ts'
import {profileEn} from './en/profile.ts'
import {proofEn} from './en/proof.ts'
import {sandboxEn} from './en/sandbox.ts'
import {statsEn} from './en/stats.ts'
import {statsCompareEn} from './en/stats-compare.ts'
import {statsPageEn} from './en/stats-page.ts'
import {tabularEn} from './en/tabular.ts'
import {traceEn} from './en/trace.ts'
import {traceAuditEn} from './en/trace-audit.ts'
import {traceExportEn} from './en/trace-export.ts'
import {traceOperationsEn} from './en/trace-operations.ts'
import {webpsEn} from './en/webps.ts'
import {wireEn} from './en/wire.ts'
import {workstationCpsEn} from './en/workstation-cps.ts'
import {workstationDoctorEn} from './en/workstation-doctor.ts'
import {workstationExplainedEn} from './en/workstation-explained.ts'
import {workstationFeedingEn} from './en/workstation-feeding.ts'
import {workstationNetworkEn} from './en/workstation-network.ts'
import {workstationPostEn} from './en/workstation-post.ts'
import {workstationReadersEn} from './en/workstation-readers.ts'
import type {Messages} from './messages.ts'

/** All texts in English. */
export const en: Messages = {
  ...houseEn,
  ...cardsEn,
  ...workstationReadersEn,
  ...feedingEn,
  ...exchangeCheckEn,
  ...exchangeCausesEn,
  ...commandsEn,
  ...probeEn,
  ...profileEn,
  ...keysEn,
  ...deletionEn,
  ...batchUndoEn,
  ...documentEn,
  ...patientEn,
  ...insEn,
  ...wireEn,
  ...journalEn,
  ...journalPostgresEn,
  ...sandboxEn,
  ...statsCompareEn,
  ...statsPageEn,
  ...tabularEn,
  ...batchRunEn,
  ...batchShowEn,
  ...batchPlanEn,
  ...batchCauseEn,
  ...carriersEn,
  ...certScanEn,
  ...certSourceEn,
  ...certTrustEn,
  ...certLifecycleEn,
  ...certReturnEn,
  ...orderedDeletionsEn,
  ...certCheckEn,
  ...certFindingsEn,
  ...certExplainedEn,
  ...certExplainedPlacesEn,
  ...insDatamatrixEn,
  ...insiEn,
  ...workstationDoctorEn,
  ...workstationExplainedEn,
  ...workstationNetworkEn,
  ...workstationFeedingEn,
  ...workstationPostEn,
  ...workstationCpsEn,
  ...traceEn,
  ...statsEn,
  ...traceAuditEn,
  ...traceExportEn,
  ...traceOperationsEn,
  ...explainEn,
  ...habilitationEn,
  ...proofEn,
  ...webpsEn,
}
