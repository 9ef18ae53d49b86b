import {DmpError} from '../lib/errors/dmp-error.ts'
import {
  type InsiCertificateFinding,
  insiAuthorityFinding,
  insiCertificateFindings,
  insiRevocationFinding,
} from '../lib/insi/certificate-rules.ts'
import {notConfigured, requireConfigured} from '../lib/insi/require-configured.ts'
import type {Identity} from '../lib/keys/identity.ts'
import {openIdentity} from '../lib/keys/open-identity.ts'
import {readCaFiles, tlsMaterial} from '../lib/keys/tls-material.ts'
import type {Certificate} from '../lib/pki/certificate.ts'
import {issuerOf} from '../lib/pki/chain.ts'
import type {TrustedAuthority} from '../lib/pki/trusted-authority.ts'
import type {InsiLink} from '../lib/ports/insi-link.ts'
import type {InsiProfile, Profile} from '../lib/profile/profile.ts'
import {createTransport} from '../lib/transport/create-transport.ts'
import {askChain} from '../lib/usecases/cert/chain-revocation.ts'
import {asksRevocation, preflightBudgetMs} from '../lib/usecases/cert/pair-revocation.ts'
import {openXml} from '../lib/xml/open-xml.ts'
import {actorOf} from './actor-of.ts'
import type {LinkPorts} from './open-link.ts'

type InsiPorts = Pick<
  LinkPorts,
  'clock' | 'files' | 'secrets' | 'profile' | 'trustStore' | 'revocation' | 'warn'
>

/** An answer is a few hundred bytes. */
const MOST_BYTES = 1024 * 1024

/** @throws DmpError DMP_INSI_CERTIFICATE with the first fault; `details.faults` holds all of them */
function requireFit(findings: readonly InsiCertificateFinding[], {name}: Profile): void {
  const [first] = findings
  if (!first) return
  throw new DmpError('DMP_INSI_CERTIFICATE', {
    params: {case: first.fault, profile: name, ...first.params},
    details: {faults: findings},
  })
}

/** The number as its source gives it; it goes into the request, so it must be a word. */
async function authorisationOf({profile, secrets}: InsiPorts, insi: InsiProfile): Promise<string> {
  const idam = (await secrets.get(insi.idam, 'insi.idam')).trim()
  if (/^[!-~]{1,64}$/.test(idam)) return idam
  throw notConfigured(profile.name, ['insi.idam'], 'idam-form')
}

/**
 * What is known of the revocation of the certificate and of the authorities above it, as for the pair of the DMP:
 * revoked blocks, unknown warns.
 */
async function revocationFaults(
  {certificate, companions}: Identity,
  {caCertificates, stored}: {caCertificates: readonly Certificate[]; stored: readonly TrustedAuthority[]},
  {profile, revocation, warn}: InsiPorts,
): Promise<InsiCertificateFinding[]> {
  if (!asksRevocation(profile)) return []
  const wish = {offline: false, budgetMs: preflightBudgetMs, ...(profile.proxy ? {proxy: profile.proxy} : {})}
  const pool = [...companions, ...caCertificates, ...stored.map((one) => one.certificate)]
  const vouched = stored.filter(({basis}) => basis === 'operator').map((one) => one.certificate)
  const ask = (link: Certificate) => revocation.statusOf(link, issuerOf(link, pool), wish)
  const {revocation: own, chainRevocation} = await askChain(ask, certificate, pool, [
    ...caCertificates,
    ...vouched,
  ])
  const mode = profile.trust.revocation
  const found = [own && insiRevocationFinding(own, mode), insiAuthorityFinding(chainRevocation, mode)].filter(
    (one) => one !== undefined,
  )
  const isMild = ({fault}: InsiCertificateFinding) => fault === 'revocation-unknown' && mode !== 'strict'
  const [doubt] = found.filter(isMild)
  if (doubt) warn({code: 'insi-revocation-unknown', params: doubt.params})
  return found.filter((one) => !isMild(one))
}

/**
 * Opens the certificate for INSi, checks it and makes the connection pool; nothing is connected, and with a certificate
 * that is not for INSi nothing ever will be.
 * @throws DmpError DMP_INSI_NOT_CONFIGURED, DMP_INSI_CERTIFICATE, DMP_KEY_*, DMP_SECRET_UNAVAILABLE
 */
export async function openInsi(ports: InsiPorts): Promise<InsiLink & {close(): Promise<void>}> {
  const {profile, files, secrets, trustStore, clock} = ports
  const insi = requireConfigured(profile)
  const identity = await openIdentity(
    insi.certificate,
    'auth',
    {files, secrets},
    {setting: 'insi.certificate'},
  )
  const {certificate} = identity
  const {sender} = insi
  const {environment} = profile
  const place = {environment, at: clock.now(), ...(sender === undefined ? {} : {sender})}
  requireFit(insiCertificateFindings(certificate, place), profile)
  const caCertificates = await readCaFiles(insi.caFiles, files)
  const stored = profile.environment === 'sandbox' ? [] : await trustStore.list()
  const added = stored.map((one) => one.certificate)
  requireFit(await revocationFaults(identity, {caCertificates, stored}, ports), profile)
  const transport = createTransport({
    endpoints: {base: insi.url, insi: insi.url},
    tls: tlsMaterial(identity, {environment: profile.environment, caCertificates, added}),
    timeouts: profile.timeouts,
    maxConnections: 1,
    maxAnswerBytes: MOST_BYTES,
    ...(profile.proxy ? {proxy: profile.proxy} : {}),
  })
  return {
    transport,
    caller: {
      idam: await authorisationOf(ports, insi),
      instance: insi.instance,
      lpsName: insi.lpsName,
      lpsVersion: insi.lpsVersion,
      sender: insi.sender ?? certificate.subject.organisationalUnit ?? '',
    },
    certificateName: certificate.subject.commonName ?? '',
    actor: actorOf(profile),
    auth: {
      mode: 'insi-certificate',
      certSubject: certificate.subject.rfc2253,
      certSerial: certificate.serial.hex,
      certSha256: certificate.sha256.hex,
      card: 'none',
    },
    open: openXml,
    close: () => transport.close(),
  }
}
