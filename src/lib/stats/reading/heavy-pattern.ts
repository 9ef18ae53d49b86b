const QUANTIFIER = /^(?:[*+?]|\{(\d+)(,)?(\d*)\})/
/** Ways to match one start that are tried at most; with the length of a label this bounds the steps. */
const MOST_WAYS = 600_000

/** Letters of a label that an expression looks at. */
export const LONGEST_LABEL = 80

/**
 * Can an expression take long? It may when a group that holds a quantifier or a choice is repeated, when it refers back
 * or looks around (not judged further), and when its quantifiers together allow too many ways to match.
 */
export function isHeavy(source: string): boolean {
  const scan = new Scan(source)
  return scan.run() || scan.ways > MOST_WAYS
}

class Scan {
  ways = 1
  readonly #source: string
  /** Groups that are open: does one hold a quantifier or a choice? */
  readonly #groups: boolean[] = [false]
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  run(): boolean {
    for (this.#at = 0; this.#at < this.#source.length; this.#at += 1) if (this.#step()) return true
    return false
  }

  #step(): boolean {
    const sign = this.#source.charAt(this.#at)
    switch (sign) {
      case '\\':
        this.#at += 1
        return /[\dk]/.test(this.#source.charAt(this.#at)) && !this.#isDigitClass()
      case '[':
        this.#at = this.#endOfClass()
        return false
      case '(':
        return this.#enter()
      case ')':
        return this.#leave()
      case '|':
        this.#mark()
        this.ways *= 2
        return false
      default:
        this.#quantifier()
        return false
    }
  }

  /** `\d` is a class, `\1` refers back. */
  #isDigitClass(): boolean {
    return this.#source.charAt(this.#at) === 'd'
  }

  #mark(): void {
    this.#groups[this.#groups.length - 1] = true
  }

  #enter(): boolean {
    if (/^\(\?(?!:)/.test(this.#rest())) return true
    this.#groups.push(false)
    if (this.#rest().startsWith('(?:')) this.#at += 2
    return false
  }

  #leave(): boolean {
    const inner = this.#groups.pop()
    if (inner === undefined || this.#groups.length === 0) return true
    const repeated = /^\)(?:[*+]|\{)/.test(this.#rest())
    if (repeated && inner) return true
    if (inner || repeated) this.#mark()
    return false
  }

  #quantifier(): void {
    const [quantifier, from, comma, to] = QUANTIFIER.exec(this.#rest()) ?? []
    if (quantifier === undefined) return
    this.#mark()
    this.ways *= waysOf(quantifier, from, comma, to)
    this.#at += quantifier.length - 1
  }

  #rest(): string {
    return this.#source.slice(this.#at)
  }

  /** Place of the `]` that closes a class. */
  #endOfClass(): number {
    for (let at = this.#at + 1; at < this.#source.length; at += 1) {
      if (this.#source.charAt(at) === '\\') at += 1
      else if (this.#source.charAt(at) === ']') return at
    }
    return this.#source.length
  }
}

function waysOf(quantifier: string, from = '', comma = '', to = ''): number {
  if (quantifier === '?') return 2
  if (from === '' || (comma !== '' && to === '')) return LONGEST_LABEL
  return comma === '' ? 1 : Math.max(1, Number(to) - Number(from) + 1)
}
