import type {DatamatrixLook, DatamatrixSearch} from './datamatrix.ts'

/** What can trigger something, reach outside or hide something in a PDF. */
export type PdfActiveContent =
  | 'javascript'
  | 'launch'
  | 'submit-form'
  | 'import-data'
  | 'goto-remote'
  | 'open-action'
  | 'embedded-files'
  | 'rich-media'
  | 'xfa'

export interface PdfFacts {
  /** `cheap`: only head and tail were looked at, for the reason given. */
  readonly looked: 'deep' | 'cheap'
  readonly notLookedBecause?: 'too-big' | 'time-out' | 'unavailable'
  /** Could not be opened as a PDF. */
  readonly damaged: boolean
  /** Of the header, e.g. `1.4`. */
  readonly version: string
  readonly encrypted: boolean
  readonly active: readonly PdfActiveContent[]
  /** Links to the Web. */
  readonly links: number
  /** PDF/A declared in the XMP metadata. */
  readonly claim?: {readonly part: string; readonly conformance: string}
  /** Metadata that could not be read: no claim can be seen in it. */
  readonly metadataUnreadable: boolean
  readonly outputIntent: boolean
  readonly objectStreams: boolean
  readonly metadataFiltered: boolean
  readonly fontsNotEmbedded: number
  readonly pages: number
  /** In points, as displayed. */
  readonly firstPage?: {readonly width: number; readonly height: number}
  /** Where it was asked for. */
  readonly datamatrix?: DatamatrixSearch
}

/** Opens a PDF that nobody vouches for: isolated, bounded in size and time. Never throws for a bad file. */
export interface PdfInspector {
  /** @param look also search its pages for data matrix symbols */
  inspect(bytes: Uint8Array, signal?: AbortSignal, look?: DatamatrixLook): Promise<PdfFacts>
  /** Above this size only the cheap look is taken. */
  readonly maxBytes: number
}
