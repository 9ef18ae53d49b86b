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

export type ChildRequest = OpenRequest | SignRequest | EngineRequest

export type TokenProblem =
  | 'no-pkcs11js'
  | 'module-not-loaded'
  | 'no-token'
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

export type ChildReply = OpenReply | SignReply | Refusal | {readonly ok: true}
