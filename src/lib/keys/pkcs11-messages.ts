/** What parent and child say to each other over the IPC channel (structured clone). The PIN travels only here. */
import type {RawCertificate, SeenSlot} from '../workstation/cps-module.ts'

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

/** A private or public key object. */
export interface ListedKey {
  readonly id: Uint8Array
  readonly label: string
  /** SubjectPublicKeyInfo (DER), where the object tells it. */
  readonly spki?: Uint8Array
}

export interface ListReply {
  readonly ok: true
  readonly token: string
  readonly certificates: readonly ListedCertificate[]
  readonly keys: readonly ListedKey[]
  /** Seen without a PIN, where the token shows them. */
  readonly publicKeys: readonly ListedKey[]
  /** False: the token keeps its private keys to itself until a PIN is given. */
  readonly loggedIn: boolean
}

/** Loads a module and asks who it is; then, of the same child, what its slots hold and one login. */
export interface ProbeModuleRequest {
  readonly op: 'probe-module'
  readonly modulePath: string
}

export interface ProbeSlotsRequest {
  readonly op: 'probe-slots'
}

export interface PinRequest {
  readonly op: 'probe-pin'
  readonly wish: {readonly description: string; readonly label: string; readonly serial: string}
  /** Undefined: the reader has a keypad of its own. */
  readonly pin: string | undefined
  /** Try although the token says that its next failure locks it. */
  readonly allowLast: boolean
}

interface Failure {
  /** `CKR_…`; empty when it is no return value of PKCS#11. */
  readonly name: string
  readonly code: number
  /** What the loader of the system said; empty with a name. */
  readonly message: string
}

export interface ProbeModuleReply {
  readonly ok: true
  readonly identity?: {
    readonly description: string
    readonly manufacturer: string
    readonly version: string
    readonly cryptoki: string
  }
  readonly failure?: Failure & {readonly call: string}
}

/** What was refused keeps the loader's words, which stay in this process. */
export type ProbedSlot = SeenSlot<RawCertificate, Failure>

export interface ProbeSlotsReply {
  readonly ok: true
  readonly slots: readonly ProbedSlot[]
}

export type PinReply = {readonly ok: true} & (
  | {readonly outcome: 'accepted' | 'wrong'; readonly flags: number}
  | {readonly outcome: 'refused'; readonly because: 'locked' | 'last-try' | 'length'}
  | ({readonly outcome: 'failed'} & Failure)
)

export type ChildRequest =
  | OpenRequest
  | SignRequest
  | EngineRequest
  | ListRequest
  | ProbeModuleRequest
  | ProbeSlotsRequest
  | PinRequest

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
  /** SubjectPublicKeyInfo (DER) of the private key, where the token tells it. */
  readonly spki?: Uint8Array
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

export type ChildReply =
  | OpenReply
  | SignReply
  | ListReply
  | ProbeModuleReply
  | ProbeSlotsReply
  | PinReply
  | Refusal
  | {readonly ok: true}
