import type {Container} from '../containers/container.ts'
import type {Certificate} from '../pki/certificate.ts'
import type {CertificateRule, CheckSubject, CheckThresholds, FileFacts} from '../pki/checks/check.ts'
import {certificateChecks} from '../pki/checks/registry.ts'
import {environmentOf} from '../pki/environment.ts'
import type {CertificateCheck, CertificateFinding} from '../pki/finding.ts'
import {isLegacyCps} from '../pki/product.ts'

/** What every certificate is judged by, and what those of the IGC-Santé are judged by besides. Chains need a source. */
const ofAny = rules('TIME-01', 'TIME-02', 'TIME-03', 'TIME-04')
const ofIgcSante = rules('ENV-01', 'ENV-02', 'USE-02', 'ID-01', 'ID-02', 'KEY-02')
/** Rules on a file that look at its container and its place, at no certificate. */
const ofFile = rules('FILE-01', 'FILE-02', 'FILE-03', 'FILE-05', 'P12-02')
const ofName = rules('FILE-06')
const ofCopies = rules('FILE-04')

/** More certificates than this in a file make it a store, whose name speaks of none of them. */
const maxNamed = 3

function rules(...ids: readonly CertificateCheck[]): readonly CertificateRule[] {
  return certificateChecks.filter(({id}) => ids.includes(id))
}

const none: readonly CertificateFinding[] = []

function run(some: readonly CertificateRule[], subject: CheckSubject): readonly CertificateFinding[] {
  let found = none
  for (const {find} of some) {
    const own = find?.(subject)
    if (own !== undefined && own.length > 0) found = [...found, ...own]
  }
  return found
}

/** By itself, wherever it lies. What is found of an authority counts only where its key lies too. */
export function judgeCertificate(
  certificate: Certificate,
  now: number,
  thresholds: CheckThresholds,
): readonly CertificateFinding[] {
  const subject: CheckSubject = {role: 'leaf', certificate, now, thresholds}
  const found = run(ofAny, subject)
  if (certificate.isCa) return found
  const known = isLegacyCps(certificate) || environmentOf(certificate).verdict !== 'unknown'
  if (!known) return found
  const more = run(ofIgcSante, subject)
  return more.length > 0 ? [...found, ...more] : found
}

/** A file for what it holds: keys others can read, a wrong place, a format that is not the one of its name. */
export function judgeFile(
  container: Container,
  file: FileFacts | undefined,
  now: number,
): readonly CertificateFinding[] {
  return run(ofFile, {
    role: 'leaf',
    now,
    container,
    file,
    get certificate(): Certificate {
      throw new TypeError('the rules on a file look at no certificate')
    },
  })
}

/** Does the path of a file announce another certificate than the one in it? */
export function judgeName(container: Container, certificate: Certificate): readonly CertificateFinding[] {
  if (certificate.isCa || container.certificates.length > maxNamed + 2) return []
  return run(ofName, {role: 'leaf', certificate, now: 0, file: {path: container.name}})
}

/** One certificate in several files, or an older one in service beside its successor: see {@link FileFacts}. */
export function judgeCopies(file: FileFacts): readonly CertificateFinding[] {
  return run(ofCopies, {
    role: 'leaf',
    now: 0,
    file,
    get certificate(): Certificate {
      throw new TypeError('the rule on copies looks at paths alone')
    },
  })
}
