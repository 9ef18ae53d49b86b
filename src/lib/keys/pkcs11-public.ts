import type * as Pkcs11 from 'pkcs11js'

/** Numbers of the attributes that make a public key. */
export type KeyAttributes = Pick<
  typeof Pkcs11,
  'CKA_MODULUS' | 'CKA_PUBLIC_EXPONENT' | 'CKA_EC_PARAMS' | 'CKA_EC_POINT'
>

/** The value of an attribute (CKA_…) of one object. @throws what the token answers where it does not tell */
export type AttributeOf = (type: number) => Buffer

/**
 * The public part of a key object as SubjectPublicKeyInfo (DER): modulus and exponent of an RSA key, parameters and point
 * of one on a curve (PKCS#11 v2.40 §2.1, §2.3). Undefined where the token tells it not or not wholly: a private key on a
 * curve has no point. Runs in the child process only.
 */
export function publicPartOf(library: KeyAttributes, attribute: AttributeOf): Uint8Array | undefined {
  const told = (type: number): Uint8Array | undefined => {
    try {
      const value = attribute(type)
      return value.length > 0 ? value : undefined
    } catch {
      return undefined
    }
  }
  const [modulus, exponent] = [told(library.CKA_MODULUS), told(library.CKA_PUBLIC_EXPONENT)]
  if (modulus && exponent) return keyInfo(rsaEncryption, node(0x30, integer(modulus), integer(exponent)))
  const [parameters, point] = [told(library.CKA_EC_PARAMS), told(library.CKA_EC_POINT)]
  return parameters && point ? keyInfo([...ecPublicKey, ...parameters], bare(point)) : undefined
}

/** 1.2.840.113549.1.1.1 with its NULL (RFC 8017); 1.2.840.10045.2.1, to be followed by the curve (RFC 5480). */
const rsaEncryption = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0]
const ecPublicKey = [0x06, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]

function keyInfo(algorithm: readonly number[], key: Uint8Array): Uint8Array {
  return node(0x30, node(0x30, algorithm), node(0x03, [0], key))
}

/** Tokens give unsigned numbers, with or without zeros in front. */
function integer(value: Uint8Array): Uint8Array {
  const from = value.findIndex((byte) => byte !== 0)
  const digits = from < 0 ? Uint8Array.of(0) : value.subarray(from)
  return node(0x02, (digits[0] ?? 0) >= 0x80 ? [0] : [], digits)
}

/** CKA_EC_POINT is an OCTET STRING of the point; some tokens give the point alone. */
function bare(point: Uint8Array): Uint8Array {
  if (point[0] !== 0x04) return point
  const long = point[1] === 0x81
  const [length, start] = long ? [point[2], 3] : [point[1], 2]
  return length === point.length - start ? point.subarray(start) : point
}

function node(tag: number, ...parts: readonly ArrayLike<number>[]): Uint8Array {
  const content = Buffer.concat(parts.map((part) => Uint8Array.from(part)))
  const size = content.length
  const long = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Uint8Array.from([tag, ...long]), content])
}
