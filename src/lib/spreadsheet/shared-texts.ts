import type {ByteSource} from '../ports/byte-source.ts'
import {PackedTexts} from '../tabular/packed-texts.ts'
import {refuseXml} from '../xml/decode.ts'
import {XmlStream} from '../xml/stream-xml.ts'
import {SHEET_NAMESPACES} from './workbook-parts.ts'

/** Texts of a workbook are asked for in any order, so they must be held. */
const MAX_BYTES = 512 * 1024 * 1024
/** `_x000D_` stands for a character that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** Reads the shared texts: runs of one text are joined, phonetic readings are left out. */
export async function readSharedTexts(source: ByteSource, signal: AbortSignal): Promise<PackedTexts> {
  const texts = new PackedTexts()
  let text: string | undefined
  let phonetic = 0
  let inside = false
  const stream = new XmlStream(
    {
      open(name) {
        if (name === 'si') text = ''
        if (name === 'rPh') phonetic += 1
        inside = name === 't' && phonetic === 0
      },
      text(piece) {
        if (inside && text !== undefined) text += piece
      },
      close(name) {
        inside = false
        if (name === 'rPh') phonetic -= 1
        if (name !== 'si' || text === undefined) return
        texts.add(unescapeText(text))
        if (texts.bytes > MAX_BYTES) throw refuseXml('too-large')
        text = undefined
      },
    },
    SHEET_NAMESPACES,
  )
  for await (const chunk of source.open(signal)) stream.write(chunk)
  stream.end()
  return texts
}
