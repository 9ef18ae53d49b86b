import type {Meanwhile} from './meanwhile.ts'

/** What the checks of the certificates say of the pair of the profile. */
export type OwnCertificates = (
  | CheckedCertificates
  /** Keys on a token, which nobody asked: no card was to be asked for, or a carte Vitale is in a reader or may be. */
  | {readonly state: 'kept-off'; readonly because: 'passive' | 'vitale'}
) & {
  /** Of the PKCS#11 module of the keys. */
  readonly meanwhile: Meanwhile
}

export type CheckedCertificates =
  | {readonly state: 'unusable' /** Error code, e.g. `DMP_PROFILE_INVALID`. */; readonly code: string}
  | {
      readonly state: 'checked'
      readonly profile: string
      readonly environment: string
      /** `strict`: nothing is sent unless the revocation of the pair is known. */
      readonly revocation: 'warn' | 'strict' | 'off'
      /**
       * What came of asking for revocation: `known` of both; `in-vain`; not asked, `offline`, because the profile says
       * `off`, or in the `sandbox`, whose authorities publish no list.
       */
      readonly asked: 'known' | 'in-vain' | 'offline' | 'off' | 'sandbox'
      readonly findings: readonly {
        /** e.g. `TIME-01`. */
        readonly check: string
        readonly severity: 'error' | 'warning' | 'info'
        /** Message key of its sentence, and what stands in it. */
        readonly message: string
        readonly params: Readonly<Record<string, string | number>>
      }[]
      /** How many checks found nothing wrong, and how many lacked their facts. */
      readonly passed: number
      readonly skipped: number
      /** Checks without which a pair is not called good, and that lacked their facts (a passphrase to be typed). */
      readonly unproved: readonly string[]
      /** Whole days until the first of the two ends; negative once it is past. */
      readonly daysLeft: number
    }
