import {DmpError} from '../../errors/dmp-error.ts'
import {type Report, readReport} from '../../workstation/report.ts'
import type {DoctorBench} from './ports.ts'

const MOST_BYTES = 4_194_304

/**
 * A report that was kept (`dmp doctor --json`). One of an older form is read with a remark.
 * @throws DmpError DMP_WORKSTATION_REPORT_UNREADABLE {file, problem}, DMP_FILE_UNREADABLE
 */
export async function readReportFile(
  {files, warn}: Pick<DoctorBench, 'files' | 'warn'>,
  path: string,
): Promise<Report> {
  const read = await tryReport({files}, path)
  if (read.state === 'unreadable')
    throw new DmpError('DMP_WORKSTATION_REPORT_UNREADABLE', {params: {file: path, problem: read.problem}})
  if (read.older) warn({code: 'workstation-report-older', params: {file: path}})
  return read.report
}

/** @throws DmpError DMP_FILE_UNREADABLE */
export async function tryReport(
  {files}: {readonly files: Pick<DoctorBench['files'], 'read'>},
  path: string,
): Promise<ReturnType<typeof readReport>> {
  const bytes = await files.read(path, {maxBytes: MOST_BYTES})
  return readReport(new TextDecoder(encodingOf(bytes)).decode(bytes))
}

/** A report redirected by PowerShell is UTF-16, of the one or the other order. */
function encodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
