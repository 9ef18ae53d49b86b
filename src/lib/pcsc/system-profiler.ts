import {readAtr} from '../cards/atr.ts'
import type {ReaderInventory, SeenReader} from '../ports/card-readers.ts'

/**
 * Readers of macOS out of what `system_profiler SPSmartCardsDataType` prints: a heading for readers, then
 * `#01: <name> (ATR:{length = 17, bytes = 0x3bac…})`. Other sections number their lines alike (drivers, tokens), so a
 * reader is only taken from under the heading of readers, in the languages known here; without that heading nothing is
 * known, rather than guessed. macOS does not say here who holds a reader.
 *
 * Source: the form seen by public support kits. Not run on macOS by its authors: tests use outputs constructed after it.
 */
export function readSystemProfiler(text: string, ending: 'done' | 'cut'): ReaderInventory {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => line.replace(/[\u00a0\u202f]/g, ' '))
  const start = lines.findIndex((line) => READERS.test(line))
  if (start === -1)
    return {kind: 'failed', backend: 'system_profiler', reason: ending === 'cut' ? 'timeout' : 'unreadable'}
  const readers: SeenReader[] = []
  for (const line of lines.slice(start + 1)) {
    if (/^\s*[^#\s].*:\s*$/.test(line)) break
    const [, rest = ''] = /^\s*#\d{1,2}\s*:\s*(\S.*)$/.exec(line) ?? []
    if (rest !== '') readers.push(readerOf(rest.trim()))
  }
  // A list that was cut short may lack a reader: what it holds is true, what it lacks is not.
  if (readers.length === 0 && ending === 'cut')
    return {kind: 'failed', backend: 'system_profiler', reason: 'timeout'}
  return {kind: 'listed', backend: 'system_profiler', readers}
}

const READERS = /^\s*(?:readers|lecteurs|leser|lesegeräte|kartenleser|lectores|lettori)\s*:\s*$/i

function readerOf(text: string): SeenReader {
  const [, name = text, inside] = /^(.*?)\s*\(\s*ATR\s*:\s*(.*?)\s*\)?$/i.exec(text) ?? []
  const tidy = name.replace(/\p{Cc}/gu, '').trim()
  // Only a reader with a card has an ATR printed; one without a card and one that says nothing look the same.
  if (inside === undefined) return {name: tidy, card: 'untold', held: 'untold'}
  const [, length, bytes] = /length\s*=\s*(\d+)\s*,\s*bytes\s*=\s*(\S.*?)\s*\}?$/i.exec(inside) ?? []
  if (length === '0') return {name: tidy, card: 'mute', held: 'untold'}
  const reading = readAtr(bytes ?? inside)
  const whole =
    reading.kind === 'read' && (length === undefined || reading.atr.bytes.length === Number(length))
  return {name: tidy, card: 'present', held: 'untold', ...(whole ? {atr: reading.atr.hex} : {})}
}
