/** What parent and child say to each other over the IPC channel (structured clone). The PIN travels only here. */

export interface OpenRequest {
  readonly op: 'open'
  readonly modulePath: string
  readonly tokenLabel: string
  readonly keyLabel: string
  /** Empty: the reader's own keypad, where it has one. */
  readonly pin: string
}

export interface SignRequest {
  readonly op: 'sign'
  readonly digestInfo: Uint8Array
}

/** Loads an OpenSSL engine and a key through it, to learn in a process of its own whether that works. */
export interface EngineRequest {
  readonly op: 'engine'
  readonly engine: string
  readonly identifier: string
  readonly certificatePem: string
}

/** Lists what a token shows: certificates without a PIN, private keys with one. */
export interface ListRequest {
  readonly op: 'list'
  readonly modulePath: string
  /** Every wish given must be met; an empty one lists the only token there is. */
  readonly token: {readonly label?: string; readonly serial?: string; readonly slot?: number}
  readonly object?: {readonly label?: string; readonly id?: Uint8Array}
  readonly pin?: string
}

export interface ListedCertificate {
  readonly der: Uint8Array
  readonly id: Uint8Array
  readonly label: string
}

export interface ListReply {
  readonly ok: true
  readonly token: string
  readonly certificates: readonly ListedCertificate[]
  readonly keys: readonly {readonly id: Uint8Array; readonly label: string}[]
  /** False: the token keeps its private keys to itself until a PIN is given. */
  readonly loggedIn: boolean
}

export type ChildRequest = OpenRequest | SignRequest | EngineRequest | ListRequest

export type TokenProblem =
  | 'no-pkcs11js'
  | 'module-not-loaded'
  | 'no-token'
  | 'several-tokens'
  | 'no-key'
  | 'no-certificate'
  | 'pin-incorrect'
  | 'pin-locked'
  | 'pin-last-try'
  | 'pin-form'
  | 'engine-refused'
  | 'failed'
  | 'timeout'
  | 'ended'

export interface OpenReply {
  readonly ok: true
  readonly leaf: Uint8Array
  readonly others: readonly Uint8Array[]
}

export interface SignReply {
  readonly ok: true
  readonly signature: Uint8Array
}

export interface Refusal {
  readonly ok: false
  readonly problem: TokenProblem
  /** Name of a PKCS#11 return value or of an OpenSSL error; never a secret. */
  readonly detail: string
}

export type ChildReply = OpenReply | SignReply | ListReply | Refusal | {readonly ok: true}
