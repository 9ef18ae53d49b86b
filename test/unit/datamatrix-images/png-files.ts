import {crc32, deflateSync} from 'node:zlib'
import {pngGrey} from '../../../src/lib/datamatrix-images/png-grey.ts'
import type {GreyImage} from '../../../src/lib/datamatrix-images/symbol-reader.ts'

export function rawPoints(png: Uint8Array): GreyImage {
  const image = pngGrey(png, 40_000_000)
  if (!image) throw new Error('no PNG of greys')
  return image
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

interface Shape {
  readonly width: number
  readonly height: number
  readonly kind: number
  /** Bytes of a point. */
  readonly point: (at: number) => readonly number[]
  readonly more?: readonly Buffer[]
}

function pngOf({width, height, kind, point, more = []}: Shape): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, kind, 0, 0, 0], 8)
  const size = point(0).length
  const rows = Buffer.alloc(height * (1 + width * size))
  for (let at = 0; at < width * height; at++)
    rows.set(point(at), Math.floor(at / width) * (1 + width * size) + 1 + (at % width) * size)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(rows, {level: 1})),
    chunk('IEND', new Uint8Array(0)),
  ])
}

export const greyPng = (width: number, height: number, grey: Uint8Array): Uint8Array =>
  pngOf({width, height, kind: 0, point: (at) => [grey[at] ?? 0]})

/** Black modules on a background that is black too, and clear. */
export function alphaPng(
  {width, height, grey}: GreyImage,
  kind: 'rgba' | 'grey-alpha' | 'palette',
): Uint8Array {
  const isClear = (at: number) => (grey[at] ?? 0) > 127
  const alpha = (at: number) => (isClear(at) ? 0 : 255)
  if (kind === 'rgba') return pngOf({width, height, kind: 6, point: (at) => [0, 0, 0, alpha(at)]})
  if (kind === 'grey-alpha') return pngOf({width, height, kind: 4, point: (at) => [0, alpha(at)]})
  const more = [chunk('PLTE', Buffer.from([0, 0, 0, 0, 0, 0])), chunk('tRNS', Buffer.from([255, 0]))]
  return pngOf({width, height, kind: 3, point: (at) => [isClear(at) ? 1 : 0], more})
}
