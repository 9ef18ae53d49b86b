import type {ExaminationFinding, Habit, NotChecked, Step} from './finding.ts'

export interface ExaminedPart {
  readonly contentType: string
  readonly bytes: Uint8Array
  /** The log lost or changed bytes of it: a digest proves nothing. */
  readonly altered: boolean
}

/** A request as a log gave it, wrappings undone. */
export interface ExaminedRequest {
  /** Path of the request line, when it was captured. */
  readonly path?: string | undefined
  /** Of the message; empty when its headers were captured and have none; undefined when they were not. */
  readonly contentType?: string | undefined
  /** The body before MIME is read, when it was captured. */
  readonly body?: Uint8Array | undefined
  readonly envelope: Uint8Array
  /** False: the envelope ends before its end. */
  readonly whole: boolean
  /** By Content-ID; undefined when the capture holds the envelope alone. */
  readonly parts: ReadonlyMap<string, ExaminedPart> | undefined
  /** The log changed or lost characters: what the request says is not surely what was sent. */
  readonly altered: boolean
  /** The log changed line ends: how MIME was framed cannot be told. */
  readonly reframed: boolean
  /** When it was sent, milliseconds since 1970; `log`: as the log or the answer tells it, not to the second. */
  readonly at?: {readonly time: number; readonly from: 'given' | 'log'} | undefined
}

export type Environment = 'production' | 'test'

/** A certificate that signed, as far as it may be shown. */
export interface ExaminedSigner {
  readonly role: 'vihf' | 'lot'
  readonly der: Uint8Array
  /** Whether an authority that is known here vouches for it. */
  readonly chain: 'trusted' | 'refused' | 'unknown'
}

export interface Examination {
  /** In the order in which the DMP would meet them. */
  readonly findings: readonly ExaminationFinding[]
  readonly habits: readonly Habit[]
  readonly notChecked: readonly NotChecked[]
  readonly notReached: readonly Step[]
  /** Nothing shows that it is a call of the DMP: it was not examined. */
  readonly foreign: boolean
  readonly service?: 'repository' | 'registry' | 'patients' | undefined
  readonly action?: string | undefined
  readonly messageId?: string | undefined
  readonly api?: 'v1' | 'v2' | undefined
  readonly soap?: '1.1' | '1.2' | undefined
  readonly vihfVersion?: string | undefined
  /** Domain of the patient's INS. */
  readonly insOid?: string | undefined
  readonly environment?: Environment | undefined
  /** Struct_IdNat for which the VIHF speaks. */
  readonly structureId?: string | undefined
  readonly software?: string | undefined
  /** Milliseconds since 1970; what certificates and ages are judged by. */
  readonly judgedAt: number
  readonly judgedBy: 'given' | 'log' | 'issue-instant' | 'now'
  readonly signers: readonly ExaminedSigner[]
  /** Documents of a lot, the signature left out. */
  readonly documents: number
}

export interface ExaminationMeans {
  /** Milliseconds since 1970: where nothing tells when a request was sent. */
  readonly now: number
  /** DER certificates of the authorities that are trusted. */
  readonly authorities: readonly Uint8Array[]
  /** Keys of authorities that are known without their certificate. */
  readonly anchors: readonly {readonly spki: Uint8Array}[]
  /** The authorities given are all there are: any other is a fault. */
  readonly onlyThese: boolean
  /** DER of the client certificate and of the seal that should have been used. */
  readonly auth?: Uint8Array | undefined
  readonly sign?: Uint8Array | undefined
  /** Folder with `valuesets/`. */
  readonly dataFolder: string
}
