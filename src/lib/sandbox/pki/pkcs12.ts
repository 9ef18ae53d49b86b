import {type Credential, loadForge} from './authority.ts'

/**
 * A PKCS#12 laid out as the IGC-Santé platform delivers it: leaf, intermediate and root in clear certificate bags,
 * the key alone shrouded (3DES), localKeyId on leaf and key, no friendlyName, MAC SHA-1 with 2048 iterations.
 */
export async function makePkcs12(
  leaf: Credential,
  chain: readonly string[],
  passphrase: string,
): Promise<Uint8Array> {
  const {asn1, pki, pkcs12} = await loadForge()
  const container = pkcs12.toPkcs12Asn1(
    pki.privateKeyFromPem(leaf.keyPem),
    [leaf.certificatePem, ...chain].map((pem) => pki.certificateFromPem(pem)),
    passphrase,
    {algorithm: '3des', count: 2048, generateLocalKeyId: true},
  )
  return Buffer.from(asn1.toDer(container).getBytes(), 'binary')
}
