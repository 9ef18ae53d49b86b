/** One `BEGIN … END` block of a text (RFC 7468, and the headers of RFC 1421 that OpenSSL still writes). */
export interface ScannedBlock {
  readonly label: string
  /** Line of BEGIN, from 1. */
  readonly line: number
  readonly der: Uint8Array
  /** From BEGIN to END, as it stands. */
  readonly text: string
  /** `Proc-Type: 4,ENCRYPTED` and its `DEK-Info` cipher. */
  readonly encryption?: string
  /** Why `der` is not to be used: `pem:unended`, `pem:base64`. */
  readonly problem?: string
}

const begin = '-----BEGIN '
const end = '-----END '
const dashes = '-----'
const maxLabel = 64

/** Every block of a text, in order, in one pass whatever the text holds; text around blocks is passed over. */
export function* scanPem(text: string): Generator<ScannedBlock> {
  let line = 1
  let counted = 0
  let at = text.indexOf(begin)
  while (at >= 0) {
    line += linesBetween(text, counted, at)
    counted = at
    const labelEnd = text.indexOf(dashes, at + begin.length)
    const label = labelEnd < 0 ? '' : text.slice(at + begin.length, labelEnd)
    if (labelEnd < 0) return
    if (label.length > maxLabel || !/^[A-Z0-9][A-Z0-9 ]*$/.test(label)) {
      at = text.indexOf(begin, at + begin.length)
      continue
    }
    const bodyStart = labelEnd + dashes.length
    // the next dashes of any kind: a block inside a block is a block that was never ended
    const stop = text.indexOf(dashes, bodyStart)
    const closed = stop >= 0 && text.startsWith(`${end}${label}${dashes}`, stop)
    if (closed) {
      const whole = text.slice(at, stop + end.length + label.length + dashes.length)
      yield {...contentOf(text.slice(bodyStart, stop)), label, line, text: whole}
    } else yield {label, line, text: '', der: new Uint8Array(), problem: 'pem:unended'}
    at = text.indexOf(begin, closed ? stop + dashes.length : bodyStart)
  }
}

function linesBetween(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

function contentOf(body: string): Pick<ScannedBlock, 'der' | 'encryption' | 'problem'> {
  // a key pasted from JSON or an environment file has its ends of line written out
  const written = body.includes('\\') ? body.replaceAll('\\r', '').replaceAll('\\n', '\n') : body
  const headers = !written.includes(':')
    ? ''
    : (/^\s*(?:[A-Za-z][A-Za-z-]*:.*\r?\n)+/.exec(written)?.[0] ?? '')
  const base64 = written.slice(headers.length).replace(/\s+/g, '')
  const cipher = /^DEK-Info:\s*([A-Za-z0-9-]+)/m.exec(headers)?.[1]
  const encrypted = /^Proc-Type:.*ENCRYPTED/m.test(headers)
  const der = new Uint8Array(Buffer.from(base64, 'base64'))
  const wrong = base64 === '' || der.length !== decodedLength(base64)
  return {
    der: wrong ? new Uint8Array() : der,
    ...(encrypted ? {encryption: cipher ?? 'unknown'} : {}),
    ...(wrong ? {problem: 'pem:base64'} : {}),
  }
}

/** Letters that are none of base64 are passed over when it is decoded: fewer bytes come out than these. */
function decodedLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  // `_` and `-` stand for `/` and `+` in addresses, and the decoder takes them
  return base64.includes('_') ? -1 : Math.floor(((base64.length - padding) * 3) / 4)
}
