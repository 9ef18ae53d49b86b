import {DerError, readDer, readFlat} from '../../pki/der.ts'
import {readName} from '../../pki/distinguished-name.ts'
import {type NameOrder, nameOfPerson} from '../../pki/holder.ts'
import {type CertificateRequest, isRequestSigned} from '../../pki/request.ts'
import {readRevocationList} from '../../revocation/crl.ts'
import {type NameFacts, nameFacts, type StructureFacts, structureOf} from './certificate-facts.ts'
import {type ExtensionFacts, extensionFacts} from './extension-facts.ts'

/** A request found in a source. */
export interface RequestFacts {
  readonly subject: NameFacts
  readonly structure: StructureFacts | null
  readonly publicKey: {readonly algorithm: string; readonly bits: number; readonly spkiSha256: string}
  readonly signatureAlgorithm: string
  /** Signed by its own key; `null` for an algorithm that is not checked here. */
  readonly signatureOk: boolean | null
  readonly extensions: ExtensionFacts
}

/** A revocation list found in a source. Instants are ISO 8601, UTC. */
export interface ListFacts {
  readonly issuer: NameFacts | null
  readonly thisUpdate: string | null
  readonly nextUpdate: string | null
  readonly revoked: number | null
  readonly state: 'current' | 'stale' | 'not-yet-valid' | 'unreadable'
}

export function requestFacts(request: CertificateRequest, order: NameOrder, unmask: boolean): RequestFacts {
  const masked = !unmask && nameOfPerson(request.subject)
  const {algorithm, bits, spkiSha256} = request.publicKey
  return {
    subject: nameFacts(request.subject, order, masked),
    structure: structureOf(request),
    publicKey: {algorithm, bits, spkiSha256},
    signatureAlgorithm: request.signatureAlgorithm,
    signatureOk: isRequestSigned(request) ?? null,
    extensions: extensionFacts(request.extensions, masked),
  }
}

/** What a list says of itself; its signature is for the check of a certificate to verify. */
export function listFacts(der: Uint8Array, order: NameOrder, now: number): ListFacts {
  try {
    const list = readRevocationList(der)
    const issuer = readName(readDer(new Uint8Array(Buffer.from(list.issuerHex, 'hex'))))
    let revoked = 0
    for (const _entry of readFlat(list.entries)) revoked += 1
    const {thisUpdate, nextUpdate} = list
    const stale = nextUpdate !== undefined && now > nextUpdate
    return {
      issuer: nameFacts(issuer, order, false),
      thisUpdate: instant(thisUpdate),
      nextUpdate: nextUpdate === undefined ? null : instant(nextUpdate),
      revoked,
      state: now < thisUpdate ? 'not-yet-valid' : stale ? 'stale' : 'current',
    }
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return {issuer: null, thisUpdate: null, nextUpdate: null, revoked: null, state: 'unreadable'}
  }
}

function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
