import {constants, createPublicKey, verify} from 'node:crypto'
import type {DerNode} from '../pki/der.ts'
import {universal} from '../pki/der.ts'
import {child, contextChild, oidValue, smallInteger} from '../pki/der-values.ts'

interface Algorithm {
  /** `null`: the algorithm has its own. */
  readonly hash: string | null
  readonly pssSalt?: number
}

/** Signatures that prove something today; MD5 and SHA-1 do not, whatever a list or an answer is signed with. */
const algorithms: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
  '1.3.101.113': null,
}
const pss = '1.2.840.113549.1.1.10'
const pssHashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

function algorithmOf(identifier: DerNode): Algorithm | undefined {
  const oid = oidValue(child(identifier, 0, universal.oid))
  if (oid === pss) return pssOf(identifier.children[1])
  const hash = algorithms[oid]
  return hash === undefined ? undefined : {hash}
}

/** RFC 4055 §3.1; the defaults there are SHA-1 and are refused like it. */
function pssOf(parameters: DerNode | undefined): Algorithm | undefined {
  const hashNode = parameters && contextChild(parameters, 0)?.children[0]
  const saltNode = parameters && contextChild(parameters, 2)?.children[0]
  const hash = hashNode && pssHashes[oidValue(child(hashNode, 0, universal.oid))]
  return hash ? {hash, pssSalt: saltNode ? smallInteger(saltNode) : 20} : undefined
}

/** True when `signed` bears this signature by the key (DER of its SubjectPublicKeyInfo). @throws DerError */
export function isSignatureOf(
  signed: Uint8Array,
  signature: Uint8Array,
  identifier: DerNode,
  spki: Uint8Array,
): boolean {
  const algorithm = algorithmOf(identifier)
  if (!algorithm) return false
  const {hash, pssSalt} = algorithm
  try {
    const key = createPublicKey({key: Buffer.from(spki), format: 'der', type: 'spki'})
    const padding =
      pssSalt === undefined ? {} : {padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pssSalt}
    return verify(hash, signed, {key, ...padding}, signature)
  } catch {
    // a key of another kind than the algorithm, or one that OpenSSL refuses: no proof of anything
    return false
  }
}
