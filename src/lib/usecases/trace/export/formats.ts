import {DmpError} from '../../../errors/dmp-error.ts'
import type {TraceFormat} from '../../../traces/export/trace-format.ts'

/**
 * The formats of `trace export` by their names; each is loaded when it is asked for. A new one is entered here, and its
 * name in the option of the command.
 */
const formats = {
  csv: async () => (await import('../../../traces/export/csv-format.ts')).csvFormat,
  'csv-machine': async () => (await import('../../../traces/export/csv-format.ts')).machineCsvFormat,
  ndjson: async () => (await import('../../../traces/export/ndjson-format.ts')).ndjsonFormat,
  atna: async () => (await import('../../../traces/audit/dicom-format.ts')).atnaFormat,
  'atna-lines': async () => (await import('../../../traces/audit/dicom-format.ts')).atnaLinesFormat,
  fhir: async () => (await import('../../../traces/audit/fhir-format.ts')).fhirFormat,
  xlsx: async () => (await import('../../../traces/export/sheet-format.ts')).sheetFormat,
} as const satisfies Readonly<Record<string, () => Promise<TraceFormat>>>

export type TraceFormatName = keyof typeof formats

export const traceFormatNames = Object.keys(formats) as readonly TraceFormatName[]

/** @throws DmpError DMP_USAGE for a name that is none */
export async function traceFormat(name: string): Promise<TraceFormat> {
  if (!Object.hasOwn(formats, name))
    throw new DmpError('DMP_USAGE', {params: {problem: `--format: ${traceFormatNames.join(', ')}`}})
  return formats[name as TraceFormatName]()
}

/** The format that the end of a name stands for; CSV for any other. */
export function formatOfName(output: string | undefined): TraceFormatName {
  const end = /\.([a-z]+)$/i.exec(output ?? '')?.[1]?.toLowerCase()
  if (end === 'xml') return 'atna'
  if (end === 'xlsx' || end === 'ndjson') return end
  return 'csv'
}
