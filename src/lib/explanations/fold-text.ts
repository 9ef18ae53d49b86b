/** What a log does to a text before anybody reads it, undone; and the form in which texts are compared. */

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  icirc: 'î',
  ocirc: 'ô',
  ucirc: 'û',
  ugrave: 'ù',
  euml: 'ë',
  iuml: 'ï',
  rsquo: "'",
  laquo: '«',
  raquo: '»',
}

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi
const ESCAPE = /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([nrt"'/\\]))/gi
const PERCENT = /(?:%[0-9a-f]{2}){2,}|%[2-7][0-9a-f]/gi
const QUOTED = /(?:=[89a-f][0-9a-f]){2,}/gi
/** UTF-8 that somebody read as Latin-1 or Windows-1252: `Ã©` for é, `â€™` for an apostrophe. */
const TWICE = /[ÃÂ][\u0080-\u00bf ]|â(?:\u0080\u0099|€™)/g

function decoded(bytes: readonly number[], instead: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(Uint8Array.from(bytes))
  } catch {
    return instead
  }
}

const hexBytes = (text: string, mark: string) =>
  text
    .split(mark)
    .slice(1)
    .map((hex) => Number.parseInt(hex, 16))

function character(code: number, instead: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : instead
}

function entities(text: string): string {
  return text.replace(ENTITY, (whole, decimal: string, hex: string, name: string) => {
    if (decimal) return character(Number(decimal), whole)
    if (hex) return character(Number.parseInt(hex, 16), whole)
    return NAMED[name.toLowerCase()] ?? whole
  })
}

function mended(found: string): string {
  if (found.startsWith('â')) return "'"
  const low = found.charCodeAt(1) === 0x20 ? 0xa0 : found.charCodeAt(1)
  return decoded([found.charCodeAt(0) === 0xc3 ? 0xc3 : 0xc2, low], found)
}

/** Entities of XML (also twice), escapes of JSON, of addresses and of mail, doubly encoded accents. */
export function unescapeText(text: string): string {
  let read = text
  if (read.includes('&')) read = entities(entities(read))
  if (read.includes('\\'))
    read = read.replace(ESCAPE, (whole, wide: string, narrow: string, sign: string) => {
      if (wide ?? narrow) return character(Number.parseInt(wide ?? narrow, 16), whole)
      return 'nrt'.includes(sign.toLowerCase()) ? ' ' : sign
    })
  if (read.includes('%')) read = read.replace(PERCENT, (found) => decoded(hexBytes(found, '%'), found))
  if (read.includes('=')) read = read.replace(QUOTED, (found) => decoded(hexBytes(found, '='), found))
  return /[ÃÂâ]/.test(read) ? read.replace(TWICE, mended) : read
}

/** Letters and digits alone, lower case, no accents, one blank between words: what is compared. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The parts of a wording that do not change, folded; `{name}` and `…` stand for what does. */
export function stableParts(wording: string): string[] {
  return wording
    .split(/\{\w+\}|…|\n/)
    .map(foldText)
    .filter((part) => part.length > 0)
}

export const stableLength = (wording: string): number =>
  stableParts(wording)
    .filter((part) => part.length > 3)
    .reduce((sum, part) => sum + part.length, 0)
