import type {AllowedUse, CardType} from '../cards/card-types.ts'
import type {EnvironmentVerdict} from '../pki/environment.ts'
import type {CertificateProduct} from '../pki/product.ts'

/** What a certificate of a card is for, by its key usage: labels are not to be trusted. */
export type CardCertificateUse = 'auth' | 'sign' | 'other'

/**
 * What is proved of who signed it. `proved`: by signatures up to an authority whose key is known by data (`anchor`) or for
 * which the operator vouches (`vouched`). `unproved`: its authority is known to nobody here, and whoever likes can bear its
 * name. `faulty`: it is not what it says, or too weak to prove anything.
 */
export type CardProof =
  | {readonly state: 'proved'; readonly by: 'anchor' | 'vouched'; readonly authority: string}
  | {readonly state: 'unproved'}
  | {
      readonly state: 'faulty'
      /** e.g. `CHAIN-01`; its sentence is `message` with `params`. */
      readonly check: string
      readonly message: string
      readonly params: Readonly<Record<string, string | number>>
    }

/** A certificate that was read on a card without a PIN. */
export type CardCertificate =
  | {
      readonly state: 'read'
      readonly use: CardCertificateUse
      /** ms since 1970. */
      readonly notBefore: number
      readonly notAfter: number
      /** Short name of the authority. */
      readonly issuer: string
      readonly environment: EnvironmentVerdict
      readonly product: CertificateProduct
      readonly proof: CardProof
      /** The holder, masked unless told otherwise. */
      readonly holder: string
      readonly cardType: CardType | null
      readonly allowed: readonly AllowedUse[]
    }
  | {readonly state: 'unreadable'; readonly label: string}
