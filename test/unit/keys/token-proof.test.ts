import {createPrivateKey, createPublicKey, privateEncrypt} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {type KeyAttributes, publicPartOf} from '../../../src/lib/keys/pkcs11-public.ts'
import {isSameKey, requireOwnKey} from '../../../src/lib/keys/token-proof.ts'
import {describeWith} from '../../support/requires.ts'
import {type Issued, TestPki} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'the proof of a key on a token', () => {
  let pki: TestPki
  let own: Issued
  let other: Issued
  const source = {
    kind: 'pkcs11',
    modulePath: '/module.so',
    tokenLabel: 'Essai',
    keyLabel: 'clé',
    pin: {from: 'prompt'},
  } as const
  beforeAll(() => {
    pki = new TestPki()
    own = pki.leaf('own')
    other = pki.leaf('other')
  })
  afterAll(() => pki.remove())
  /** As CKM_RSA_PKCS signs a DigestInfo. */
  const signsWith = (issued: Issued) => async (digestInfo: Uint8Array) =>
    privateEncrypt(createPrivateKey(readFileSync(issued.keyPath)), digestInfo)

  it('is one signature where the token does not tell the public part', async () => {
    await requireOwnKey(own.certificate, undefined, source, signsWith(own))
    await expect(requireOwnKey(own.certificate, undefined, source, signsWith(other))).rejects.toMatchObject({
      code: 'DMP_CERTIFICATE_UNFIT',
      params: {check: 'KEY-01', path: 'pkcs11:token=Essai;object=cl%C3%A9'},
    })
  })

  it('is the public part where the token tells it, and no signature then', async () => {
    const never = () => Promise.reject(new Error('not asked for'))
    await requireOwnKey(own.certificate, own.certificate.publicKey.spki, source, never)
    await expect(
      requireOwnKey(own.certificate, other.certificate.publicKey.spki, source, never),
    ).rejects.toMatchObject({params: {check: 'KEY-01'}})
  })

  const library: KeyAttributes = {
    CKA_MODULUS: 1,
    CKA_PUBLIC_EXPONENT: 2,
    CKA_EC_PARAMS: 3,
    CKA_EC_POINT: 4,
  }
  const told = (values: Readonly<Record<number, Uint8Array>>) =>
    publicPartOf(library, (type) => {
      const value = values[type]
      if (!value) throw new Error('CKR_ATTRIBUTE_TYPE_INVALID:18')
      return Buffer.from(value)
    })
  const jwk = (spki: Uint8Array) =>
    createPublicKey({key: Buffer.from(spki), format: 'der', type: 'spki'}).export({format: 'jwk'})
  const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64url')

  it('reads an RSA key from its modulus and exponent, with zeros in front or without', () => {
    const {spki} = own.certificate.publicKey
    const {n, e} = jwk(spki)
    for (const front of [0, 1, 2]) {
      const modulus = Buffer.concat([Buffer.alloc(front), bytes(n)])
      expect(Buffer.compare(told({1: modulus, 2: bytes(e)}) ?? Buffer.alloc(0), spki)).toBe(0)
    }
    expect(told({1: bytes(n)})).toBeUndefined()
  })

  it.each(['prime256v1', 'secp384r1', 'secp521r1'])(
    'reads a key on the curve %s from its point',
    async (curve) => {
      const {generateKeyPairSync} = await import('node:crypto')
      const key = generateKeyPairSync('ec', {namedCurve: curve}).publicKey
      const spki = key.export({format: 'der', type: 'spki'})
      const {x, y} = key.export({format: 'jwk'})
      const point = Buffer.concat([Buffer.of(4), bytes(x), bytes(y)])
      const length = point.length < 128 ? [point.length] : [0x81, point.length]
      const oid = spki.subarray(spki.indexOf(Buffer.from('2a8648ce3d0201', 'hex')) + 7)
      const parameters = oid.subarray(0, 2 + (oid[1] ?? 0))
      for (const given of [point, Buffer.concat([Buffer.from([4, ...length]), point])])
        expect(isSameKey(spki, told({3: parameters, 4: given}) ?? Buffer.alloc(0))).toBe(true)
    },
  )
})
