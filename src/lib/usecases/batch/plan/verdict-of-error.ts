import type {ErrorCode} from '../../../errors/catalogue.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../../errors/exit-codes.ts'
import type {Finding} from '../../submission/submission-report.ts'
import type {Verdict} from '../candidate.ts'
import {shownParams} from '../shown-params.ts'

/** Kept back: right as far as we know, and a person or time may let it go. */
const HELD: readonly ErrorCode[] = ['DMP_HELD', 'DMP_SOURCE_CHANGED', 'DMP_SAME_BYTES_OTHER_PATIENT']

/** These are about one record; everything else (journal, disk, keys, profile, interruption) is about the plan. */
const OF_ONE_RECORD: readonly ExitCode[] = [exitCodes.usage, exitCodes.invalidInput, exitCodes.refused]

/** A document whose author is another structure: the DMP would refuse it, and it may be nobody's to send. */
function isForeign(error: DmpError): boolean {
  if (error.code !== 'DMP_DOCUMENT_INVALID') return false
  const {findings = []} = error.details as {readonly findings?: readonly Finding[]}
  const errors = findings.filter(({severity}) => severity === 'error')
  return (
    errors.length > 0 &&
    errors.every(({rule, params}) => rule === 'STRUCTURE-MISMATCH' && params['place'] === 'entry-institution')
  )
}

/** The verdict that an error of one record is. @throws the error itself when it concerns the whole plan */
export function verdictOfError(error: unknown): Verdict {
  if (!(error instanceof DmpError)) throw error
  const {code, exitCode} = error
  if (isForeign(error)) return {class: 'held', reason: 'foreign-structure'}
  if (code === 'DMP_ALREADY_SENT') {
    const {uniqueId, state} = error.details as {readonly uniqueId?: string; readonly state?: string}
    const reason = state === 'accepted' ? 'already-sent' : 'already-planned'
    return {class: 'excluded', reason, ...(uniqueId ? {params: {uniqueId}} : {})}
  }
  if (HELD.includes(code)) return {class: 'held', reason: code, ...withParams(error)}
  if (OF_ONE_RECORD.includes(exitCode)) return {class: 'rejected', reason: code, ...withParams(error)}
  throw error
}

function withParams(error: DmpError): Pick<Verdict, 'params'> {
  const params = shownParams(error)
  return Object.keys(params).length === 0 ? {} : {params}
}
