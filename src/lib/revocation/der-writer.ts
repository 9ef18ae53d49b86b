/** DER of one element (ITU-T X.690 §8.1). */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const size = content.length
  if (size > 0xffff) throw new RangeError('too long')
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Uint8Array.of(tag, ...length), content])
}

/** OBJECT IDENTIFIER from its DER content in hexadecimal. */
export function oidElement(hex: string): Uint8Array {
  return element(0x06, Buffer.from(hex, 'hex'))
}

export const derTags = {integer: 0x02, octetString: 0x04, null: 0x05, sequence: 0x30} as const
