import type {
  CapturedExchange,
  CapturedPart,
  CaptureEncoding,
  CaptureForm,
  CaptureRemark,
  CutWhere,
  Wrapping,
} from './captured-exchange.ts'
import type {OffsetMap} from './offset-map.ts'

/** An exchange found in a buffer, by offsets in this buffer. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly form: CaptureForm
  readonly wrapping: readonly Wrapping[]
  readonly direction: CapturedExchange['direction']
  readonly startLine?: string
  readonly headers: ReadonlyMap<string, string>
  readonly envelope: Uint8Array
  readonly parts: ReadonlyMap<string, CapturedPart>
  readonly body?: Uint8Array
  readonly rawBody?: Uint8Array
  readonly logId?: string
  readonly loggedAt?: string
  readonly cut?: {readonly where: CutWhere; readonly at: number}
  readonly encoding: CaptureEncoding
  readonly remarks: readonly CaptureRemark[]
}

/** What one search of a buffer may do. */
export interface SearchTask {
  /** No more bytes will follow: what is open is cut. */
  readonly final: boolean
  /** Stop after the first exchange. */
  readonly firstOnly: boolean
  /** Wrappings undone around this buffer. */
  readonly depth: number
  readonly maxEnvelope: number
  readonly maxPart: number
  /** What may still be inflated in the whole file. */
  readonly budget: {inflate: number}
  /** Searches unwrapped bytes. */
  readonly search: (bytes: Buffer, task: SearchTask) => SearchResult
}

export interface SearchResult {
  readonly found: readonly Found[]
  /** What stands before this offset will not be part of a later finding. */
  readonly keepFrom: number
  /** Where an exchange begins that does not end in this buffer. */
  readonly openAt?: number
}

/**
 * What came of looking at one anchor. `none`: go on looking from `resume`. `open`: what begins at `from` does not end in this buffer.
 * `found`: go on after `end`.
 */
export type Attempt =
  | {readonly kind: 'none'; readonly resume: number}
  | {readonly kind: 'open'; readonly from: number; readonly found?: readonly Found[]}
  | {readonly kind: 'found'; readonly found: readonly Found[]; readonly end: number}

/** One way to recognise where an exchange may begin. Both functions take time in proportion to what they pass. */
export interface Detector {
  readonly name: string
  /** The next anchor at or after `from`; -1 when there is none. */
  next(bytes: Buffer, from: number): number
  /** @param floor nothing before this offset may be used */
  attempt(bytes: Buffer, anchor: number, floor: number, task: SearchTask): Attempt
}

/** Bytes taken out of their wrapping. */
export interface Unwrapped {
  readonly wrapping: readonly Wrapping[]
  readonly bytes: Buffer
  readonly map: OffsetMap
  /** Where the wrapping ends in the outer bytes. */
  readonly end: number
}

/** Wrappings inside each other that are undone. */
export const MAX_DEPTH = 6

export const none = (resume: number): Attempt => ({kind: 'none', resume})
