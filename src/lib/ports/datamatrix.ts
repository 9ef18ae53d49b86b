/** Why a part of a file could not be searched for a datamatrix: it may hold one all the same. */
export type DatamatrixUnread =
  | 'drawn'
  | 'font'
  | 'compression'
  | 'damaged'
  /** A symbol is there, too coarse or too spoilt to be read. */
  | 'unclear'
  | 'encrypted'
  | 'too-big'
  | 'time'
  | 'pages'
  /** More symbols in one image than are told apart. */
  | 'count'
  | 'format'
  | 'unavailable'

/** What a search for data matrix symbols found. Absent is only what was looked for everywhere. */
export interface DatamatrixSearch {
  /** Content of each symbol, whatever it encodes. */
  readonly texts: readonly string[]
  readonly unread: readonly DatamatrixUnread[]
  /** A QR code stands there, where no data matrix was read: no INS is printed so. */
  readonly qr?: boolean
}

/** How far a search may go. */
export interface DatamatrixLook {
  /** First pages of a PDF. */
  readonly pages: number
  /** Processor time of the search, once the reader is loaded. */
  readonly cpuMs: number
}

export interface DatamatrixImages {
  /** Searches a PNG or a JPEG. Never throws for a bad file. */
  read(bytes: Uint8Array): Promise<DatamatrixSearch>
  /** Draws a text as a square symbol with its quiet zone and a caption. */
  draw(text: string, wish: DatamatrixDrawing): Promise<Uint8Array>
}

export interface DatamatrixDrawing {
  readonly format: 'png' | 'svg'
  readonly caption: string
  /** Pixels for one module. */
  readonly module: number
}
