import {type ExitCode, exitCodes, gravestExit} from '../../../errors/exit-codes.ts'
import type {RunReport} from './run-report.ts'

/**
 * The job decides: an unknown outcome is 9, a document that did not get there 8, and what stopped the run counts with its
 * own code. Limits that only leave items for later are no failure. What is put off because the way was shut is part of
 * that stop, not a failed document.
 */
export function runExit({account, stopped}: Pick<RunReport, 'account' | 'stopped'>): ExitCode {
  const {reason, exitCode} = stopped
  const wayShut = reason === 'circuit' || reason === 'certificate'
  const failed = account.refused + account.held + (wayShut ? 0 : account.deferred)
  return gravestExit([
    account.unknown > 0 ? exitCodes.unknownOutcome : exitCodes.done,
    failed > 0 ? exitCodes.someFailed : exitCodes.done,
    exitCode ?? exitCodes.done,
  ])
}

export function gravestRunExit(reports: readonly Pick<RunReport, 'account' | 'stopped'>[]): ExitCode {
  return gravestExit(reports.map(runExit))
}
