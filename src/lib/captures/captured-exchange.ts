/** What stood around the bytes of an exchange in the file, from the outside in. */
export type Wrapping =
  | 'base64'
  | 'escaped-xml'
  | 'json-string'
  | 'url-encoded'
  | 'hex'
  | 'chunked'
  | 'gzip'
  | 'log-lines'
  | 'curl-trace'
  | 'packets'
  | 'utf-16'

/** `http`: with its start line. `mime`: a multipart with or without its headers. `soap`: the envelope alone. */
export type CaptureForm = 'http' | 'mime' | 'soap'

/** How the characters of the envelope were written in the file, before {@link CapturedExchange.envelope}. */
export type CaptureEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'declared'

/** Where an exchange stands. Lines are counted from 1, offsets from 0 in bytes; both of the file as it lies. */
export interface CapturePlace {
  readonly file: string
  readonly offset: number
  readonly line: number
  readonly endLine: number
}

/**
 * What must be known of the capture before its content is judged.
 * `line-ends-changed`: the log wrote CR LF as LF or the reverse; signed XML does not suffer, digests of files may.
 * `damaged`: bytes of a part were lost or replaced by the log, so that its digest proves nothing.
 * `characters-lost`: the log put `?`, `.` or U+FFFD where it could not write a character.
 * `transcoded`: the envelope was brought back to UTF-8 from the encoding of the log.
 * `length-differs`: the body has not the length of Content-Length.
 * `too-large`: the envelope or a part is above the limit and was not kept; `{size}` bytes.
 * `no-envelope`: an HTTP message without a SOAP envelope (see `body`).
 * `boundary-guessed`: a multipart without its Content-Type; the boundary was taken from its first line.
 * `masked`: values were hidden by who wrote the file, by `***` or the like.
 */
export type CaptureRemarkKind =
  | 'line-ends-changed'
  | 'damaged'
  | 'characters-lost'
  | 'transcoded'
  | 'length-differs'
  | 'too-large'
  | 'no-envelope'
  | 'boundary-guessed'
  | 'masked'

export interface CaptureRemark {
  readonly kind: CaptureRemarkKind
  /** The part it is about; absent for the envelope or the whole. */
  readonly contentId?: string
  /** Bytes, for `too-large` and `length-differs` (then what was announced). */
  readonly size?: number
}

/** A part of a multipart other than the envelope. */
export interface CapturedPart {
  /** Without angle brackets and without `cid:`; `part-2` where the part has none. */
  readonly contentId: string
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  /** Content after its Content-Transfer-Encoding; empty when `tooLarge`. */
  readonly bytes: Uint8Array
  /** Size of the content in bytes, also when it was not kept. */
  readonly size: number
  readonly tooLarge: boolean
  /** False when the part ends with the file or before its boundary. */
  readonly complete: boolean
  readonly damaged: boolean
}

/** Where a capture stops too early. */
export type CutWhere =
  | 'headers'
  | 'before-body'
  | 'envelope'
  | 'parts'
  | 'wrapping'
  | 'next-exchange'
  | 'limit'

/** One request or one answer found in captured bytes. */
export interface CapturedExchange {
  /** From 1, in the order of the file. */
  readonly n: number
  readonly place: CapturePlace
  readonly form: CaptureForm
  /** From the outside in; empty when the exchange lies in the file as it was sent. */
  readonly wrapping: readonly Wrapping[]
  readonly direction: 'request' | 'answer' | 'unknown'
  /** `POST /path HTTP/1.1` or `HTTP/1.1 200 OK`. */
  readonly startLine?: string
  /** Of HTTP and of the multipart, names in lower case; values of one name joined by a comma. */
  readonly headers: ReadonlyMap<string, string>
  /**
   * The SOAP envelope as it was captured, wrappings undone, from its XML declaration or `<` to its last `>`; as far
   * as it goes when cut; empty when there is none. UTF-8 unless its own declaration says otherwise.
   */
  readonly envelope: Uint8Array
  /** Parts beside the envelope, by Content-ID. */
  readonly parts: ReadonlyMap<string, CapturedPart>
  /** What an HTTP message without envelope holds (an HTML page of a proxy…), 64 KB at most. */
  readonly body?: Uint8Array
  /**
   * Body of an HTTP message or multipart as it was sent, transfer coding and compression undone, every delimiter, header
   * and epilogue in place, also where its MIME is malformed: the strict rules read it again. Absent when too large.
   */
  readonly rawBody?: Uint8Array
  /** Number given by the log to tie a request to its answer (`ID: 12` of CXF), with what it counts. */
  readonly logId?: string
  /** Time written by the log on the line where the exchange begins, as written there. */
  readonly loggedAt?: string
  readonly complete: boolean
  /** `line`: of the file, where it stops. */
  readonly cut?: {readonly where: CutWhere; readonly line: number}
  readonly encoding: CaptureEncoding
  readonly remarks: readonly CaptureRemark[]
}

/** What is looked for, and the bounds on what one exchange may make us hold. */
export interface CaptureWish {
  /** Name shown for the file. */
  readonly file: string
  /** Largest envelope kept, in bytes; 8 MB when absent. */
  readonly maxEnvelopeBytes?: number
  /** Largest part kept, in bytes after decoding; 24 MB when absent. */
  readonly maxPartBytes?: number
}
