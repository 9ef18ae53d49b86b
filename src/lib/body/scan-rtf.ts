import {type BodyFinding, bodyError, bodyWarning} from './body.ts'
import type {BodyScan} from './scan-text.ts'

/** Control words that embed or fetch something: never in a document of a patient's record (RTF 1.9). */
const ACTIVE: ReadonlySet<string> = new Set([
  'object',
  'objdata',
  'objocx',
  'objhtml',
  'template',
  'objautlink',
  'objlink',
])
const LONGEST_WORD = 40
const OPEN = 0x7b
const CLOSE = 0x7d
const BACKSLASH = 0x5c
const BLANK = 0x20

/**
 * RTF: braces that balance, no embedded object, no attached template, no data after the last brace. `\bin` runs are
 * skipped by their length, so that their bytes are not taken for braces.
 */
export function scanRtf(): BodyScan {
  return new RtfScan()
}

class RtfScan implements BodyScan {
  #depth = 0
  #opened = false
  #closed = false
  #unbalanced = false
  /** Bytes left of a `\bin` run. */
  #skip = 0
  #trailing = 0
  /** Control word being read, without its backslash. */
  #word: string | undefined
  readonly #active = new Set<string>()

  push(chunk: Uint8Array): void {
    for (const byte of chunk) this.#take(byte)
  }

  end(): readonly BodyFinding[] {
    this.#endWord()
    const findings: BodyFinding[] = []
    if (this.#unbalanced || this.#depth !== 0 || !this.#opened) {
      findings.push(bodyError('BODY-RTF-BRACES', {open: Math.max(this.#depth, 0)}))
    }
    if (this.#active.size > 0)
      findings.push(bodyError('BODY-RTF-ACTIVE', {words: [...this.#active].sort().join(' ')}))
    if (this.#trailing > 0) findings.push(bodyWarning('BODY-TRAILING', {bytes: this.#trailing}))
    return findings
  }

  #take(byte: number): void {
    if (this.#skip > 0) this.#skip--
    else if (this.#closed) this.#trailing += byte > BLANK ? 1 : 0
    else if (this.#word !== undefined && this.#continuesWord(byte)) return
    else if (byte === BACKSLASH) this.#word = ''
    else if (byte === OPEN || byte === CLOSE) this.#brace(byte)
  }

  /** True when the byte belongs to the control word, to its number, or to the `\bin` run that it opens. */
  #continuesWord(byte: number): boolean {
    const word = this.#word ?? ''
    const longer = word + String.fromCharCode(byte)
    if (/^(?:[A-Za-z]+-?\d*)$/.test(longer) && longer.length <= LONGEST_WORD) {
      this.#word = longer
      return true
    }
    if (word === '') {
      // A control symbol (`\{`, `\'`, `\*`): its character is consumed.
      this.#word = undefined
      return true
    }
    this.#endWord()
    if (byte === BLANK) return true
    if (this.#skip === 0) return false
    this.#skip--
    return true
  }

  #endWord(): void {
    const [, name = '', number = ''] = /^([A-Za-z]+)(-?\d*)$/.exec(this.#word ?? '') ?? []
    this.#word = undefined
    if (ACTIVE.has(name.toLowerCase())) this.#active.add(`\\${name.toLowerCase()}`)
    if (name === 'bin' && Number(number) > 0) this.#skip = Number(number)
  }

  #brace(byte: number): void {
    this.#opened = true
    this.#depth += byte === OPEN ? 1 : -1
    if (this.#depth < 0) this.#unbalanced = true
    if (this.#depth === 0) this.#closed = true
  }
}
