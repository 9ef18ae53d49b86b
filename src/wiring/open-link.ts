import {DmpError} from '../lib/errors/dmp-error.ts'
import type {Identity} from '../lib/keys/identity.ts'
import {openIdentity} from '../lib/keys/open-identity.ts'
import {createSigner} from '../lib/keys/signer.ts'
import {readCaFiles, tlsMaterial} from '../lib/keys/tls-material.ts'
import type {Certificate} from '../lib/pki/certificate.ts'
import {checkPair, requireFit} from '../lib/pki/pair.ts'
import type {Clock} from '../lib/ports/clock.ts'
import type {DmpLink} from '../lib/ports/dmp-link.ts'
import type {Files} from '../lib/ports/files.ts'
import type {Revocation} from '../lib/ports/revocation.ts'
import type {Secrets} from '../lib/ports/secrets.ts'
import type {TrustStore} from '../lib/ports/trust-store.ts'
import type {Profile} from '../lib/profile/profile.ts'
import {createTransport} from '../lib/transport/create-transport.ts'
import {preflightBudgetMs, revocationOfPair} from '../lib/usecases/cert/pair-revocation.ts'
import type {ValueSets} from '../lib/valuesets/value-sets.ts'
import {prepareVihf} from '../lib/vihf/build-vihf.ts'
import {vihfProfileOf} from '../lib/vihf/facts.ts'
import {openXml} from '../lib/xml/open-xml.ts'
import {actorOf} from './actor-of.ts'

export interface LinkPorts {
  readonly clock: Clock
  readonly files: Files
  readonly secrets: Secrets
  readonly profile: Profile
  readonly valueSets: ValueSets
  readonly revocation: Revocation
  readonly trustStore: Pick<TrustStore, 'list'>
  readonly warn: (remark: {
    readonly code: string
    readonly params?: Readonly<Record<string, string | number>>
  }) => void
}

/** The number of the homologated software, which its editor holds (EX_GEN-1490); the sandbox takes any, so a fictitious one stands in there. */
async function homologationNumber({profile, secrets}: LinkPorts): Promise<string> {
  const {homologation} = profile.lps
  if (homologation.from !== 'none') return secrets.get(homologation, 'lps.homologation')
  if (profile.environment === 'sandbox') return 'SANDBOX-0000'
  throw new DmpError('DMP_HOMOLOGATION_MISSING', {
    params: {profile: profile.name, environment: profile.environment},
  })
}

async function openPair(ports: LinkPorts): Promise<{
  auth: Identity
  sign: Identity
  caCertificates: Awaited<ReturnType<typeof readCaFiles>>
  added: readonly Certificate[]
}> {
  const {profile, files, secrets, clock, warn, trustStore} = ports
  const auth = await openIdentity(profile.certificates.auth, 'auth', {files, secrets})
  const sign = await openIdentity(profile.certificates.sign, 'sign', {files, secrets})
  const caCertificates = await readCaFiles(profile.trust.caFiles, files)
  // the sandbox has authorities of its own and nobody else's
  const stored = profile.environment === 'sandbox' ? [] : await trustStore.list()
  const added = stored.map(({certificate}) => certificate)
  const vouched = stored.filter(({basis}) => basis === 'operator').map(({certificate}) => certificate)
  const pair = {auth: auth.certificate, sign: sign.certificate}
  const pool = [...auth.companions, ...sign.companions, ...caCertificates, ...added]
  const trusted = [...caCertificates, ...vouched]
  const preflight = {offline: false, budgetMs: preflightBudgetMs}
  const findings = checkPair({
    ...pair,
    authChain: [...auth.companions, ...added],
    signChain: [...sign.companions, ...added],
    environment: profile.environment,
    finessEj: profile.structure.finessEj,
    ...(profile.structure.siret ? {siret: profile.structure.siret} : {}),
    now: clock.now(),
    caCertificates: trusted,
    ...(await revocationOfPair(ports, profile, {...pair, pool, trusted}, preflight)),
  })
  requireFit(findings)
  for (const {check, severity, params} of findings)
    if (severity === 'warning') warn({code: 'certificate', params: {check, ...params}})
  return {auth, sign, caCertificates, added}
}

/**
 * Opens keys, checks the pair against the profile and makes the connection pool; nothing is connected yet.
 * @throws DmpError DMP_KEY_*, DMP_SECRET_UNAVAILABLE, DMP_CERTIFICATE_UNFIT, DMP_HOMOLOGATION_MISSING
 */
export async function openLink(ports: LinkPorts): Promise<DmpLink & {close(): Promise<void>}> {
  const {profile, clock, valueSets} = ports
  const homologation = await homologationNumber(ports)
  const {auth, sign, caCertificates, added} = await openPair(ports)
  const signer = createSigner(sign)
  const {base, repository, registry, patients, serverName} = profile.endpoints
  const transport = createTransport({
    endpoints: {
      base,
      ...(repository ? {repository} : {}),
      ...(registry ? {registry} : {}),
      ...(patients ? {patients} : {}),
      ...(serverName ? {serverName} : {}),
    },
    tls: tlsMaterial(auth, {environment: profile.environment, caCertificates, added}),
    timeouts: profile.timeouts,
    ...(profile.proxy ? {proxy: profile.proxy} : {}),
  })
  const certificateOu = sign.certificate.subject.organisationalUnit ?? ''
  const {user} = profile.vihf
  const label = (table: string, code: string | undefined) =>
    code ? valueSets.find(table, code)?.displayName : undefined
  const specialtyLabel = user.kind === 'named' ? label('J01', user.specialtyCode) : undefined
  const facts = vihfProfileOf(profile, {
    seal: signer.certificate,
    homologation,
    certificateOu,
    ...(specialtyLabel ? {specialtyLabel} : {}),
  })
  return {
    transport,
    signer,
    vihf: prepareVihf(facts),
    structureId: facts.structureId,
    issuer: facts.issuer,
    nameId: facts.nameId,
    ou: {auth: auth.certificate.subject.organisationalUnit ?? '', sign: certificateOu},
    actor: actorOf(profile),
    auth: {
      mode: 'indirect',
      certSubject: auth.certificate.subject.rfc2253,
      certSerial: auth.certificate.serial.hex,
      certSha256: auth.certificate.sha256.hex,
      card: 'none',
    },
    validUntil: Math.min(auth.certificate.notAfter, sign.certificate.notAfter),
    authenticatedAt: clock.now(),
    open: openXml,
    async close() {
      await transport.close()
      await signer.close()
    },
  }
}
