import {CSV_START, csvLine} from '../../csv/csv-line.ts'
import type {Outputs, TextOutput} from '../../ports/outputs.ts'
import type {CertScan, ScannedCertificate, ScanWords} from './scan-report.ts'

const COLUMNS = [
  ...['kind', 'path', 'state', 'product', 'environment', 'subject', 'structure', 'issuer'],
  ...['not_before', 'not_after', 'days_left', 'sha256', 'used_by', 'replaced_by', 'keys', 'checks'],
]

/** Writes the table and the page that were asked for. @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE */
export async function writeInventory(
  {outputs}: {readonly outputs: Outputs},
  scan: CertScan,
  force: boolean,
  words: ScanWords,
): Promise<void> {
  const {csv, html} = scan.written
  if (csv !== null) await whole(outputs, csv, force, (output) => writeTable(output, scan))
  if (html !== null) await whole(outputs, html, force, (output) => output.write(words.page(scan)))
}

async function whole(
  outputs: Outputs,
  path: string,
  force: boolean,
  fill: (output: TextOutput) => Promise<void>,
): Promise<void> {
  const output = await outputs.stream(path, {force})
  try {
    await fill(output)
  } catch (error) {
    await output.discard()
    throw error
  }
  await output.finish()
}

/** A line for each place of each certificate, for each key, and for what could not be read. */
async function writeTable(output: TextOutput, scan: CertScan): Promise<void> {
  const byPath = new Map<string, Set<string>>()
  for (const {path, check} of scan.findings) {
    const known = byPath.get(path)
    if (known) known.add(check)
    else byPath.set(path, new Set([check]))
  }
  const checks = (path: string) => [...(byPath.get(path) ?? [])].join(' ')
  await output.write(CSV_START + csvLine(COLUMNS))
  for (const one of scan.certificates)
    for (const path of one.paths) await output.write(certificateLine(one, path, checks(path)))
  for (const {path, format, encrypted, encryption, certificate} of scan.keys)
    await output.write(
      csvLine([
        'key',
        path,
        encrypted ? 'encrypted' : 'clear',
        ...['', '', '', '', '', '', '', ''],
        certificate,
        ...['', ''],
        encryption ?? format,
        checks(path),
      ]),
    )
  for (const {path, problem} of scan.unreadable)
    await output.write(csvLine(['unreadable', path, problem, ...Array<string>(13).fill('')]))
}

function certificateLine(one: ScannedCertificate, path: string, checks: string): string {
  return csvLine([
    one.authority ? 'authority' : 'certificate',
    path,
    one.state,
    one.product,
    one.environment,
    one.subject,
    one.structure,
    one.issuer,
    one.notBefore,
    one.notAfter,
    one.daysLeft,
    one.sha256,
    one.usedBy.map(({profile, use}) => `${profile}:${use}`).join(' '),
    one.replacedBy,
    one.keys.join(' '),
    checks,
  ])
}
