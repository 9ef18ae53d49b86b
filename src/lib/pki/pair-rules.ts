import type {Environment} from '../profile/profile.ts'
import type {TrustAnchor} from './anchors.ts'
import type {Certificate} from './certificate.ts'
import type {TrustPath} from './chain.ts'
import {environmentOf, expectedEnvironment} from './environment.ts'
import type {CertificateCheck, CertificateFinding, CertificateRole, PairInput} from './finding.ts'
import {isLegacyCps, productOf} from './product.ts'
import {readStructureId, structureIdOfFiness} from './structure-id.ts'

const dayMs = 86_400_000
const minimumRsaBits = 2048

type Params = Readonly<Record<string, string | number>>
interface Subject {
  readonly role: 'auth' | 'sign'
  readonly certificate: Certificate
  readonly input: PairInput
  readonly path: TrustPath
}
type Rule = (subject: Subject) => readonly CertificateFinding[]

function error(check: CertificateCheck, role: CertificateRole, params: Params, variant?: string) {
  return [{check, severity: 'error', certificate: role, ...(variant ? {variant} : {}), params}] as const
}

function warning(check: CertificateCheck, role: CertificateRole, params: Params, variant?: string) {
  return [{check, severity: 'warning', certificate: role, ...(variant ? {variant} : {}), params}] as const
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** TIME-01, 02, 03: after the end no renewal is possible any more, a new request is needed (ANS FAQ). */
const validity: Rule = ({role, certificate, input}) => {
  const {notBefore, notAfter} = certificate
  if (input.now > notAfter) return error('TIME-01', role, {end: day(notAfter)})
  if (input.now < notBefore)
    return error('TIME-02', role, {
      start: new Date(notBefore).toISOString(),
      clock: new Date(input.now).toISOString(),
    })
  const days = Math.floor((notAfter - input.now) / dayMs)
  return days <= (input.warnDays ?? 60) ? warning('TIME-03', role, {end: day(notAfter), days}) : []
}

/** TIME-04: the key of older SIGN certificates may be used a month less than the certificate lives. */
const keyPeriod: Rule = ({role, certificate}) => {
  const end = certificate.privateKeyUsage?.notAfter
  return end !== undefined && end < certificate.notAfter
    ? warning('TIME-04', role, {end: day(end), certificateEnd: day(certificate.notAfter)})
    : []
}

/** ENV-01: the environment of the certificate is that of the profile, and its signs agree. */
const environment: Rule = ({role, certificate, input, path}) => {
  if (isLegacyCps(certificate)) return error('ENV-02', role, {issuer: certificate.issuer.certificate})
  const expected = expectedEnvironment(input.environment)
  const report = environmentOf(certificate)
  const params = {
    expected,
    found: report.verdict,
    profile: input.environment,
    signs: report.signs.map(({id, says}) => `${id}=${says}`).join(' '),
  }
  if (report.verdict === 'conflict') return error('ENV-01', role, params, 'conflict')
  if (report.verdict === 'unknown') return error('ENV-01', role, params, 'unknown')
  const byAnchor = path.kind === 'anchor' ? path.anchor.environment : report.verdict
  return report.verdict === expected && byAnchor === expected ? [] : error('ENV-01', role, params, 'mismatch')
}

/** CHAIN-01: signed by an authority of the IGC-Santé; in the sandbox, by one of `trust.caFiles`. */
const chain: Rule = ({role, certificate, input, path}) => {
  const params = {issuer: certificate.issuer.certificate}
  if (path.kind === 'none')
    return error('CHAIN-01', role, params, input.environment === 'sandbox' ? 'not-configured' : path.reason)
  return path.kind === 'configured' && input.environment !== 'sandbox'
    ? warning('CHAIN-01', role, params, 'configured-only')
    : []
}

const expectedProduct = {auth: 'ORG_AUTH_CLI', sign: 'SIGN'} as const

/** USE-01: EX_GEN-1450 wants ORG AUTH_CLI for TLS and ORG SIGN for signatures; exchanging them is the usual slip. */
const use: Rule = ({role, certificate, input}) => {
  const found = productOf(certificate)
  if (found === 'LEGACY_CPS' || found === expectedProduct[role]) return []
  const swapped = productOf(input.auth) === 'SIGN' && productOf(input.sign) === 'ORG_AUTH_CLI'
  return error('USE-01', role, {expected: expectedProduct[role], found}, swapped ? 'swapped' : undefined)
}

/** ID-01, 02, 03: the OU holds the Struct_IdNat of the legal entity (certificates belong to it since 2023). */
const structure: Rule = ({role, certificate, input}) => {
  const unit = certificate.subject.organisationalUnit
  if (unit === undefined) return error('ID-01', role, {found: ''}, 'absent')
  const id = readStructureId(unit)
  if (!id) return error('ID-01', role, {found: unit})
  const expected = [structureIdOfFiness(input.finessEj), ...(input.siret ? [`3${input.siret}`] : [])]
  return [
    ...(id.keyOk === false ? warning('ID-02', role, {found: unit}) : []),
    ...(expected.includes(unit) ? [] : error('ID-03', role, {found: unit, expected: expected.join(' / ')})),
  ]
}

/** KEY-01 and KEY-02: the key belongs to the certificate; RSA 2048 and SHA-256 at least. */
const key: Rule = ({role, certificate, input}) => {
  const {algorithm, bits} = certificate.publicKey
  const hash = certificate.signatureAlgorithm
  const weak = algorithm !== 'rsa' || bits < minimumRsaBits || /^(md5|sha1)/.test(hash)
  return [
    ...(input.keyMatches?.[role] === false
      ? error('KEY-01', role, {subject: certificate.subject.certificate})
      : []),
    ...(weak ? error('KEY-02', role, {algorithm, bits, hash}) : []),
  ]
}

const rules: readonly Rule[] = [validity, keyPeriod, environment, chain, use, structure, key]

export function findSingleFaults(
  role: 'auth' | 'sign',
  input: PairInput,
  path: TrustPath,
): CertificateFinding[] {
  const subject = {role, certificate: input[role], input, path}
  return rules.flatMap((rule) => rule(subject))
}

/** ID-04 and KEY-03: the two belong together and keep separate keys. */
export function findPairFaults({auth, sign}: PairInput): CertificateFinding[] {
  const [authUnit = '', signUnit = ''] = [auth.subject.organisationalUnit, sign.subject.organisationalUnit]
  return [
    ...(authUnit === signUnit ? [] : error('ID-04', 'pair', {auth: authUnit, sign: signUnit})),
    ...(auth.publicKey.spkiSha256 === sign.publicKey.spkiSha256 ? warning('KEY-03', 'pair', {}) : []),
  ]
}

/** A TEST authority has no business among the trusted ones of a production profile. */
export function findAuthorityFaults(
  environment: Environment,
  given: readonly TrustAnchor[],
): CertificateFinding[] {
  if (environment !== 'production') return []
  return given
    .filter((anchor) => anchor.environment === 'test')
    .flatMap(({name}) =>
      error(
        'ENV-01',
        'authority',
        {expected: 'production', found: 'test', profile: environment, signs: name},
        'authority',
      ),
    )
}
