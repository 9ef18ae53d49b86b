/** What a certificate of the test PKI is for: key usages as products of the IGC-Santé carry them. */
export interface CertificateUse {
  readonly keyUsage: Readonly<Record<string, true>>
  readonly extendedKeyUsage: Readonly<Record<string, true>>
  /** Only signature certificates carry a privateKeyUsagePeriod. */
  readonly privateKeyUsagePeriod: boolean
  /** DNS names and addresses of a server. */
  readonly hosts?: readonly string[]
}

export const orgAuthCli: CertificateUse = {
  keyUsage: {digitalSignature: true},
  extendedKeyUsage: {clientAuth: true},
  privateKeyUsagePeriod: false,
}

export const orgSign: CertificateUse = {
  keyUsage: {digitalSignature: true, nonRepudiation: true},
  extendedKeyUsage: {emailProtection: true},
  privateKeyUsagePeriod: true,
}

export const sslServer: CertificateUse = {
  keyUsage: {digitalSignature: true, keyEncipherment: true},
  extendedKeyUsage: {serverAuth: true, clientAuth: true},
  privateKeyUsagePeriod: false,
  hosts: ['localhost', '127.0.0.1', '::1'],
}
