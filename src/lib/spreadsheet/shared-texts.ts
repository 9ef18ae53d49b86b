import type {ByteSource} from '../ports/byte-source.ts'
import {refuseXml} from '../xml/decode.ts'
import {XmlStream} from '../xml/stream-xml.ts'
import {SHEET_NAMESPACES} from './workbook-parts.ts'

/** Texts of a workbook are asked for in any order, so they must be held. */
const MAX_BYTES = 512 * 1024 * 1024
const SLAB = 1024 * 1024

/** Texts packed end to end outside the heap; a workbook has millions of them. */
export class SharedTexts {
  readonly #slabs: Buffer[] = []
  #used = SLAB
  #bytes = 0
  /** Slab, start and length of each text. */
  #places = new Uint32Array(3 * 1024)
  #count = 0

  add(text: string): void {
    const bytes = Buffer.byteLength(text)
    this.#bytes += bytes
    if (this.#bytes > MAX_BYTES) throw refuseXml('too-large')
    if (this.#used + bytes > SLAB) {
      this.#slabs.push(Buffer.allocUnsafeSlow(Math.max(SLAB, bytes)))
      this.#used = 0
    }
    const slab = this.#slabs.length - 1
    this.#slabs[slab]?.write(text, this.#used)
    if (this.#places.length < 3 * (this.#count + 1)) {
      const wider = new Uint32Array(this.#places.length * 2)
      wider.set(this.#places)
      this.#places = wider
    }
    this.#places.set([slab, this.#used, bytes], 3 * this.#count)
    this.#used += bytes
    this.#count += 1
  }

  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    const [slab = 0, start = 0, length = 0] = this.#places.subarray(3 * index, 3 * index + 3)
    return this.#slabs[slab]?.toString('utf8', start, start + length)
  }
}

/** `_x000D_` stands for a character that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** Reads the shared texts: runs of one text are joined, phonetic readings are left out. */
export async function readSharedTexts(source: ByteSource, signal: AbortSignal): Promise<SharedTexts> {
  const texts = new SharedTexts()
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
        text = undefined
      },
    },
    SHEET_NAMESPACES,
  )
  for await (const chunk of source.open(signal)) stream.write(chunk)
  stream.end()
  return texts
}
