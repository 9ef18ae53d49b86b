import {spokenParams} from '../../src/lib/ui/error-text.ts'
import type {Translator} from '../../src/lib/ui/translate.ts'
import type {DocumentOutcome, SubmissionReport} from '../../src/lib/usecases/submission/submission-report.ts'
import type {Backlog} from './backlog.ts'
import type {Outcome} from './outcome.ts'

/** Remarks that every document of a kind must come with. */
const ANNOUNCED: Readonly<Record<string, string>> = {pdf: 'BODY-PDF-NOT-PDFA'}

/** What `document submit --json` says of each line of the backlog, one outcome a line and none left out. */
export function readSubmission(backlog: Backlog, report: SubmissionReport, t: Translator): Outcome[] {
  const byLine = new Map(report.documents.map((one) => [one.line, one]))
  return backlog.rows.map((row, index) => {
    const line = index + 1
    const found = byLine.get(line)
    const {x_expect: expected = '', x_case: name = ''} = row
    const warnings = (found?.findings ?? [])
      .filter(({severity}) => severity === 'warning')
      .map(({rule}) => rule)
    const announced = ANNOUNCED[name]
    const state = found?.state ?? 'absent'
    return {
      line,
      file: row['file'] ?? '',
      case: name,
      patient: found?.ins ?? '',
      type: found?.typeCode ?? row['type_code'] ?? '',
      expected,
      state,
      ok: state === expected && (announced === undefined || warnings.includes(announced)),
      uniqueId: found?.uniqueId ?? '',
      inDmp: '',
      warnings,
      code: found?.failure?.code ?? '',
      message: found?.failure ? sentence(found.failure, t) : '',
    }
  })
}

function sentence({code, params}: NonNullable<DocumentOutcome['failure']>, t: Translator): string {
  return t(`error.${code}.what`, spokenParams(`error.${code}`, params, t))
}
