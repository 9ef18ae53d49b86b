import type {Explanation} from './explanation.ts'

/** One code met in a text: as it is known, and whether it needs something beside it to mean that. */
export interface KnownCodeEntry {
  readonly entry: Explanation
  readonly code: string
}

export interface CodeBook {
  /** Lower case, prefixes and decoration gone. */
  readonly byCode: ReadonlyMap<string, KnownCodeEntry>
  readonly byNumber: ReadonlyMap<string, readonly KnownCodeEntry[]>
}

export function codeBook(entries: readonly Explanation[]): CodeBook {
  const byCode = new Map<string, KnownCodeEntry>()
  const byNumber = new Map<string, KnownCodeEntry[]>()
  for (const entry of entries) {
    for (const code of entry.codes) {
      const key = code.toLowerCase()
      if (!byCode.has(key)) byCode.set(key, {entry, code})
    }
    for (const number of entry.numbers)
      byNumber.set(number, [...(byNumber.get(number) ?? []), {entry, code: shownNumber(number)}])
  }
  return {byCode, byNumber}
}

const LABELS: Readonly<Record<string, (value: string) => string>> = {
  http: (value) => `HTTP ${value}`,
  alert: (value) => `TLS alert ${value}`,
  verify: (value) => `OpenSSL verify ${value}`,
  ckr: (value) => `0x${Number(value).toString(16).toUpperCase().padStart(8, '0')}`,
  curl: (value) => `curl ${value}`,
  'insi-cr': (value) => `CodeCR ${value}`,
  hl7: (value) => value.toUpperCase(),
  soap: (value) => `soap:${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}

/** `http:403` → `HTTP 403`: what a number counts. */
export function shownNumber(number: string): string {
  const [kind = '', value = ''] = number.split(':')
  return LABELS[kind]?.(value) ?? number
}

/** Names of alerts are words that other software writes too; Winsock's numbers are anybody's numbers. */
const ALERT_NAME = /^[a-z]+(?:_[a-z]+)+$/
const NEAR_TLS = /\b(?:alert|tls|ssl|handshake|fatal)/i
const WINSOCK = /^10\d{3}$/
const NEAR_SOCKET = /socket|winsock|wsa|connect/i
const PACKED = /^[0-9a-f]{8}$/i

/** Codes of the system: capitals that start with an E. */
const ERRNO = /^E[A-Z]{3,}$/

/** Whether a code found among other words is surely meant: it looks like nothing else, or what stands beside says so. */
export function isMeant({code, entry}: KnownCodeEntry, written: string, line: string): boolean {
  if (WINSOCK.test(code)) return NEAR_SOCKET.test(line)
  if (PACKED.test(code)) return /error:/i.test(line)
  if (ALERT_NAME.test(code)) return NEAR_TLS.test(line)
  if (/^(?:CONTENT_TYPE|RELATES_TO|NON_EXISTE)$/.test(code)) return false
  if (entry.family === 'check' || entry.family === 'rule') return line.length < 400
  if (ERRNO.test(code)) return entry.family === 'network' && written === code
  return code.length > 4 && (/[_\d]/.test(code) || /[a-z][A-Z]/.test(code))
}
