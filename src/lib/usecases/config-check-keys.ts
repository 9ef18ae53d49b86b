import {DmpError} from '../errors/dmp-error.ts'
import type {Certificate} from '../pki/certificate.ts'
import {type CertificateFinding, findingMessage} from '../pki/finding.ts'
import {checkPair} from '../pki/pair.ts'
import type {KeyFilePreview} from '../ports/key-files.ts'
import type {KeySource, Profile} from '../profile/profile.ts'
import {type AskedPair, revocationOfPair} from './cert/pair-revocation.ts'
import {type CheckPoint, point} from './config-check-point.ts'
import type {ConfigPorts} from './config-ports.ts'

type Ports = Pick<ConfigPorts, 'keyFiles' | 'clock' | 'revocation' | 'trustStore'>

/** Both certificates and their files, as far as they show without a secret. */
export async function checkKeys(ports: Ports, profile: Profile): Promise<readonly CheckPoint[]> {
  const auth = await look(ports, profile.certificates.auth, 'auth')
  const sign = await look(ports, profile.certificates.sign, 'sign')
  const authorities = await readAuthorities(ports, profile)
  const trusted = await readTrusted(ports, profile)
  const points = [...auth.points, ...sign.points, ...authorities.points, ...trusted.points]
  if (!auth.preview?.leaf || !sign.preview?.leaf) return points
  const pair = {auth: auth.preview.leaf, sign: sign.preview.leaf}
  const [authChain, signChain] = [auth, sign].map((one) => [
    ...(one.preview?.certificates ?? []),
    ...trusted.pool,
  ])
  const known = await knownRevocation(ports, profile, {
    ...pair,
    pool: [...(authChain ?? []), ...(signChain ?? []), ...authorities.certificates],
    trusted: [...authorities.certificates, ...trusted.vouched],
  })
  const findings = checkPair({
    ...pair,
    ...(authChain ? {authChain} : {}),
    ...(signChain ? {signChain} : {}),
    environment: profile.environment,
    finessEj: profile.structure.finessEj,
    ...(profile.structure.siret === undefined ? {} : {siret: profile.structure.siret}),
    now: ports.clock.now(),
    caCertificates: [...authorities.certificates, ...trusted.vouched],
    ...known.input,
  })
  return [
    ...points,
    ...(findings.some(({severity}) => severity !== 'info') ? [] : [pairIsGood(pair.auth, pair.sign)]),
    ...findings.map(pairPoint),
    ...known.points,
  ]
}

function pairIsGood(auth: Certificate, sign: Certificate): CheckPoint {
  const end = new Date(Math.min(auth.notAfter, sign.notAfter)).toISOString().slice(0, 10)
  return point('certificates', 'ok', 'check.certificates.ok', {
    end,
    unit: auth.subject.organisationalUnit ?? '–',
  })
}

function pairPoint(finding: CertificateFinding): CheckPoint {
  const {check, severity, certificate, params} = finding
  const setting = certificate === 'auth' || certificate === 'sign' ? `certificates.${certificate}` : undefined
  return point('certificates', severity, findingMessage(finding), {check, certificate, ...params}, setting)
}

/**
 * Only what the machine already knows: this check asks nobody. That it knows nothing is a remark, whatever
 * `trust.revocation` wants: the commands that send ask for themselves.
 */
async function knownRevocation({revocation}: Ports, profile: Profile, pair: AskedPair) {
  if (!revocation) return {input: {}, points: []}
  const asked = await revocationOfPair({revocation}, profile, pair, {offline: true})
  const {auth, sign} = asked.revocation ?? {}
  const above = [...(asked.chainRevocation?.auth ?? []), ...(asked.chainRevocation?.sign ?? [])]
  const revoked = above.some(({status}) => status.status === 'revoked')
  const good = auth?.status === 'good' && sign?.status === 'good' && !revoked
  const since = good ? Math.min(auth.thisUpdate, sign.thisUpdate) : 0
  return {
    input: asked.revocation ? {...asked, revocationMode: 'warn' as const} : {},
    points: good
      ? [
          point('certificates', 'ok', 'check.revocation.good', {
            since: new Date(since).toISOString().slice(0, 10),
          }),
        ]
      : [],
  }
}

/** The sandbox has authorities of its own and nobody else's. */
async function readTrusted({trustStore}: Ports, {environment}: Profile) {
  if (!trustStore || environment === 'sandbox') return {pool: [], vouched: [], points: []}
  try {
    const all = await trustStore.list()
    return {
      pool: all.map(({certificate}) => certificate),
      vouched: all.filter(({basis}) => basis === 'operator').map(({certificate}) => certificate),
      points: [],
    }
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    const broken = point('files', 'error', `error.${error.code}.what`, error.params)
    return {pool: [], vouched: [], points: [broken]}
  }
}

interface Look {
  readonly preview?: KeyFilePreview
  readonly points: readonly CheckPoint[]
}

async function look({keyFiles}: Ports, source: KeySource, use: 'auth' | 'sign'): Promise<Look> {
  const setting = `certificates.${use}`
  try {
    const preview = await (source.kind === 'pkcs11'
      ? keyFiles.tokenPreview(source)
      : keyFiles.preview(source))
    const {exposed, leaf, strangeKey} = preview
    const points = [
      ...(exposed ? [point('files', 'error', 'check.files.exposed', {...exposed}, setting)] : []),
      ...(leaf ? [] : [point('certificates', 'info', 'check.certificates.hidden', {setting}, setting)]),
      ...(leaf && strangeKey ? [pairPoint(strangeKeyOf(leaf, use))] : []),
    ]
    return {preview, points}
  } catch (error) {
    return {points: [unreadable(error, setting)]}
  }
}

function strangeKeyOf({subject}: Certificate, use: 'auth' | 'sign'): CertificateFinding {
  return {check: 'KEY-01', severity: 'error', certificate: use, params: {subject: subject.certificate}}
}

async function readAuthorities({keyFiles}: Ports, {trust}: Profile) {
  const certificates: Certificate[] = []
  const points: CheckPoint[] = []
  for (const path of trust.caFiles) {
    try {
      certificates.push(...(await keyFiles.authorities(path)))
    } catch (error) {
      points.push(unreadable(error, 'trust.caFiles'))
    }
  }
  return {certificates, points}
}

/** A file that cannot be read is a finding beside the others, so that one report tells everything. */
function unreadable(error: unknown, setting: string): CheckPoint {
  if (!(error instanceof DmpError)) throw error
  return point('files', 'error', `error.${error.code}.what`, error.params, setting)
}
