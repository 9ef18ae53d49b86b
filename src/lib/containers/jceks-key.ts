import {createDecipheriv, createHash} from 'node:crypto'
import {DerError, readDer, universal} from '../pki/der.ts'
import {child, octets, smallInteger} from '../pki/der-values.ts'
import {jceksProtector, schemeOfKey} from './schemes.ts'

const saltBytes = 8
const keyBytes = 24
/** What Java takes as a password here: it refuses others when the key is put in. */
const printable = /^[\x20-\x7e]*$/

/**
 * PKCS#8 of a key closed by the protector of JCEKS, `PBEWithMD5AndTripleDES`: each half of the salt is hashed with the
 * password as often as the store says; both results are the 3DES key and its initial value. Undefined for another
 * protector or password. The two halves of a salt that are alike, once in four billion, stay closed.
 */
export function openJceksKey(closed: Uint8Array, password: string): Buffer | undefined {
  if (!printable.test(password)) return undefined
  try {
    const {oid, parameters} = schemeOfKey(closed)
    if (oid !== jceksProtector || !parameters) return undefined
    const salt = octets(child(parameters, 0, universal.octetString))
    const rounds = smallInteger(child(parameters, 1, universal.integer))
    if (salt.length !== saltBytes) return undefined
    const secret = Buffer.from(password, 'latin1')
    const half = saltBytes / 2
    const made = Buffer.concat([
      hashed(salt.subarray(0, half), secret, rounds),
      hashed(salt.subarray(half), secret, rounds),
    ])
    const data = octets(child(readDer(closed, {ber: true}), 1, universal.octetString))
    const cipher = createDecipheriv('des-ede3-cbc', made.subarray(0, keyBytes), made.subarray(keyBytes))
    return Buffer.concat([cipher.update(data), cipher.final()])
  } catch (error) {
    // another password shows by padding that makes no sense
    if (error instanceof DerError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_OSSL_'))
      return undefined
    throw error
  }
}

function hashed(salt: Uint8Array, secret: Uint8Array, rounds: number): Uint8Array {
  let block = salt
  for (let round = 0; round < rounds; round++) block = createHash('md5').update(block).update(secret).digest()
  return block
}
