export type SignatureAlgorithm = 'rsa-sha1' | 'rsa-sha256'

/** What the builders of the VIHF and of the lot signature need to know of the seal certificate. */
export interface SealCertificate {
  /** Leaf first, then its issuers as found beside the key; base64 of the DER. */
  readonly chainBase64: readonly string[]
  readonly chain: readonly SealChainLink[]
}

export interface SealChainLink {
  readonly derBase64: string
  readonly sha1Base64: string
  readonly sha256Base64: string
  /** Subject and issuer in RFC 2253 order (CN first) and in certificate order (C first). */
  readonly subject: {readonly rfc2253: string; readonly certificate: string}
  readonly issuer: {readonly rfc2253: string; readonly certificate: string}
  readonly serialDecimal: string
}

/** Signs with the ORG SIGN key (cachet), wherever it lives. */
export interface Signer {
  readonly certificate: SealCertificate
  /** PKCS#1 v1.5 signature of `data`. @throws DmpError DMP_KEY_* */
  sign(algorithm: SignatureAlgorithm, data: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>
  close(): Promise<void>
}
