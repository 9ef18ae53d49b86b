import {type CodeBook, isMeant, type KnownCodeEntry} from './code-book.ts'

const TOKEN = /[A-Za-z0-9_][\w.:-]{2,100}/g

/** Numbers that say what they count, with the kind of each. */
const COUNTED: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['http', /\bHTTP\/\d(?:\.\d)? (\d{3})\b/gi],
  [
    'http',
    /\b(?:https?|statut|status|http_code|responsecode|code de statut|response code|status code|code http)(?:[ _-]?(?:error|erreur|code))?[ "'=:(>]{1,6}(\d{3})\b/gi,
  ],
  ['http', /\((\d{3})\) [A-Z]/g],
  ['alert', /\balert(?:e)?(?: number| numéro| n°|_number)?[ :=(]{1,3}(\d{1,3})\b/gi],
  ['verify', /\b(?:num|verify return code|verify error|verifyresult)[ :=]{1,3}(\d{1,2})\b/gi],
  ['insi-cr', /\bcodecr\W{0,12}(\d{2})\b/gi],
  ['hl7', /\btypecode ?= ?["']?(AE|AR)\b/gi],
  ['hl7', /\bqueryresponsecode\W{1,3}(?:code ?= ?)?["']?(NF)\b/gi],
  ['curl', /\bcurl: \((\d{1,2})\)/gi],
  ['soap', /\b(?:soap|soapenv|soap-env|soap12|env|s|e):(Sender|Receiver|Client|Server)\b/gi],
  ['soap', /<fault(?:code)[^>]{0,40}>(?:\w+:)?(Client|Server)\b/gi],
]

/** One look that passes over most lines. */
const MAY_COUNT =
  /http|statu|response|\(\d{3}\)|alert|num|verify|codecr|typecode|curl|:(?:sender|receiver|client|server)|fault/i

const HEX = /\b(?:0x)?([0-9a-f]{8})\b/gi
const SHORT_HEX = /\b0x([0-9a-f]{1,7})\b/gi
const NEAR_PKCS11 = /ckr|pkcs ?#?11|cryptoki|\bC_[A-Z]\w+|\brv\b/i
const SIGNED = /-21464\d{5}\b/g

/** Every known code of one line, in the order of reading; a code met twice is told twice. */
export function codesIn(line: string, book: CodeBook): KnownCodeEntry[] {
  const found: KnownCodeEntry[] = []
  for (const [token] of line.matchAll(TOKEN))
    for (const piece of piecesOf(token)) {
      const one = book.byCode.get(piece.toLowerCase())
      if (one && isMeant(one, piece, line)) found.push(one)
    }
  for (const [kind, pattern] of MAY_COUNT.test(line) ? COUNTED : [])
    for (const [, value = ''] of line.matchAll(pattern))
      found.push(...(book.byNumber.get(`${kind}:${value.toLowerCase()}`) ?? []))
  found.push(...hexCodes(line, book))
  return found
}

/** `soap:DMPInvalidCertificate.` → itself and each part between colons, trailing signs and packages gone. */
function piecesOf(token: string): string[] {
  const bare = /[.:-]$/.test(token) ? token.replace(/[.:-]+$/, '') : token
  if (!/[.:]/.test(bare)) return [bare]
  const parts = bare.split(':').filter((part) => part.length > 2)
  return [...new Set([bare, ...parts, ...parts.map((part) => part.replace(/^.*\.(?=\w+_\w)/, ''))])]
}

function hexCodes(line: string, book: CodeBook): KnownCodeEntry[] {
  const found: KnownCodeEntry[] = []
  const add = (value: number) => {
    const one = book.byCode.get(`0x${value.toString(16).padStart(8, '0')}`)
    if (one) found.push(one)
    else if (NEAR_PKCS11.test(line)) found.push(...(book.byNumber.get(`ckr:${value}`) ?? []))
  }
  if (/[0-9a-f]{8}/i.test(line))
    // Written out it is a token of its own already when it has its 0x.
    for (const [whole, digits = ''] of line.matchAll(HEX))
      if (!/^0x8/i.test(whole) || !book.byCode.has(whole.toLowerCase())) add(Number.parseInt(digits, 16))
  if (line.includes('0x') && NEAR_PKCS11.test(line))
    for (const [, digits = ''] of line.matchAll(SHORT_HEX)) add(Number.parseInt(digits, 16))
  for (const [value] of line.matchAll(SIGNED)) add(Number(value) >>> 0)
  return found
}

/** Kinds of numbers in the order in which a bare one is tried. */
const KINDS = ['http', 'alert', 'verify', 'ckr', 'curl', 'insi-cr', 'hl7', 'soap'] as const

/** What a whole query can be as a code alone: exactly that code, or a number that several tables know. */
export function bareCodes(
  query: string,
  book: CodeBook,
): {readonly sure: boolean; readonly found: KnownCodeEntry[]} {
  const bare = query
    .trim()
    .replace(/^(?:erreur|error|err|code|rv|statut|status|http)[ :=]+/i, '')
    .replace(/^["'«»([{ ]+|["'»)\]}.,;: ]+$/g, '')
  const lower = bare.toLowerCase()
  const [exact] = [lower, lower.replace(/^.*:/, ''), `soap:${lower}`, `0x${lower}`].flatMap(
    (key) => book.byCode.get(key) ?? [],
  )
  if (exact) return {sure: true, found: [exact]}
  if (/^-\d{9,10}$|^\d{10}$/.test(bare)) {
    const signed = book.byCode.get(`0x${(Number(bare) >>> 0).toString(16)}`)
    if (signed) return {sure: true, found: [signed]}
  }
  const value = /^0x[0-9a-f]{1,8}$/.test(lower) ? String(Number.parseInt(lower, 16)) : lower
  const kinds = value === lower ? KINDS : (['ckr'] as const)
  const found = kinds.flatMap((kind) => book.byNumber.get(`${kind}:${value}`) ?? [])
  return {sure: found.length === 1, found}
}

/** Codes of families that we know, by their look. */
const OF_A_FAMILY =
  /\b(?:DMP_[A-Z]+(?:_[A-Z]+)*|DMP[A-Z][a-z]+(?:[A-Z][a-z]+)+|XDS[A-Z][A-Za-z]+|(?:desir|insi|siram)_\w{1,20}|CKR_[A-Z_0-9]+|SCARD_[EWFP]_[A-Z_]+|ERR_(?:SSL|OSSL|TLS)_[A-Z_0-9]+|UND_ERR_[A-Z_]+)\b/gi
/** Words of our own that look like codes: settings of the environment. */
const NOT_CODES = /^DMP_(?:PROFILE|LANG|CONFIG_DIR|STATE_DIR|SHARED_DATA)$/

/** Codes of a known family that nobody explained: they are told, never guessed. */
export function unknownCodesIn(line: string, book: CodeBook): string[] {
  return [...line.matchAll(OF_A_FAMILY)]
    .map(([code]) => code)
    .filter((code) => !book.byCode.has(code.toLowerCase()) && !NOT_CODES.test(code))
}
