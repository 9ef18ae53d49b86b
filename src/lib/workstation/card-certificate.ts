import type {AllowedUse, CardType} from '../cards/card-types.ts'
import type {EnvironmentVerdict} from '../pki/environment.ts'

/** What a certificate of a card is for, by its key usage: labels are not to be trusted. */
export type CardCertificateUse = 'auth' | 'sign' | 'other'

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
      /** The holder, masked unless told otherwise. */
      readonly holder: string
      readonly cardType: CardType | null
      readonly allowed: readonly AllowedUse[]
    }
  | {readonly state: 'unreadable'; readonly label: string}
