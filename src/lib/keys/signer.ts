import {createHash, type KeyObject, sign as signWith} from 'node:crypto'
import {promisify} from 'node:util'
import {DmpError} from '../errors/dmp-error.ts'
import type {Certificate} from '../pki/certificate.ts'
import {toBase64} from '../pki/der-values.ts'
import type {SealCertificate, SealChainLink, SignatureAlgorithm, Signer} from '../ports/signer.ts'
import {type Identity, isTokenKey, type TokenSigningKey} from './identity.ts'

type AsyncSign = (algorithm: string, data: Uint8Array, key: KeyObject) => Promise<Buffer>
const signAsync: AsyncSign = promisify(signWith)

const hashOf: Readonly<Record<SignatureAlgorithm, 'sha1' | 'sha256'>> = {
  'rsa-sha1': 'sha1',
  'rsa-sha256': 'sha256',
}

/** DigestInfo up to the digest itself (RFC 8017 §9.2, note 1). */
const digestInfoHeads: Readonly<Record<'sha1' | 'sha256', string>> = {
  sha1: '3021300906052b0e03021a05000414',
  sha256: '3031300d060960864801650304020105000420',
}

/**
 * The signer of an opened identity, software key or token.
 * @throws DmpError DMP_CERTIFICATE_UNFIT (KEY-02) when the key is not RSA, DMP_KEY_TOKEN_UNAVAILABLE
 */
export function createSigner(identity: Identity): Signer {
  const {key, certificate} = identity
  if (certificate.publicKey.algorithm !== 'rsa') {
    const {algorithm, bits} = certificate.publicKey
    throw new DmpError('DMP_CERTIFICATE_UNFIT', {
      params: {check: 'KEY-02', certificate: identity.purpose, variant: '', algorithm, bits},
    })
  }
  if (!isTokenKey(key)) return createSoftwareSigner(identity, key)
  if (key.kind === 'token-signing') return createTokenSigner(identity, key)
  // an engine key serves TLS alone: identities for signing never carry one
  throw new DmpError('DMP_KEY_TOKEN_UNAVAILABLE', {
    params: {token: key.identifier, problem: 'no-key', detail: ''},
  })
}

function createSoftwareSigner(identity: Identity, key: KeyObject): Signer {
  return {
    certificate: sealCertificate(identity),
    async sign(algorithm, data, signal) {
      signal?.throwIfAborted()
      return signAsync(hashOf[algorithm], data, key)
    },
    close: async () => {},
  }
}

/** Hashes here and has the token sign the DigestInfo (CKM_RSA_PKCS): every token knows that mechanism. */
export function createTokenSigner(identity: Identity, key: TokenSigningKey): Signer {
  return {
    certificate: sealCertificate(identity),
    async sign(algorithm, data, signal) {
      const hash = hashOf[algorithm]
      const digest = createHash(hash).update(data).digest()
      return key.signDigestInfo(Buffer.concat([Buffer.from(digestInfoHeads[hash], 'hex'), digest]), signal)
    },
    close: () => key.close(),
  }
}

/** Leaf first, then its issuers as found beside the key. */
export function sealCertificate({
  certificate,
  chain,
}: Pick<Identity, 'certificate' | 'chain'>): SealCertificate {
  const links = [certificate, ...chain].map(link)
  return {chain: links, chainBase64: links.map(({derBase64}) => derBase64)}
}

function link(certificate: Certificate): SealChainLink {
  const {subject, issuer, serial, sha1, sha256, der} = certificate
  return {
    derBase64: toBase64(der),
    sha1Base64: sha1.base64,
    sha256Base64: sha256.base64,
    subject: {rfc2253: subject.rfc2253, certificate: subject.certificate},
    issuer: {rfc2253: issuer.rfc2253, certificate: issuer.certificate},
    serialDecimal: serial.decimal,
  }
}
