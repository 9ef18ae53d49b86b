import type {CertificateFinding} from '../pki/finding.ts'
import {judgeCopies} from './judge.ts'
import type {CertificateRecord, FileFinding, KeyRecord} from './record.ts'

/** The certificate that lasts longest among those of the same subject and product, where it is another one. */
export function successors(
  certificates: readonly CertificateRecord[],
): ReadonlyMap<string, CertificateRecord> {
  const last = new Map<string, CertificateRecord>()
  for (const one of certificates) {
    if (one.authority) continue
    const known = last.get(one.family)
    if (!known || one.notAfter > known.notAfter) last.set(one.family, one)
  }
  const found = new Map<string, CertificateRecord>()
  for (const one of certificates) {
    const newer = one.authority ? undefined : last.get(one.family)
    if (newer && newer.notAfter > one.notAfter) found.set(one.sha256, newer)
  }
  return found
}

/** The certificate that goes with each key, by the mark of its container or by its public part. */
export function pairedWith(
  certificates: readonly CertificateRecord[],
  keys: readonly KeyRecord[],
): ReadonlyMap<KeyRecord, string> {
  // of several certificates for one key, the one that lasts longest
  const byEnd = certificates.toSorted((a, b) => a.notAfter - b.notAfter)
  const bySpki = new Map(byEnd.map(({spkiSha256, sha256}) => [spkiSha256, sha256]))
  const found = new Map<KeyRecord, string>()
  for (const key of keys) {
    const sha256 = key.boundTo ?? (key.spkiSha256 === null ? undefined : bySpki.get(key.spkiSha256))
    if (sha256 !== undefined) found.set(key, sha256)
  }
  return found
}

/** FILE-04: certificates found in several files, and those in service although a newer one lies here. */
export function copyFindings(
  certificates: readonly CertificateRecord[],
  newer: ReadonlyMap<string, CertificateRecord>,
  usedFrom: (sha256: string) => string | undefined,
): readonly FileFinding[] {
  return certificates.flatMap(({sha256, authority, paths: [path = '', ...copies]}) => {
    const used = usedFrom(sha256)
    const twin = used === undefined ? undefined : newer.get(sha256)
    const newerTwin = twin && {path: twin.paths[0] ?? '', notAfter: twin.notAfter}
    const found = [
      ...(newerTwin ? judgeCopies({path: used ?? path, newerTwin}) : []),
      ...(!authority && copies.length > 0 ? judgeCopies({path, copies}) : []),
    ]
    return found.map((finding) => ({path: newerTwin ? (used ?? path) : path, sha256, finding}))
  })
}

/**
 * The end of a certificate that was replaced and that nobody uses is as it should be: it is told, and no alarm. One
 * that a profile uses stays what it is.
 */
export function softened(finding: CertificateFinding, replaced: boolean, used: boolean): CertificateFinding {
  const ofEnd = finding.check === 'TIME-01' || finding.check === 'TIME-03' || finding.check === 'TIME-04'
  return ofEnd && replaced && !used ? {...finding, severity: 'info'} : finding
}
