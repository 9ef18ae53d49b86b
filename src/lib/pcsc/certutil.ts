import {readAtr} from '../cards/atr.ts'
import type {ReaderInventory, SeenReader} from '../ports/card-readers.ts'
import {pcscCode} from '../readers/pcsc-codes.ts'
import {type StateWord, stateOfWords} from '../readers/reader-state.ts'

/**
 * Readers of Windows out of what `certutil -scinfo -silent` prints. Its words are in the language of the system, so none
 * is relied on: only what is the same in every language — names of the form `SCARD_STATE_…`, return codes `0x8010….`,
 * the numbered list of readers, and dumps of bytes. A reader is believed when it stands in that list; a state that was
 * not printed (the command is slow, and can hang on a card that another program holds) is `untold`.
 *
 * Source: the form in which public support kits read it. Not run on Windows by its authors: tests use outputs
 * constructed after that form.
 */
export function readCertutil(text: string, ending: 'done' | 'cut'): ReaderInventory {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => line.replace(/[\u00a0\u202f\u2007]/g, ' ').trimEnd())
  const names = listedNames(lines)
  if (names.length > 0) {
    const told = statesOf(lines, names, ending)
    return {kind: 'listed', backend: 'certutil', readers: names.map((name) => told.get(name) ?? untold(name))}
  }
  const code = returnCode(lines)
  if (code !== undefined) {
    const meaning = pcscCode(code)
    if (meaning === 'no-readers') return {kind: 'listed', backend: 'certutil', readers: []}
    // Windows stops the service when the last reader goes too: the USB bus tells which it is.
    if (meaning === 'no-service' || meaning === 'service-stopped')
      return {kind: 'no-service', backend: 'certutil', code}
    if (meaning === 'no-access') return {kind: 'failed', backend: 'certutil', reason: 'rights', code}
    return {kind: 'failed', backend: 'certutil', reason: 'unreadable', code}
  }
  return {kind: 'failed', backend: 'certutil', reason: ending === 'cut' ? 'timeout' : 'unreadable'}
}

const untold = (name: string): SeenReader => ({name, card: 'untold', held: 'untold'})

/** Windows has ten slots of a model at most in practice; a longer list is no list of readers. */
const MOST_READERS = 64

/** `  0: Gemalto … 0`, numbered from 0 without a gap, after a line that ends with their count. */
function listedNames(lines: readonly string[]): readonly string[] {
  for (const [at, line] of lines.entries()) {
    const [, counted] = /^\S.*:\s*(\d{1,2})$/.exec(line) ?? []
    const count = Number(counted ?? 0)
    if (count === 0 || count > MOST_READERS) continue
    const names = lines.slice(at + 1, at + 1 + count).map((one, index) => {
      const [, number, name = ''] = /^\s+(\d{1,2}):\s+(\S.*)$/.exec(one) ?? []
      return number === String(index) && isName(name) ? name.trim() : ''
    })
    // A list that was cut short names what it got to.
    const whole = names.indexOf('')
    const good = whole === -1 ? names : names.slice(0, whole)
    if (good.length > 0 && (good.length === count || at + 1 + good.length >= lines.length - 1)) return good
  }
  return []
}

const isName = (text: string): boolean => text.length <= 128 && !/[\p{Cc}\ufffd]/u.test(text)

/** Each reader's block begins with `--- <word>: <name>` and goes on to the next reader's, or to the analysis of cards. */
function statesOf(
  lines: readonly string[],
  names: readonly string[],
  ending: 'done' | 'cut',
): ReadonlyMap<string, SeenReader> {
  const told = new Map<string, SeenReader>()
  let name: string | undefined
  let words: StateWord[] = []
  let dump: string[] | undefined
  const keep = () => {
    if (name === undefined || told.has(name)) return
    const state = stateOfWords(words)
    const reading = readAtr((dump ?? []).join(''))
    const atr = state.card === 'present' && reading.kind === 'read' ? {atr: reading.atr.hex} : {}
    told.set(name, {name, ...state, ...atr})
  }
  for (const line of lines) {
    const head = /^-+\s*[^:]{1,60}:\s*(\S.*)$/.exec(line)?.[1]?.trim()
    if (head !== undefined && names.includes(head)) {
      keep()
      name = head
      words = []
      dump = undefined
      continue
    }
    if (/^={5,}$/.test(line)) {
      keep()
      return told
    }
    const found = [...line.matchAll(/\bSCARD_STATE_([A-Z]+)\b/g)].map(([, word]) => word as StateWord)
    words.push(...found.filter((one) => !words.includes(one)))
    if (/^-+\s*ATR\s*:/i.test(line)) dump ??= []
    else if (dump !== undefined) dump.push(...dumpedBytes(line))
  }
  // The block at which the text was cut may lack a word, such as the one that says who holds the reader.
  if (ending === 'done') keep()
  return told
}

/** `3b ac 00 …  64 80   ;..@` : up to sixteen pairs, then the same as signs, which may look like pairs too. */
function dumpedBytes(line: string): readonly string[] {
  if (!/^\s/.test(line)) return []
  const words = (
    line
      .trim()
      .slice(0, 48)
      .split(/\s{3,}/)[0] ?? ''
  ).split(/\s+/)
  const end = words.findIndex((word) => !/^[0-9a-f]{2}$/i.test(word))
  return words.slice(0, end === -1 ? 16 : end)
}

/** The first return code of PC/SC: as a number, or by the two names that the text may hold instead. */
function returnCode(lines: readonly string[]): number | undefined {
  for (const line of lines) {
    const [found] = /\b0x8010[0-9a-f]{4}\b/i.exec(line) ?? []
    if (found !== undefined) return Number(found)
    if (line.includes('SCARD_E_NO_SERVICE')) return 0x8010001d
    if (line.includes('SCARD_E_NO_READERS_AVAILABLE')) return 0x8010002e
  }
  return undefined
}
