import type {SigningIdentity} from './identity.ts'
import {signVihf, unsignedVihf, type VihfFields} from './vihf.ts'

/**
 * Signature wrapping (XSW1 to XSW8, Somorovsky and others 2012), carried over to wsse:Security: a really signed
 * assertion is kept somewhere in the message, while a forged one stands where a careless reader looks.
 */
export interface WrappingPieces {
  /** The signed assertion, whole. */
  readonly signed: string
  /** Its ds:Signature. */
  readonly signature: string
  /** The signed assertion without its signature. */
  readonly bare: string
  /** A forged assertion without signature, under another id. */
  readonly forged: string
  /** The same under the id that was signed. */
  readonly sameId: string
}

/** The genuine assertion of these fields and its forgery, whose LPS_Nom differs. */
export function wrappingPieces(fields: VihfFields, signer: SigningIdentity): WrappingPieces {
  const signed = signVihf(unsignedVihf(fields), signer)
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0] ?? ''
  const attributes = {...fields.attributes, LPS_Nom: 'Contrefait'}
  return {
    signed,
    signature,
    bare: signed.replace(signature, ''),
    forged: unsignedVihf({...fields, id: '_evil', attributes}),
    sameId: unsignedVihf({...fields, attributes}),
  }
}

const afterIssuer = (assertion: string, inserted: string): string =>
  assertion.replace('</saml:Issuer>', `</saml:Issuer>${inserted}`)
const atEnd = (assertion: string, inserted: string): string =>
  assertion.replace('</saml:Assertion>', `${inserted}</saml:Assertion>`)
const inObject = (signature: string, inserted: string): string =>
  signature.replace('</ds:Signature>', `<ds:Object>${inserted}</ds:Object></ds:Signature>`)
const extensions = (inserted: string): string => `<x:Extensions xmlns:x="urn:x">${inserted}</x:Extensions>`

/** What stands in wsse:Security, by attack. */
export const wrappings: readonly [name: string, wrap: (made: WrappingPieces) => string][] = [
  [
    'XSW1: the forgery holds the signature, which holds the original',
    ({forged, signature, bare}) => afterIssuer(forged, inObject(signature, bare)),
  ],
  [
    'XSW2: the forgery holds a detached signature, the original before it',
    ({forged, signature, bare}) => afterIssuer(forged, `${bare}${signature}`),
  ],
  ['XSW3: the forgery before the signed original', ({forged, signed}) => `${forged}${signed}`],
  ['XSW4: the forgery around the signed original', ({forged, signed}) => atEnd(forged, signed)],
  [
    'XSW5: the forgery holds the signature, the original follows',
    ({forged, signature, bare}) => `${afterIssuer(forged, signature)}${bare}`,
  ],
  [
    'XSW6: the forgery holds the signature, the original inside KeyInfo',
    ({forged, signature, bare}) =>
      afterIssuer(forged, signature.replace('</ds:KeyInfo>', `${bare}</ds:KeyInfo>`)),
  ],
  [
    'XSW7: extensions hold the forgery with the same id',
    ({sameId, signed}) => `${extensions(sameId)}${signed}`,
  ],
  [
    'XSW8: the original inside an object of the forgery’s signature',
    ({sameId, signature, bare}) => afterIssuer(sameId, inObject(signature, extensions(bare))),
  ],
]
