import {DmpError} from '../lib/errors/dmp-error.ts'
import {insiCertificateFindings} from '../lib/insi/certificate-rules.ts'
import {openIdentity} from '../lib/keys/open-identity.ts'
import {readCaFiles, tlsMaterial} from '../lib/keys/tls-material.ts'
import type {Certificate} from '../lib/pki/certificate.ts'
import type {InsiLink} from '../lib/ports/insi-link.ts'
import type {InsiProfile, Profile} from '../lib/profile/profile.ts'
import {missingForInsi} from '../lib/profile/rules/insi-rules.ts'
import {createTransport} from '../lib/transport/create-transport.ts'
import {openXml} from '../lib/xml/open-xml.ts'
import {actorOf, type LinkPorts} from './open-link.ts'

type InsiPorts = Pick<LinkPorts, 'clock' | 'files' | 'secrets' | 'profile' | 'trustStore'>

/** An answer is a few hundred bytes. */
const MOST_BYTES = 1024 * 1024

/** @throws DmpError DMP_INSI_CERTIFICATE with the first fault; `details.findings` holds all of them */
function requireFit(certificate: Certificate, {url, sender}: InsiProfile, {profile, clock}: InsiPorts): void {
  const {environment, name} = profile
  const findings = insiCertificateFindings(certificate, {
    url,
    environment,
    at: clock.now(),
    ...(sender === undefined ? {} : {sender}),
  })
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
  throw notConfigured(profile, ['insi.idam'])
}

function notConfigured(profile: Profile, missing: readonly string[]): DmpError {
  return new DmpError('DMP_INSI_NOT_CONFIGURED', {
    params: {names: missing.join(', '), profile: profile.name},
    details: {missing},
  })
}

/**
 * Opens the certificate for INSi, checks it and makes the connection pool; nothing is connected, and with a certificate
 * that is not for INSi nothing ever will be.
 * @throws DmpError DMP_INSI_NOT_CONFIGURED, DMP_INSI_CERTIFICATE, DMP_KEY_*, DMP_SECRET_UNAVAILABLE
 */
export async function openInsi(ports: InsiPorts): Promise<InsiLink & {close(): Promise<void>}> {
  const {profile, files, secrets, trustStore} = ports
  const {insi} = profile
  const missing = missingForInsi(insi)
  if (!insi?.certificate || insi.instance === undefined || missing.length > 0)
    throw notConfigured(profile, missing)
  const identity = await openIdentity(
    insi.certificate,
    'auth',
    {files, secrets},
    {setting: 'insi.certificate'},
  )
  const {certificate} = identity
  requireFit(certificate, insi, ports)
  const caCertificates = await readCaFiles(insi.caFiles, files)
  const stored = profile.environment === 'sandbox' ? [] : await trustStore.list()
  const added = stored.map((one) => one.certificate)
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
