import type {Oid} from '../ids/oid.ts'
import type {SecretSource} from '../ports/secrets.ts'

export type Environment = 'sandbox' | 'test' | 'formation' | 'production'

/** Where a certificate and its key come from; passphrases and PINs are references, never values. */
export type KeySource =
  | {readonly kind: 'pkcs12'; readonly path: string; readonly passphrase: SecretSource}
  | {
      readonly kind: 'pem'
      readonly certificatePath: string
      readonly keyPath: string
      readonly passphrase: SecretSource
    }
  | {
      readonly kind: 'pkcs11'
      readonly modulePath: string
      readonly tokenLabel: string
      readonly keyLabel: string
      readonly pin: SecretSource
      readonly enginePath?: string
    }

export interface AuthorDefaults {
  readonly kind: 'person' | 'device'
  /** PS_IdNat or structure-scoped id. */
  readonly id?: string
  readonly family?: string
  readonly given?: string
  /** J01 code of the profession or know-how. */
  readonly specialtyCode?: string
  readonly roleCode?: string
  readonly softwareName?: string
  readonly modelName?: string
}

export interface LegalAuthenticatorDefaults {
  readonly id?: string
  readonly family?: string
  readonly given?: string
}

/** Who the VIHF speaks for: the software itself, or a named user authenticated locally (EX_0.1-1020). */
export type VihfUser =
  | {
      readonly kind: 'automate' /** Internal id of the person responsible for the processing. */
      readonly responsibleId: string
    }
  | {
      readonly kind: 'named'
      readonly id: string
      readonly family: string
      readonly given: string
      readonly professionCode: string
      readonly specialtyCode?: string
      /** RPPS number, for the traces alone: the VIHF names the internal id (EX_0.1-1025). */
      readonly rpps?: string
    }

/** What looking identities up at INSi takes; a part that is absent is told when it is needed. */
export interface InsiProfile {
  /** One address for every operation. */
  readonly url: string
  readonly certificate?: KeySource
  /** Numéro d'autorisation of the software, delivered by the CNDA: a secret. */
  readonly idam: SecretSource
  /** UUID of this installation, the same in every call. */
  readonly instance?: string
  readonly lpsName: string
  readonly lpsVersion: string
  /** `Emetteur`; absent: the subject OU of the certificate. */
  readonly sender?: string
  readonly caFiles: readonly string[]
}

/** A profile: one establishment in one environment. Keys and defaults: docs/configuration.md. */
export interface Profile {
  readonly name: string
  readonly environment: Environment
  readonly endpoints: {
    /** `https://host[:port]/si-dmp-server/v2/services` */
    readonly base: string
    readonly repository?: string
    readonly registry?: string
    readonly patients?: string
    readonly paramLps?: string
    /** The web access for professionals, `https://host[/AccesDirect]`: another host than the services. */
    readonly webPs?: string
    /** Name for SNI and certificate check when `base` is an address. */
    readonly serverName?: string
  }
  readonly proxy?: string
  readonly timeouts: {readonly connectMs: number; readonly answerMs: number; readonly totalMs: number}
  readonly structure: {
    /** 9 characters each; equal where legal entity and site coincide. */
    readonly finessEj: string
    readonly finessEg: string
    readonly siret?: string
    readonly name: string
    readonly kind: 'es' | 'esms'
    readonly legalStatus: 'public' | 'private-non-profit' | 'private'
    /** Secteur d'activité, J61: `SA01`… */
    readonly sector: string
    /** J59 */
    readonly contentTypeCode?: string
    /** J62 */
    readonly practiceSettingCode?: string
    /** OID of the domain that allots the IPP. */
    readonly ippOid?: Oid
  }
  readonly certificates: {readonly auth: KeySource; readonly sign: KeySource}
  readonly trust: {
    readonly caFiles: readonly string[]
    /** Public authorities that `doctor` takes for no interception; absent: those of Node. They are trusted for nothing. */
    readonly publicCaFiles?: readonly string[]
    readonly revocation: 'warn' | 'strict' | 'off'
  }
  readonly ins: {readonly allowedOids: readonly Oid[]; readonly oidMapping: Readonly<Record<string, string>>}
  /** The téléservice INSi; absent: no `insi.url`. */
  readonly insi?: InsiProfile
  readonly author: AuthorDefaults
  readonly legalAuthenticator: LegalAuthenticatorDefaults
  readonly lps: {
    readonly name: string
    readonly version: string
    readonly id?: string
    readonly homologation: SecretSource
  }
  readonly ids: {readonly oidRoot?: Oid; readonly form: 'root' | '2.25'}
  readonly vihf: {
    readonly version: '3.0' | '4.0'
    readonly authModeName: 'Authentification_Mode' | 'Authentification_mode'
    readonly issuerDnOrder: 'rfc2253' | 'certificate'
    /** 0: a fresh assertion for every try. More, in the sandbox alone: reuse for the same patient and user. */
    readonly maxAgeSeconds?: number
    readonly authnContext: 'unspecified' | 'Password' | 'TLSClient' | 'SmartcardPKI'
    readonly structure: 'site' | 'certificate'
    readonly user: VihfUser
  }
  readonly xds: {
    readonly signatureDigest: 'sha1' | 'sha256'
    readonly signingCertificate: 'chain' | 'leaf'
    readonly signatureFormatCode: 'http://www.w3.org/2000/09/xmldsig#' | 'urn:ihe:iti:dsg:detached:2014'
    readonly hashAndSize: 'both' | 'none'
    readonly patientIdBirthDate: boolean
    readonly returnComposedObjects: boolean
  }
  readonly limits: {
    readonly submitPerSecond: number
    readonly perDay: number
    /** Hours of Paris in which a bulk run sends, `20:00-07:00,12:00-13:30`; absent: always. */
    readonly windows?: string
    /** Whom to tell before more than `perDay` submissions leave in a day. */
    readonly noticeContact?: string
    /** How long a bulk run waits for new key files once a certificate has ended. */
    readonly certificateWaitMs?: number
    /** First wait of a bulk run before what the DMP could not take is sent again; doubled at each further try. */
    readonly retryAfterMs?: number
  }
  readonly unknown: {readonly recheckAfterMs: number}
  /** Success with warnings only: accepted, or to be verified first. */
  readonly answers: {readonly warnings: 'accept' | 'verify'}
  readonly visibility: {readonly allowConceal: boolean}
  readonly documents: {
    readonly pdf: 'accept-with-warning' | 'require-pdfa'
    readonly group: 'single' | 'episode'
    /** Finished documents of a bulk run whose id has an extension: wait for a person, or go. */
    readonly idExtension: 'hold' | 'send'
  }
  /** This hospital's feeds label an identity `VALI` (PID-32) only once it is qualified. */
  readonly hl7: {readonly valiMeansQualified: boolean}
  readonly paramLps: {readonly file?: string}
  readonly schemaPack?: string
  /** Who may consult what: a matrix newer than the one that comes with the program. */
  readonly habilitation?: {readonly file?: string}
  readonly journal: {
    /** A file, or the URL of a PostgreSQL database. */
    readonly path: string
    /** Of the PostgreSQL account; absent: PGPASSFILE, or none. */
    readonly password?: SecretSource
  }
  readonly contacts: {readonly patientSupport?: string; readonly dmpSupport?: string}
  readonly traces: {
    readonly patientId: 'full' | 'pseudonym' | 'none'
    /** Age in months after which a notice tells that traces are old; 0: no notice. Nothing is deleted by itself. */
    readonly retentionMonths?: number
  }
}
