import {DmpError} from '../errors/dmp-error.ts'
import type {Certificate} from '../pki/certificate.ts'
import {type CertificateFinding, findingMessage} from '../pki/finding.ts'
import {checkPair} from '../pki/pair.ts'
import type {KeyFilePreview} from '../ports/key-files.ts'
import type {KeySource, Profile} from '../profile/profile.ts'
import {type CheckPoint, point} from './config-check-point.ts'
import type {ConfigPorts} from './config-ports.ts'

type Ports = Pick<ConfigPorts, 'keyFiles' | 'clock'>

/** Both certificates and their files, as far as they show without a secret. */
export async function checkKeys(ports: Ports, profile: Profile): Promise<readonly CheckPoint[]> {
  const auth = await look(ports, profile.certificates.auth, 'auth')
  const sign = await look(ports, profile.certificates.sign, 'sign')
  const authorities = await readAuthorities(ports, profile)
  const points = [...auth.points, ...sign.points, ...authorities.points]
  if (!auth.preview?.leaf || !sign.preview?.leaf) return points
  const findings = checkPair({
    auth: auth.preview.leaf,
    sign: sign.preview.leaf,
    authChain: auth.preview.certificates,
    signChain: sign.preview.certificates,
    environment: profile.environment,
    finessEj: profile.structure.finessEj,
    ...(profile.structure.siret === undefined ? {} : {siret: profile.structure.siret}),
    now: ports.clock.now(),
    caCertificates: authorities.certificates,
  })
  return [
    ...points,
    ...(findings.length ? findings.map(pairPoint) : [pairIsGood(auth.preview.leaf, sign.preview.leaf)]),
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

interface Look {
  readonly preview?: KeyFilePreview
  readonly points: readonly CheckPoint[]
}

async function look({keyFiles}: Ports, source: KeySource, use: 'auth' | 'sign'): Promise<Look> {
  const setting = `certificates.${use}`
  try {
    const preview = await keyFiles.preview(source)
    const {exposed, leaf} = preview
    const points = [
      ...(exposed ? [point('files', 'error', 'check.files.exposed', {...exposed}, setting)] : []),
      ...(leaf ? [] : [point('certificates', 'info', 'check.certificates.hidden', {setting}, setting)]),
    ]
    return {preview, points}
  } catch (error) {
    return {points: [unreadable(error, setting)]}
  }
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
