/** How the bytes of a message were read. `assumed`: MSH-18 said nothing and the bytes decided. */
export interface DecodedText {
  readonly text: string
  readonly charset: 'UNICODE UTF-8' | '8859/15' | '8859/1' | 'ASCII' | 'windows-1252'
  readonly assumed: boolean
}

/** WHATWG decoders; its `iso-8859-1` is windows-1252, which reads every byte that ISO 8859-1 prints the same. */
const DECODERS: Readonly<Record<DecodedText['charset'], string>> = {
  'UNICODE UTF-8': 'utf-8',
  '8859/15': 'iso-8859-15',
  '8859/1': 'windows-1252',
  ASCII: 'utf-8',
  'windows-1252': 'windows-1252',
}

/** HL7 table 0211 and the spellings met for it. */
const NAMES: Readonly<Record<string, DecodedText['charset']>> = {
  'UNICODE UTF-8': 'UNICODE UTF-8',
  'UNICODE UTF8': 'UNICODE UTF-8',
  'UTF-8': 'UNICODE UTF-8',
  UTF8: 'UNICODE UTF-8',
  '8859/15': '8859/15',
  'ISO-8859-15': '8859/15',
  '8859/1': '8859/1',
  'ISO-8859-1': '8859/1',
  ASCII: 'ASCII',
}

/** MSH-18, first repetition: MSH is ASCII but for its separators, so it can be found before the charset is known. */
function declared(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const line = /^[^\r\n]*/.exec(head)?.[0] ?? ''
  const fields = line.split(line.charAt(3))
  return (
    (fields[17] ?? '')
      .split(/[~˜\u0098]|\u00cb\u009c/)[0]
      ?.trim()
      .toUpperCase() ?? ''
  )
}

/** Decodes in a charset, or says undefined when the bytes are not of it. */
export function decodeAs(bytes: Uint8Array, charset: DecodedText['charset']): string | undefined {
  try {
    return new TextDecoder(DECODERS[charset], {fatal: true}).decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * The text of a message in the charset of its own MSH-18; where that is empty UTF-8 when the bytes are, else
 * windows-1252. `unknown`: a name that is no charset of ours; `bytes`: bytes that the declared charset does not have.
 */
export function decodeMessage(bytes: Uint8Array): DecodedText | {readonly fault: 'unknown' | 'bytes'} {
  const name = declared(bytes)
  if (name === '') {
    const utf8 = decodeAs(bytes, 'UNICODE UTF-8')
    if (utf8 !== undefined) return {text: utf8, charset: 'UNICODE UTF-8', assumed: true}
    return {text: decodeAs(bytes, 'windows-1252') ?? '', charset: 'windows-1252', assumed: true}
  }
  const charset = NAMES[name]
  if (!charset) return {fault: 'unknown'}
  const text = decodeAs(bytes, charset)
  return text === undefined ? {fault: 'bytes'} : {text, charset, assumed: false}
}
