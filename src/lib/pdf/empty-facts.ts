import type {PdfFacts} from '../ports/pdf-inspector.ts'

/** What is known of a file that could not be opened. */
export function emptyFacts(known: Partial<PdfFacts>): PdfFacts {
  return {
    looked: 'deep',
    damaged: false,
    version: '',
    encrypted: false,
    active: [],
    links: 0,
    metadataUnreadable: false,
    outputIntent: false,
    objectStreams: false,
    metadataFiltered: false,
    fontsNotEmbedded: 0,
    pages: 0,
    ...known,
  }
}
