import type {Certificate} from '../pki/certificate.ts'
import {type CertificateEnvironment, expectedEnvironment} from '../pki/environment.ts'
import type {Environment} from '../profile/profile.ts'
import type {AuthorityRevocation, RevocationStatus} from '../revocation/status.ts'

/** Names that a certificat logiciel of INSi has, to the letter; any other is answered `desir_560`. */
export const insiNames = ['INSI-AUTO', 'INSI-MANU'] as const

const ISSUERS: Readonly<Record<CertificateEnvironment, string>> = {
  production: 'AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
  test: 'TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
}

/** Why a certificate is not for INSi; message `error.DMP_INSI_CERTIFICATE.what.<fault>`. */
export type InsiCertificateFault =
  | 'common-name'
  | 'issuer'
  | 'environment'
  | 'not-yet'
  | 'ended'
  | 'sender'
  | 'revoked'
  | 'authority-revoked'
  | 'revocation-unknown'

export interface InsiCertificateFinding {
  readonly fault: InsiCertificateFault
  readonly params: Readonly<Record<string, string>>
}

/**
 * What keeps a certificate from serving for INSi, before any call (the checks of a public client of the service): exact
 * CN, issuer, validity, a TEST issuer outside production and no other (that the address is of the profile's environment
 * is a rule of the profile), and a structure in the subject's OU where the
 * profile states no `insi.sender`.
 * @param at ms since 1970
 */
export function insiCertificateFindings(
  certificate: Pick<Certificate, 'subject' | 'issuer' | 'notBefore' | 'notAfter'>,
  {
    environment,
    at,
    sender,
  }: {readonly environment: Environment; readonly at: number; readonly sender?: string},
): InsiCertificateFinding[] {
  const {subject, issuer, notBefore, notAfter} = certificate
  const found: InsiCertificateFinding[] = []
  const name = subject.commonName ?? ''
  const allowed = insiNames.join(', ')
  if (!insiNames.some((one) => one === name))
    found.push({fault: 'common-name', params: {found: name || '-', allowed}})
  const by = issuer.commonName ?? ''
  const kind = expectedEnvironment(environment)
  const other = kind === 'test' ? 'production' : 'test'
  if (by === ISSUERS[other])
    found.push({fault: 'environment', params: {found: by, expected: ISSUERS[kind], kind}})
  else if (by !== ISSUERS[kind])
    found.push({fault: 'issuer', params: {found: by || '-', expected: ISSUERS[kind]}})
  if (at < notBefore) found.push({fault: 'not-yet', params: {date: day(notBefore)}})
  if (at >= notAfter) found.push({fault: 'ended', params: {date: day(notAfter)}})
  if (sender === undefined && !subject.organisationalUnit) found.push({fault: 'sender', params: {}})
  return found
}

/** A revoked certificate never serves; one of which nothing is known is told, and serves unless the profile is strict. */
export function insiRevocationFinding(
  known: RevocationStatus,
  mode: 'warn' | 'strict' | 'off',
): InsiCertificateFinding | undefined {
  if (mode === 'off' || known.status === 'good') return undefined
  return known.status === 'revoked'
    ? {fault: 'revoked', params: {date: day(known.at)}}
    : {fault: 'revocation-unknown', params: {doubt: known.doubt}}
}

/**
 * A revoked authority makes worthless all that it signed (RFC 5280 §6.1.3 (a)(3)). Of one that this program or the
 * operator answers for, that nothing is known is no news; of another it is told as of the certificate itself.
 */
export function insiAuthorityFinding(
  chain: readonly AuthorityRevocation[],
  mode: 'warn' | 'strict' | 'off',
): InsiCertificateFinding | undefined {
  if (mode === 'off') return undefined
  for (const {issuer, status} of chain)
    if (status.status === 'revoked')
      return {fault: 'authority-revoked', params: {issuer, date: day(status.at)}}
  for (const {status, believed} of chain)
    if (status.status === 'unknown' && !believed)
      return {fault: 'revocation-unknown', params: {doubt: status.doubt}}
  return undefined
}

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
