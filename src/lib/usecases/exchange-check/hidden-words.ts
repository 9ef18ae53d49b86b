import {maskMatricules} from '../../answers/mask-matricules.ts'
import {hideMatriculesInText} from '../../ins/hide-matricules.ts'

/** Places of an exchange whose values are a person's or a secret; the first group is the value. */
const places: readonly RegExp[] = [
  /LPS_ID_HOMOLOGATION_DMP"[^>]{0,200}>\s{0,50}<[^>]{0,200}AttributeValue[^>]{0,200}>([^<]{1,200})/g,
  /PID-(?:3|5|7|11|13|14|15|16|18)\|([^<"]{1,300})/g,
  /<(?:[\w.-]{1,40}:)?(?:given|family|streetAddressLine|streetName|city|postalCode)\b[^>]{0,200}>([^<]{1,200})/g,
  /<(?:[\w.-]{1,40}:)?(?:birthTime|telecom)\b[^>]{0,200}\bvalue="([^"]{4,200})"/g,
  /([^<>"'\s]{1,100})\^\^\^&(?:amp;)?[\d.]{1,100}&(?:amp;)?ISO\^PI/g,
  // After the structure's number, the hospital's own name for a person.
  /<(?:[\w.-]{1,40}:)?NameID\b[^>]{0,200}>[^<]{0,60}\/([^<]{1,100})/g,
]

/** A family name of CDA or HL7 v3, or PID-5. */
const named = /PID-5\||<(?:[\w.-]{1,40}:)?family\b/

const insC = /(?<![\d.])\d{22}(?!\d)/g
const mostBytes = 8_388_608
/** Of a name of several words, those that are shorter are particles: `de`, `la`. */
const shortestPiece = 3
const shortestValue = 2

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** Hides in texts what an exchange tells of a person, and the homologation number. */
export class HiddenWords {
  readonly #words = new Set<string>()
  #knowsNames = false

  /** Whether names were learned: without them a text may name a person who cannot be hidden in it. */
  get knowsNames(): boolean {
    return this.#knowsNames
  }

  /** Learns what must not be shown from bytes of an exchange. */
  learn(bytes: Uint8Array): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, mostBytes)).toString(
      'utf8',
    )
    for (const place of places) {
      for (const [, value = ''] of text.matchAll(place)) this.#add(unescaped(value).trim())
    }
    this.#knowsNames ||= named.test(text)
  }

  #add(value: string): void {
    const pieces = value.split(/[\^~\s]+/).filter((piece) => piece.length >= shortestPiece)
    const whole = value.length >= shortestValue ? [value] : []
    for (const piece of [...whole, ...pieces]) if (/[\p{L}\p{N}]/u.test(piece)) this.#words.add(folded(piece))
  }

  /** Identifiers of documents, codes and causes stay: they are needed to act. */
  mask(text: string): string {
    let shown = maskMatricules(hideMatriculesInText(text.normalize('NFC'))).replace(insC, (found) =>
      '•'.repeat(found.length),
    )
    for (const word of [...this.#words].sort((a, b) => b.length - a.length)) {
      const plain = folded(shown)
      if (!plain.includes(word)) continue
      const whole = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'gu')
      let from = 0
      let kept = ''
      for (const {index} of plain.matchAll(whole)) {
        kept += `${shown.slice(from, index)}•••`
        from = index + word.length
      }
      shown = kept + shown.slice(from)
    }
    return shown
  }
}

/** Without accents and case, each sign in its place: the DMP writes names in capitals. */
const folded = (text: string): string =>
  text
    .normalize('NFC')
    .split('')
    .map((sign) => sign.normalize('NFD').charAt(0).toLowerCase().charAt(0))
    .join('')

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
