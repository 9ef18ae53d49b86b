const OPEN = /^(?:[*+]|\{\d+,\}|\{\d{2,}(?:,\d+)?\}|\{\d+,\d{2,}\})/
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})/
/** Quantifiers without a bound. Each multiplies the steps by the length of the label. */
const MOST_OPEN = 3

/**
 * Can an expression take for ever? It may when a group that holds a quantifier or a choice is repeated, when it refers
 * back or looks around (not judged further), and when many quantifiers without a bound stand in a row.
 */
export function isHeavy(source: string): boolean {
  const scan = new Scan(source)
  return scan.run() || scan.open > MOST_OPEN
}

class Scan {
  open = 0
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
    const quantifier = QUANTIFIER.exec(this.#rest())?.[0]
    if (quantifier === undefined) return
    this.#mark()
    if (OPEN.test(this.#rest())) this.open += 1
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
