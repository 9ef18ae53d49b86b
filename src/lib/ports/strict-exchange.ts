/** The rules of the embedded DMP, asked about an exchange that somebody captured. No network, no registry. */

/** Steps of the DMP with a request, in the order in which it takes them. */
export type ExaminationStep =
  | 'tls'
  | 'http'
  | 'xml'
  | 'soap'
  | 'addressing'
  | 'parts'
  | 'vihf'
  | 'signer'
  | 'life'
  | 'attributes'
  | 'lot'
  | 'documents'
  | 'seal'

export interface ExaminationFinding {
  readonly step: ExaminationStep
  /** Stable id of the single cause, e.g. `vihf/signature-digest` or `agreement/title`. */
  readonly cause: string
  readonly layer: 'tls' | 'http' | 'soap' | 'registry' | 'hl7v3'
  /** As the DMP answers it where that is known; `HTTP 400`, or an id that begins with `Sandbox`, elsewhere. */
  readonly code: string
  /** What the embedded DMP says, in its own words. */
  readonly text: string
  /** What its answer gives as the place: the cause, a field, or an identifier of the message. */
  readonly location: string
  /** False when the log, not the sender, may have made it so. */
  readonly certain: boolean
}

/** Lawful forms that are not those of today's messages. */
export type ExaminationHabit =
  | 'api-v1'
  | 'soap-1.1'
  | 'ins-c'
  | 'vihf-sha1'
  | 'vihf-4.0'
  | 'mode-lower-case'
  | 'bare-must-understand'
  | 'issuer-certificate-order'
  | 'lot-sha256'
  | 'logged-twice'

/** What a capture cannot show, or what was not given to compare with. */
export type NotChecked =
  | 'tls'
  | 'client'
  | 'headers'
  | 'framing'
  | 'parts'
  | 'age'
  | 'chain'
  | 'revocation'
  | 'site'
  | 'record'
  | 'held'
  | 'quota'

export interface ExaminedPart {
  readonly contentType: string
  readonly bytes: Uint8Array
  /** The log lost or changed bytes of it. */
  readonly altered: boolean
}

export interface ExaminedRequest {
  readonly path?: string | undefined
  /** Empty when headers were captured and have none; undefined when they were not captured. */
  readonly contentType?: string | undefined
  /** The body before MIME is read. */
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
  /** When it was sent, ms since 1970; `log`: as the log or the answer tells it, not to the second. */
  readonly at?: {readonly time: number; readonly from: 'given' | 'log'} | undefined
}

export interface Examination {
  readonly findings: readonly ExaminationFinding[]
  readonly habits: readonly ExaminationHabit[]
  readonly notChecked: readonly NotChecked[]
  /** Steps that could not be taken because of an earlier fault. */
  readonly notReached: readonly ExaminationStep[]
  /** Nothing shows that it is a call of the DMP: it was not examined. */
  readonly foreign: boolean
  readonly service?: 'repository' | 'registry' | 'patients' | undefined
  readonly action?: string | undefined
  readonly messageId?: string | undefined
  readonly api?: 'v1' | 'v2' | undefined
  readonly soap?: '1.1' | '1.2' | undefined
  readonly vihfVersion?: string | undefined
  readonly insOid?: string | undefined
  /** By the certificates that signed. */
  readonly environment?: 'production' | 'test' | undefined
  readonly structureId?: string | undefined
  readonly software?: string | undefined
  /** ms since 1970; certificates and ages are judged by it. */
  readonly judgedAt: number
  readonly judgedBy: 'given' | 'log' | 'issue-instant' | 'now'
  readonly signers: readonly {
    readonly role: 'vihf' | 'lot'
    readonly der: Uint8Array
    readonly chain: 'trusted' | 'refused' | 'unknown'
  }[]
  /** Documents of a lot, the signature left out. */
  readonly documents: number
}

export interface ExaminationMeans {
  /** ms since 1970: where nothing tells when a request was sent. */
  readonly now: number
  /** DER certificates of trusted authorities. */
  readonly authorities: readonly Uint8Array[]
  /** Keys of authorities that are known without their certificate. */
  readonly anchors: readonly {readonly spki: Uint8Array}[]
  /** The authorities given are all there are: any other is a fault. */
  readonly onlyThese: boolean
  /** DER of the client certificate and of the seal that should have been used. */
  readonly auth?: Uint8Array | undefined
  readonly sign?: Uint8Array | undefined
}

/** Examines requests one after the other; a number used twice is seen among those one examiner was given. */
export interface Examiner {
  examine(request: ExaminedRequest): Promise<Examination>
}

export interface StrictExchange {
  open(means: ExaminationMeans): Promise<Examiner>
}
