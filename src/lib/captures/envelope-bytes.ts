import type {CaptureEncoding, CaptureRemark} from './captured-exchange.ts'

export interface EnvelopeBytes {
  readonly envelope: Uint8Array
  readonly encoding: CaptureEncoding
  readonly remarks: readonly CaptureRemark[]
}

const DECLARED = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']/i
const REPLACEMENT = Buffer.from('\ufffd')

/** What is put in place of a secret by who writes logs. */
const MASKS = ['*****', '[MASKED]', '[REDACTED]', '[FILTERED]', '#####']

/** Text of windows-1252 (WHATWG encoding) as UTF-8. */
export function fromWindows1252(bytes: Uint8Array): Buffer {
  return Buffer.from(new TextDecoder('windows-1252').decode(bytes))
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    return true
  } catch {
    return false
  }
}

/**
 * A copy of the envelope as it was sent, as far as that can be told: bytes that are no UTF-8 although the envelope says
 * or means UTF-8 were written by a log in windows-1252, and are brought back.
 */
export function settleEnvelope(bytes: Buffer): EnvelopeBytes {
  const remarks: CaptureRemark[] = []
  const declared = DECLARED.exec(bytes.toString('latin1', 0, 256))?.[1]?.toLowerCase()
  const meansUtf8 = declared === undefined || declared.startsWith('utf') || declared.endsWith('ascii')
  if (MASKS.some((mask) => bytes.includes(mask))) remarks.push({kind: 'masked'})
  if (!meansUtf8) return {envelope: Buffer.from(bytes), encoding: 'declared', remarks}
  if (isUtf8(bytes)) {
    if (bytes.includes(REPLACEMENT)) remarks.push({kind: 'characters-lost'})
    return {envelope: Buffer.from(bytes), encoding: 'utf-8', remarks}
  }
  remarks.push({kind: 'transcoded'})
  return {envelope: fromWindows1252(bytes), encoding: 'windows-1252', remarks}
}

/** Cut before the end of a character: the bytes of the unfinished one are left out. */
export function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needs > back ? bytes.subarray(0, bytes.length - back) : bytes
    }
  }
  return bytes
}

/** Whether an envelope is a request or an answer, by its WS-Addressing and the first element of its body. */
export function directionOf(envelope: Uint8Array): 'request' | 'answer' | 'unknown' {
  const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength)
  const body = bodyElement(bytes)
  if (body !== undefined) {
    if (/(?:Response|Fault|_Answer|Response_\w+)$/i.test(body)) return 'answer'
    if (/Request$/i.test(body)) return 'request'
    // HL7 v3 interactions: the answer of a patient search is PRPA_IN201306UV02 or …308UV02.
    if (/^PRPA_IN20130[68]/.test(body)) return 'answer'
    if (/^PRPA_IN20130[579]/.test(body)) return 'request'
  }
  const head = bytes.subarray(0, 65_536)
  if (element(head, 'RelatesTo')) return 'answer'
  return element(head, 'MessageID') || element(head, 'Assertion') || body !== undefined
    ? 'request'
    : 'unknown'
}

function element(bytes: Buffer, name: string): boolean {
  for (let at = bytes.indexOf(name); at !== -1; at = bytes.indexOf(name, at + 1)) {
    const before = bytes[at - 1]
    if (before === 0x3a || before === 0x3c) return true
  }
  return false
}

const BODY_CHILD =
  /^[^>]{0,4096}>\s{0,512}(?:<!--[\s\S]{0,2000}?-->\s{0,512})?<(?:[\w.-]{1,64}:)?([\w.-]{1,100})/

/** Local name of the first element in the body of a SOAP envelope. */
function bodyElement(bytes: Buffer): string | undefined {
  for (let at = bytes.indexOf('Body'); at !== -1; at = bytes.indexOf('Body', at + 1)) {
    const colon = bytes[at - 1] === 0x3a
    const open = colon
      ? bytes.subarray(Math.max(0, at - 66), at).lastIndexOf(0x3c)
      : bytes[at - 1] === 0x3c
        ? 0
        : -1
    if (open === -1) continue
    const prefix = bytes.toString('latin1', colon ? Math.max(0, at - 66) + open : at - 1, at)
    if (prefix.includes('/') || /\s/.test(prefix)) continue
    return BODY_CHILD.exec(bytes.toString('latin1', at + 4, at + 8192))?.[1]
  }
  return undefined
}
