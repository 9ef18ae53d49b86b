import {constants, inflateSync} from 'node:zlib'
import type {PDFDict, PDFRawStream, PDFStream} from '@cantoo/pdf-lib'

type PdfLib = typeof import('@cantoo/pdf-lib')

const SHORT: Readonly<Record<string, string>> = {Fl: 'FlateDecode', DCT: 'DCTDecode', CCF: 'CCITTFaxDecode'}

/** Names of the filters of a stream, outermost first. */
export function filtersOf(lib: PdfLib, dict: PDFDict): readonly string[] {
  const filter = dict.lookup(lib.PDFName.of('Filter'))
  const all = filter instanceof lib.PDFArray ? filter.asArray().map((_, at) => filter.lookup(at)) : [filter]
  return all.flatMap((one) => {
    if (!(one instanceof lib.PDFName)) return []
    const name = one.decodeText()
    return [SHORT[name] ?? name]
  })
}

/**
 * Content of a stream without its lossless filters; undefined when it has another kind of filter, is larger than `most`
 * or does not decode. A cut end is forgiven.
 */
export function streamBytes(lib: PdfLib, stream: PDFStream, most: number): Uint8Array | undefined {
  const filters = filtersOf(lib, stream.dict)
  const packed = stream.getContents()
  try {
    if (filters.length === 0) return packed.length > most ? undefined : packed
    if (filters.length === 1 && filters[0] === 'FlateDecode')
      return inflateSync(packed, {maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH})
    const plain = ['FlateDecode', 'LZWDecode', 'ASCII85Decode', 'ASCIIHexDecode', 'RunLengthDecode']
    if (!(stream instanceof lib.PDFRawStream) || filters.some((name) => !plain.includes(name)))
      return undefined
    const bytes = lib.decodePDFRawStream(stream as PDFRawStream).decode()
    return bytes.length > most ? undefined : bytes
  } catch {
    return undefined
  }
}
