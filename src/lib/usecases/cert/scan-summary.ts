import type {Inventory} from '../../certificate-inventory/inventory.ts'
import type {CertificateRecord, FileFinding, KeyRecord} from '../../certificate-inventory/record.ts'
import {copyFindings, pairedWith, softened, successors} from '../../certificate-inventory/relations.ts'
import {verdictOf} from '../../pki/checks/run.ts'
import {type CertificateFinding, findingMessage} from '../../pki/finding.ts'
import type {CertScan, ScanFinding, ScannedCertificate, ScannedKey, ScanState} from './scan-report.ts'
import type {UsedBy} from './used-by.ts'

const dayMs = 86_400_000

export interface SummaryWish {
  readonly now: number
  readonly warnDays: number
  readonly usedBy: ReadonlyMap<string, readonly UsedBy[]>
}

type Summary = Pick<CertScan, 'verdict' | 'certificates' | 'keys' | 'findings'> & {readonly pairs: number}

/** The inventory as it is reported: relations between certificates, keys and profiles, and every finding. */
export function summarize(inventory: Inventory, wish: SummaryWish): Summary {
  const {certificates: kept, keys: keyRecords} = inventory
  const pairs = pairedWith(kept, keyRecords)
  const held = new Set(pairs.values())
  // who holds the key of a self-signed certificate uses it, whatever it says of authorities
  const all = kept.map((one) => (one.authority && held.has(one.sha256) ? {...one, authority: false} : one))
  const newer = successors(all)
  const records = all.filter(
    ({sha256, paths}) => newer.has(sha256) || paths.some((path) => !inventory.elsewhere.has(path)),
  )
  const keyPaths = new Map<string, string[]>()
  for (const [key, sha256] of pairs) keyPaths.set(sha256, [...(keyPaths.get(sha256) ?? []), key.path])
  const certificates = records.map((record) =>
    shown(record, wish, newer.get(record.sha256)?.sha256 ?? null, keyPaths.get(record.sha256) ?? []),
  )
  const found = findingsOf(inventory, records, newer, wish)
  return {
    verdict: verdictOf(found.filter(({finding}) => finding.severity !== 'info').map(({finding}) => finding)),
    certificates: certificates.toSorted(
      (a, b) =>
        Number(b.usedBy.length > 0) - Number(a.usedBy.length > 0) ||
        Number(a.authority) - Number(b.authority) ||
        (a.notAfter < b.notAfter ? -1 : 1),
    ),
    keys: keyRecords.map((key) => shownKey(key, pairs.get(key) ?? null)),
    findings: sorted(found).map(reported),
    pairs: pairs.size,
  }
}

function shown(
  record: CertificateRecord,
  {now, warnDays, usedBy}: SummaryWish,
  replacedBy: string | null,
  keys: readonly string[],
): ScannedCertificate {
  const iso = (ms: number) => new Date(ms).toISOString()
  const notAfter = iso(record.notAfter)
  const {sha256, product, environment, subject, issuer, structure, authority, paths} = record
  return {
    sha256,
    product,
    environment,
    subject,
    issuer,
    structure,
    notBefore: iso(record.notBefore),
    notAfter,
    endOfUse: record.endOfUse === record.notAfter ? notAfter : iso(record.endOfUse),
    daysLeft: Math.floor((record.endOfUse - now) / dayMs),
    authority,
    state: stateOf(record, now, warnDays, replacedBy !== null),
    paths,
    keys,
    usedBy: (usedBy.get(sha256) ?? []).map(({profile, use}) => ({profile, use})),
    replacedBy,
  }
}

function stateOf(
  {notBefore, notAfter, endOfUse}: CertificateRecord,
  now: number,
  warnDays: number,
  replaced: boolean,
): ScanState {
  if (now > notAfter) return 'expired'
  if (now < notBefore) return 'not-yet'
  if (replaced) return 'replaced'
  return endOfUse - now <= warnDays * dayMs ? 'ending' : 'valid'
}

function shownKey({path, format, encrypted, encryption}: KeyRecord, certificate: string | null): ScannedKey {
  return {path, format, encrypted, encryption, certificate}
}

function findingsOf(
  inventory: Inventory,
  records: readonly CertificateRecord[],
  newer: ReadonlyMap<string, CertificateRecord>,
  {usedBy}: SummaryWish,
): readonly FileFinding[] {
  const judged = records.filter(({authority, findings}) => !authority && findings.length > 0)
  const own = judged.flatMap(({sha256, findings, paths: [path = '']}) =>
    findings.map((finding) => ({
      path,
      sha256,
      finding: softened(finding, newer.has(sha256), usedBy.has(sha256)),
    })),
  )
  const copies = copyFindings(records, newer, (sha256) => usedBy.get(sha256)?.[0]?.path)
  return [...own, ...inventory.findings, ...copies]
}

const severities: readonly CertificateFinding['severity'][] = ['error', 'warning', 'info']

function sorted(found: readonly FileFinding[]): readonly FileFinding[] {
  return severities.flatMap((wanted) => found.filter(({finding}) => finding.severity === wanted))
}

function reported({path, sha256, finding}: FileFinding): ScanFinding {
  const {check, severity, params} = finding
  return {check, severity, path, sha256, message: findingMessage(finding), params}
}
