/** One DER value: its tag byte, its content and, for constructed ones, the values inside. */
export interface DerValue {
  readonly tag: number
  readonly content: Buffer
  inside(): DerValue[]
}

/** Reads one DER value (X.690) that fills `bytes` exactly. Throws RangeError on anything else. */
export function readDer(bytes: Buffer): DerValue {
  const [only, ...more] = readAll(bytes)
  if (only === undefined || more.length > 0) throw new RangeError('not one DER value')
  return only
}

function readAll(bytes: Buffer): DerValue[] {
  const values: DerValue[] = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at)
    if ((tag & 0x1f) === 0x1f) throw new RangeError('long DER tag')
    const first = bytes.readUInt8(at + 1)
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f
    if (first === 0x80 || lengthBytes > 4) throw new RangeError('DER length')
    const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes)
    const from = at + 2 + lengthBytes
    if (from + length > bytes.length) throw new RangeError('DER value cut')
    const content = bytes.subarray(from, from + length)
    values.push({tag, content, inside: () => readAll(content)})
    at = from + length
  }
  return values
}

/** Dotted form of an OBJECT IDENTIFIER's content. */
export function oidOf(content: Buffer): string {
  const arcs: bigint[] = []
  let value = 0n
  for (const byte of content) {
    value = (value << 7n) | BigInt(byte & 0x7f)
    if ((byte & 0x80) === 0) {
      arcs.push(value)
      value = 0n
    }
  }
  const first = arcs.shift() ?? 0n
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n
  return [root, first - root * 40n, ...arcs].join('.')
}

/** Text of a DirectoryString, whatever its string type. */
export function textOf(value: DerValue): string {
  if (value.tag === 0x1e) return Buffer.from(value.content).swap16().toString('utf16le')
  return value.content.toString(value.tag === 0x0c ? 'utf8' : 'latin1')
}

/** Milliseconds of a UTCTime or GeneralizedTime's content, whatever tag it was given. */
export function timeOf(content: Buffer): number {
  const digits = content.toString('latin1')
  const whole = /^\d{12}Z$/.test(digits) ? (digits < '5' ? '20' : '19') + digits : digits
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole)
  if (found === null) throw new RangeError('DER time')
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
