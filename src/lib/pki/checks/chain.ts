import type {ContainerFormat} from '../../containers/container.ts'
import {igcSanteAnchors} from '../anchors.ts'
import {type Certificate, isSelfIssued} from '../certificate.ts'
import {buildChain, isIssuedBy, type TrustPath} from '../chain.ts'
import {reportChain} from '../chain-report.ts'
import {environmentOf} from '../environment.ts'
import {namesPerson} from '../holder.ts'
import {isLegacyCps, productOf} from '../product.ts'
import type {CertificateRule, CheckSubject, Verdict} from './check.ts'
import {day, error, warning} from './fault.ts'

/** Formats that are handed over whole: a stranger in them is a slip, not a neighbour as in a store. */
const ofOneLeaf: readonly ContainerFormat[] = ['pkcs12', 'pem', 'pkcs7', 'tls']

const organisations = 'IGC-SANTE ELEMENTAIRE ORGANISATIONS'

/** Who signed the certificate, and what lies beside it in its container. */
export const chainRules: readonly CertificateRule[] = [
  {
    id: 'CHAIN-01',
    scope: 'certificate',
    severity: 'error',
    source: 'RFC 5280 §6.1; authorities published by the ANS',
    find: (subject) => {
      const {role, certificate, environment, path} = subject
      if (path === undefined) return undefined
      const params = {issuer: certificate.issuer.certificate}
      if (path.kind === 'none')
        return error('CHAIN-01', role, params, environment === 'sandbox' ? 'not-configured' : path.reason)
      const broken = brokenLink(subject, path)
      if (broken) return error('CHAIN-01', role, broken.params, broken.kind)
      return path.kind === 'configured' && environment !== 'sandbox'
        ? warning('CHAIN-01', role, params, 'configured-only')
        : []
    },
  },
  {
    id: 'CHAIN-02',
    scope: 'certificate',
    severity: 'error',
    source: 'EX_GEN-1450 (gamme élémentaire, organisations); published certificates of persons have no OU',
    find: ({role, certificate, use}) => {
      if (role === 'leaf' && use === undefined) return undefined
      const name = certificate.issuer.commonName ?? ''
      const domain = /^(?:TEST )?AC (IGC-SANTE .+)$/.exec(name)?.[1]
      if (domain === undefined) return undefined
      return domain === organisations ? [] : error('CHAIN-02', role, {issuer: name})
    },
  },
  {
    id: 'CHAIN-03',
    scope: 'container',
    severity: 'warning',
    source: 'RFC 8446 §4.4.2 (leaf first, then its issuers); PKCS#12 files of the ANS platform',
    find: completeness,
  },
  {
    id: 'CHAIN-04',
    scope: 'container',
    severity: 'warning',
    source: 'PKCS#12 files of the ANS platform: leaf, intermediate and root, each once',
    find: strangers,
  },
]

/**
 * The first authority up to the trusted one that may not vouch now: out of its dates, with more authorities below it
 * than it allows, with a critical extension or name constraints that are not read here (RFC 5280 §4.2: to be refused),
 * with one extension twice, or for other uses alone. A certificate that is out of its own dates has its own check.
 */
function brokenLink({certificate, pool = [], trusted = [], now}: CheckSubject, path: TrustPath) {
  if (now < certificate.notBefore || now > certificate.notAfter) return undefined
  const named = ({subject}: Certificate) => subject.commonName ?? subject.certificate
  const {issuers, faults} = reportChain(certificate, [...pool, ...trusted], now)
  const top = issuers.findIndex((issuer) => isTop(issuer, path))
  const counted = top < 0 ? issuers : issuers.slice(0, top + 1)
  const own = unreadCritical(certificate)
  if (own) return {kind: 'critical-own', params: {extension: own}}
  const twice = repeated(certificate)
  if (twice) return {kind: 'repeated-own', params: {extension: twice}}
  for (const issuer of counted) {
    const extension = unreadCritical(issuer) ?? nameConstraints(issuer)
    if (extension) return {kind: 'critical', params: {issuer: named(issuer), extension}}
    const again = repeated(issuer)
    if (again) return {kind: 'repeated', params: {issuer: named(issuer), extension: again}}
    if (!mayServe(issuer, certificate)) return {kind: 'uses', params: {issuer: named(issuer)}}
  }
  const fault = faults.find(({kind, issuer}) => kind !== 'ends-first' && counted.includes(issuer))
  if (!fault) return undefined
  const {notBefore, notAfter} = fault.issuer
  return {kind: fault.kind, params: {issuer: named(fault.issuer), start: day(notBefore), end: day(notAfter)}}
}

