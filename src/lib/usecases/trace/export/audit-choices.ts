import {DmpError} from '../../../errors/dmp-error.ts'
import type {ExportAbout} from '../../../traces/export/trace-format.ts'

/** Which formats a choice says something about. */
const MEANT_FOR: Readonly<Record<string, readonly string[]>> = {
  'with-documents': ['atna', 'atna-lines', 'fhir', 'syslog'],
  'dicom-version': ['atna', 'atna-lines', 'syslog'],
  'audit-profile': ['fhir'],
  bundle: ['fhir'],
  'syslog-msgid': ['syslog'],
}

/** A choice that would change nothing is a misunderstanding. @throws DmpError DMP_USAGE */
export function requireChoicesFit(format: string, choices: ExportAbout['choices'] = {}): void {
  for (const [name, value] of Object.entries(choices)) {
    if (value === undefined || value === false || MEANT_FOR[name]?.includes(format) !== false) continue
    throw new DmpError('DMP_USAGE', {params: {problem: `--${name} --format ${format}`}})
  }
}
