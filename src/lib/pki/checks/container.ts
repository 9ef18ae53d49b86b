import type {CertificateCheck} from '../finding.ts'
import type {CertificateRule, CheckSubject, Verdict} from './check.ts'
import {error, info, warning} from './fault.ts'

const legacyScheme = /RC[24]|AndDES-CBC/i
const tripleDes = /3-?Key|3DES|DES-?EDE/i

/** PKCS#12 and its kin: what protects the container, and what it holds too much of. */
export const containerRules: readonly CertificateRule[] = [
  {
    id: 'P12-01',
    scope: 'container',
    severity: 'error',
    source: 'RFC 7292 §4 (MAC of the authenticated safe)',
    find: ({role, passphrase, container}) => {
      if (passphrase === undefined || passphrase === 'empty') return undefined
      return passphrase === 'right' ? [] : error('P12-01', role, {path: container?.name ?? ''})
    },
  },
  {
    id: 'P12-02',
    scope: 'container',
    severity: 'warning',
    source: 'OpenSSL 3: RC2 and RC4 left the default provider',
    find: (subject) => {
      if (subject.container?.format !== 'pkcs12') return undefined
      const told = toldByContainer(subject, 'P12-02')
      if (told.length > 0) return told
      const scheme = subject.container.keys.find(({encryption = ''}) => legacyScheme.test(encryption))
      return scheme ? warning('P12-02', subject.role) : []
    },
  },
  {
    id: 'P12-03',
    scope: 'container',
    severity: 'info',
    source: 'PKCS#12 files of the ANS platform (3DES key, SHA-1 MAC)',
    find: (subject) => {
      if (subject.container?.format !== 'pkcs12') return undefined
      const told = toldByContainer(subject, 'P12-03')
      if (told.length > 0) return told
      const old = subject.container.keys.some(({encryption = ''}) => tripleDes.test(encryption))
      return old ? info('P12-03', subject.role) : []
    },
  },
  {
    id: 'P12-04',
    scope: 'container',
    severity: 'warning',
    source: 'RFC 7292; the certificate of a key is told by localKeyId, not by its place',
    find: unusual,
  },
]

/** What the reader of the container saw and the container does not carry any more. */
export function toldByContainer(
  {role, container}: CheckSubject,
  check: CertificateCheck,
): NonNullable<Verdict> {
  const told = container?.findings.filter((finding) => finding.check === check) ?? []
  return told.map((finding) => ({...finding, certificate: role}))
}

function unusual(subject: CheckSubject): Verdict {
  const {role, container} = subject
  if (container?.format !== 'pkcs12') return undefined
  const told = toldByContainer(subject, 'P12-04')
  const {leaf, certificates, keys} = container
  const first = certificates[0]
  const own = [
    ...(subject.passphrase === 'empty' ? warning('P12-04', role, {}, 'empty-password') : []),
    ...(keys.length > 1 ? warning('P12-04', role, {}, 'several-keys') : []),
    ...(leaf && first && first.sha256.hex !== leaf.sha256.hex
      ? warning('P12-04', role, {}, 'leaf-not-first')
      : []),
  ]
  return [...told, ...own.filter(({variant}) => !told.some((finding) => finding.variant === variant))]
}
