import {parentPort} from 'node:worker_threads'
import type {DatamatrixLook, DatamatrixSearch} from '../ports/datamatrix.ts'
import type {PdfFacts} from '../ports/pdf-inspector.ts'
import {openPdf} from './pdf-facts.ts'

export interface PdfQuestion {
  readonly bytes: Uint8Array
  readonly look?: DatamatrixLook
}

/** `facts` comes first; a search that was asked for follows, with word of when its time counts and what it read so far. */
export type PdfAnswer =
  | {readonly facts: PdfFacts; readonly more: boolean}
  | {readonly searching: boolean}
  | {readonly read: readonly string[]}
  | {readonly found: DatamatrixSearch}

const say = (answer: PdfAnswer) => parentPort?.postMessage(answer)

/** One question at a time: bytes in, facts out. */
parentPort?.on('message', (question: PdfQuestion) => {
  void answer(question)
})

async function answer({bytes, look}: PdfQuestion): Promise<void> {
  const {facts, document} = await openPdf(bytes)
  if (!look) return say({facts, more: false})
  say({facts, more: true})
  if (!document) return say({found: {texts: [], unread: [facts.encrypted ? 'encrypted' : 'damaged']}})
  const lib = await import('@cantoo/pdf-lib')
  const {searchPdf} = await import('../datamatrix-images/search-pdf.ts')
  // The first image on any page loads the reader, and the time of that is not the document's.
  const reader = async () => {
    say({searching: false})
    const {symbolReader} = await import('../datamatrix-images/symbol-reader.ts')
    const loaded = await symbolReader().catch(() => undefined)
    say({searching: true})
    return loaded
  }
  say({searching: true})
  const failed: DatamatrixSearch = {texts: [], unread: ['damaged']}
  const tell = (read: readonly string[]) => say({read})
  say({found: await searchPdf(lib, document, reader, look, tell).catch(() => failed)})
}
