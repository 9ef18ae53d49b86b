import type {TrustAnchor} from '../pki/anchors.ts'
import {igcSanteAnchors} from '../pki/anchors.ts'
import type {Certificate} from '../pki/certificate.ts'
import {isIssuedBy, isSignedByAnchor, issuerOf} from '../pki/chain.ts'
import {testifyList} from '../revocation/testimony.ts'
import type {ProofStep} from './proof-step.ts'
import type {ReadSignature} from './read-signature.ts'

export interface CertificateMeans {
  readonly signature: ReadSignature
  readonly signer: Certificate
  /** As the archive gives them. */
  readonly authorities: readonly Certificate[]
  /** Given by who verifies; they alone count where there are any. */
  readonly trusted: readonly Certificate[]
  /** Lists of revocation by their names. */
  readonly lists: ReadonlyMap<string, Uint8Array>
  /** Clock of who verifies, ms since 1970. */
  readonly now: number
}

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 19)
const step = (
  name: ProofStep['step'],
  verdict: ProofStep['verdict'],
  reason: string,
  params = {},
): ProofStep => ({
  ...{step: name, verdict, reason, params},
})

/** Digests, issuers and serials as signed, then time, chain, authority and revocation. */
export function checkCertificates(means: CertificateMeans): ProofStep[] {
  const {signature, signer, authorities} = means
  const known = [signer, ...authorities]
  const digestOf = (one: Certificate) => (signature.digest === 'sha1' ? one.sha1 : one.sha256).base64
  const found = signature.named.map(({digestBase64}) => known.find((one) => digestOf(one) === digestBase64))
  const missing = found.indexOf(undefined)
  const wrong = found.findIndex((one, index) => {
    const named = signature.named[index]
    return one && (one.issuer.rfc2253 !== named?.issuer || one.serial.decimal !== named.serial)
  })
  const own = found[0]?.sha256.hex === signer.sha256.hex
  const digests = own
    ? missing < 0
      ? step('certificate-digests', 'holds', 'all', {count: found.length})
      : step('certificate-digests', 'unknown', 'absent', {n: missing + 1})
    : step('certificate-digests', 'fails', 'other', {subject: signer.subject.certificate})
  const serials =
    wrong < 0
      ? step('issuer-serials', 'holds', 'all')
      : step('issuer-serials', 'fails', 'other', {n: wrong + 1})
  return [digests, serials, signingTime(means), ...authority(means)]
}

function signingTime({signature: {signedAt}, signer, now}: CertificateMeans): ProofStep {
  const params = {at: iso(signedAt), from: iso(signer.notBefore), to: iso(signer.notAfter)}
  if (signedAt > now) return step('signing-time', 'fails', 'future', params)
  const inside = signedAt >= signer.notBefore && signedAt <= signer.notAfter
  return step('signing-time', inside ? 'holds' : 'fails', inside ? 'valid' : 'outside', params)
}

/** The chain at the signing time, up to an authority given or known by data; then what lists say of each. */
function authority(means: CertificateMeans): ProofStep[] {
  const {signature, signer, trusted, authorities} = means
  const anchors = trusted.length > 0 ? [] : igcSanteAnchors
  const chain = [signer]
  let anchor: string | undefined
  while (chain.length < 7) {
    const last = chain.at(-1) as Certificate
    anchor = nameOfTrust(last, trusted, anchors, signature.signedAt)
    if (anchor !== undefined) break
    const above = authorities.find((one) => !chain.includes(one) && isIssuedBy(last, one))
    if (!above) break
    chain.push(above)
  }
  const ended = chain.find(
    ({notBefore, notAfter}) => signature.signedAt < notBefore || signature.signedAt > notAfter,
  )
  const order = ended
    ? step('chain', 'fails', 'outside', {subject: ended.subject.certificate})
    : step('chain', 'holds', 'valid', {count: chain.length})
  const trust =
    anchor === undefined
      ? step('anchor', 'unknown', 'stranger', {issuer: chain.at(-1)?.issuer.certificate ?? '-'})
      : step('anchor', 'holds', 'known', {name: anchor})
  return [order, trust, revocation(means, chain)]
}

function nameOfTrust(
  last: Certificate,
  trusted: readonly Certificate[],
  anchors: readonly TrustAnchor[],
  at: number,
): string | undefined {
  const given = trusted.find(
    (one) =>
      (one.sha256.hex === last.sha256.hex && last.isCa) ||
      (at >= one.notBefore && at <= one.notAfter && isIssuedBy(last, one)),
  )
  if (given) return given.subject.certificate
  return anchors.find(
    (one) => isSignedByAnchor(last, one) && at >= Date.parse(one.notBefore) && at <= Date.parse(one.notAfter),
  )?.name
}

/** A list counts when the authority signed it; a revocation counts from the instant it names. */
function revocation(
  {signature: {signedAt}, lists, trusted, authorities, now}: CertificateMeans,
  chain: readonly Certificate[],
): ProofStep {
  const pool = [...authorities, ...trusted]
  const cleared = new Set<Certificate>()
  for (const certificate of chain) {
    for (const [name, der] of lists) {
      const said = listed(certificate, pool, der, {signedAt, now})
      if (said.cleared) cleared.add(certificate)
      if (said.revokedAt === undefined) continue
      const params = {subject: certificate.subject.certificate, at: iso(said.revokedAt), name}
      return step('revocation', 'fails', 'revoked', params)
    }
  }
  if (lists.size === 0) return step('revocation', 'unknown', 'none')
  const signerCleared = chain[0] !== undefined && cleared.has(chain[0])
  return signerCleared
    ? step('revocation', 'holds', 'good', {count: cleared.size, all: chain.length})
    : step('revocation', 'unknown', 'silent', {count: lists.size})
}

const COMPROMISED: readonly string[] = ['keyCompromise', 'cACompromise']

/** A compromised key counts whenever it was told; another revocation from the instant it names. */
function listed(
  certificate: Certificate,
  pool: readonly Certificate[],
  der: Uint8Array,
  {signedAt, now}: {readonly signedAt: number; readonly now: number},
) {
  const issuer = issuerOf(certificate, pool)
  if (!issuer) return {cleared: false}
  const {testimony} = testifyList(der, {certificate, issuer, from: '-', now: signedAt})
  if (testimony.says === 'nothing') {
    // A list made after the signature speaks of it too: who is not on it then was not revoked before. Not one of a time
    // that has not come, nor one made after the certificate ended: the ended leave the lists (RFC 5280 §3.3).
    const made = testimony.doubt === 'not-yet-valid' ? Date.parse(testimony.detail ?? '') : Number.NaN
    return {cleared: made <= Math.min(now, certificate.notAfter)}
  }
  if (testimony.says === 'good') return {cleared: true}
  const at = testimony.at ?? testimony.thisUpdate
  const counts = at <= signedAt || COMPROMISED.includes(testimony.reason ?? '')
  return counts ? {cleared: false, revokedAt: at} : {cleared: true}
}
