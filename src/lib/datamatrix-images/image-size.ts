export interface ImageSize {
  readonly kind: 'png' | 'jpeg'
  readonly width: number
  readonly height: number
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Size of a PNG (its first chunk) or of a JPEG (its frame header), without decoding; undefined for anything else. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (PNG.every((byte, at) => bytes[at] === byte))
    return bytes.length < 24 ? undefined : sized('png', view.getUint32(16), view.getUint32(20))
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  let at = 2
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return sized('jpeg', view.getUint16(at + 7), view.getUint16(at + 5))
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

function sized(kind: ImageSize['kind'], width: number, height: number): ImageSize | undefined {
  return width > 0 && height > 0 ? {kind, width, height} : undefined
}
