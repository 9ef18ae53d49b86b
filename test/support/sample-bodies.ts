/** Tiny real files of every kind that the DMP takes, made in memory; `seed` makes the bytes differ. */
import type {ByteSource} from '../../src/lib/ports/byte-source.ts'

export {type PdfOptions, pdfA1b, samplePdf} from './sample-pdf.ts'

/** A source over bytes in memory, handed out in chunks of one reused buffer as a file would. */
export function sourceOf(bytes: Uint8Array, chunkSize = 64 * 1024): ByteSource {
  return {
    size: bytes.length,
    async *open() {
      const buffer = new Uint8Array(chunkSize)
      for (let at = 0; at < bytes.length; at += chunkSize) {
        const chunk = bytes.subarray(at, at + chunkSize)
        buffer.set(chunk)
        yield buffer.subarray(0, chunk.length)
      }
    },
  }
}

export function sampleText(seed = ''): Uint8Array {
  return utf8(
    `Compte rendu de consultation\r\n\r\nPatient d’essai, tout est inventé.\r\nŒdème résorbé. ${seed}\r\n`,
  )
}

export function sampleRtf(seed = ''): Uint8Array {
  const safe = seed.replaceAll(/[\\{}]/g, ' ')
  return utf8(
    `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs24 Compte rendu invent\\'e9. ${safe}\\par}`,
  )
}

/** A grey JPEG of 8 × 8 points: one quantisation table, one DC and one AC code, all coefficients zero. */
export function sampleJpeg(seed = ''): Uint8Array {
  const comment = utf8(`invented ${seed}`)
  return new Uint8Array([
    ...[0xff, 0xd8],
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xfe, comment),
    ...segment(0xdb, [0, ...new Array<number>(64).fill(1)]),
    ...segment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, 1, ...new Array<number>(15).fill(0), 0]),
    ...segment(0xc4, [0x10, 1, ...new Array<number>(15).fill(0), 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[0x3f, 0xff, 0xd9],
  ])
}

/** A bilevel TIFF of 8 × 8 points with that many pages. */
export function sampleTiff(
  options: {pages?: number; littleEndian?: boolean; seed?: string} = {},
): Uint8Array {
  const {pages = 1, littleEndian: little = true, seed = ''} = options
  const note = utf8(`invented ${seed}\u0000`)
  const tags = 10
  const pageSize = 2 + tags * 12 + 4 + 8
  const file = new Uint8Array(8 + pages * pageSize + note.length)
  const view = new DataView(file.buffer)
  const noteAt = 8 + pages * pageSize
  file.set(utf8(little ? 'II' : 'MM'))
  view.setUint16(2, 42, little)
  view.setUint32(4, 8, little)
  for (let page = 0; page < pages; page++) {
    const at = 8 + page * pageSize
    const pixels = at + 2 + tags * 12 + 4
    let entry = at + 2
    const write = (tag: number, type: 2 | 3 | 4, count: number, value: number) => {
      view.setUint16(entry, tag, little)
      view.setUint16(entry + 2, type, little)
      view.setUint32(entry + 4, count, little)
      if (type === 3) view.setUint16(entry + 8, value, little)
      else view.setUint32(entry + 8, value, little)
      entry += 12
    }
    view.setUint16(at, tags, little)
    write(256, 3, 1, 8)
    write(257, 3, 1, 8)
    write(258, 3, 1, 1)
    write(259, 3, 1, 1)
    write(262, 3, 1, 0)
    write(270, 2, note.length, noteAt)
    write(273, 4, 1, pixels)
    write(277, 3, 1, 1)
    write(278, 3, 1, 8)
    write(279, 4, 1, 8)
    view.setUint32(at + 2 + tags * 12, page + 1 < pages ? at + pageSize : 0, little)
    file.set([0x18, 0x24, 0x42, 0x81, 0x81, 0x42, 0x24, 0x18], pixels)
  }
  file.set(note, noteAt)
  return file
}

function segment(marker: number, content: ArrayLike<number>): number[] {
  const length = content.length + 2
  return [0xff, marker, length >> 8, length & 0xff, ...Array.from(content)]
}

function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'))
}