const unreadCritical = ({entries}: Certificate) =>
  entries.find(({critical, known}) => critical && !known)?.oid

/** They bind, critical or not (RFC 5280 §6.1), and are not applied here: what has them cannot vouch. */
const nameConstraints = ({entries}: Certificate) => entries.find(({oid}) => oid === '2.5.29.30')?.oid

const anyUse = '2.5.29.37.0'

/** An authority that names uses vouches for no others: OpenSSL, browsers and Windows all read it so. */
function mayServe(issuer: Certificate, {extendedKeyUsage}: Certificate): boolean {
  const allowed = issuer.extendedKeyUsage
  if (allowed.length === 0 || allowed.includes(anyUse) || extendedKeyUsage.length === 0) return true
  return extendedKeyUsage.some((use) => allowed.includes(use))
}

/** RFC 5280 §4.2: no extension twice, for which of the two would count? */
const repeated = ({entries}: Certificate) =>
  entries.find(({oid}, index) => entries.findIndex((other) => other.oid === oid) < index)?.oid

function isTop({sha256, subjectKeyId}: Certificate, path: TrustPath): boolean {
  if (path.kind === 'configured') return path.authority.sha256.hex === sha256.hex
  return path.kind === 'anchor' && path.anchor.subjectKeyId === subjectKeyId
}

function completeness({role, certificate, container, trusted = []}: CheckSubject): Verdict {
  if (container === undefined || !ofOneLeaf.includes(container.format)) return undefined
  // an authority is handed over alone, to be trusted
  if (certificate.isCa || isLegacyCps(certificate)) return undefined
  const chain = buildChain(certificate, container.certificates)
  const last = chain.at(-1) ?? certificate
  // The root itself may stay out: whoever checks has it, or will not believe ours.
  const rooted =
    isSelfIssued(last) ||
    trusted.some((root) => isIssuedBy(last, root)) ||
    igcSanteAnchors.some((root) => root.role === 'root' && root.subjectKeyId === last.authorityKeyId)
  if (chain.length === 0 || !rooted)
    return warning(
      'CHAIN-03',
      role,
      {issuer: last.issuer.commonName ?? last.issuer.certificate},
      'incomplete',
    )
  const places = [certificate, ...chain].map((link) => indexOf(container.certificates, link))
  const ordered = places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1))
  return ordered ? [] : warning('CHAIN-03', role, {}, 'order')
}

function strangers({role, certificate, container}: CheckSubject): Verdict {
  if (container === undefined || container.certificates.length === 0) return undefined
  const all = container.certificates
  const twice = all.length - new Set(all.map(({sha256}) => sha256.hex)).size
  const environments = new Set(all.map((one) => environmentOf(one).verdict))
  const mixed = environments.has('test') && environments.has('production')
  const family = [certificate, ...buildChain(certificate, all)].map(({sha256}) => sha256.hex)
  const foreign = ofOneLeaf.includes(container.format)
    ? all.filter(({sha256, isCa}) => !family.includes(sha256.hex) && (isCa || container.leaf !== undefined))
    : []
  return [
    ...(twice > 0 ? warning('CHAIN-04', role, {count: twice}, 'duplicate') : []),
    ...(mixed ? warning('CHAIN-04', role, {}, 'mixed') : []),
    ...(foreign[0]
      ? warning('CHAIN-04', role, {count: foreign.length, example: nameOf(foreign[0])}, 'foreign')
      : []),
  ]
}

/** The common name of a person's certificate is a number of theirs, and other parts are their name. */
function nameOf(certificate: Certificate): string {
  return namesPerson(certificate)
    ? productOf(certificate)
    : (certificate.subject.commonName ?? certificate.subject.certificate)
}

function indexOf(all: readonly Certificate[], wanted: Certificate): number {
  return all.findIndex(({sha256}) => sha256.hex === wanted.sha256.hex)
}
