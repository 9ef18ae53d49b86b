import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {decodeOutput} from '../../../src/lib/host/decode-output.ts'
import {readCertutil} from '../../../src/lib/pcsc/certutil.ts'
import {certutilText, languages, type Slot} from './windows-outputs.ts'

const cps3 = '3BAC00402A001225006480000310009000'
const vitale = '3F6525002C09699000'
const slots: readonly Slot[] = [
  {name: 'Gemalto USB Smart Card Reader 0', states: ['PRESENT', 'INUSE'], atr: cps3},
  {name: 'Gemalto USB Smart Card Reader 1', states: ['EMPTY']},
  {name: 'Ingenico TL TELIUM(1)', states: ['PRESENT', 'EXCLUSIVE'], atr: vitale},
  {name: 'Lecteur : à deux points 0', states: ['PRESENT', 'MUTE']},
]
const seen = [
  {name: slots[0]?.name, card: 'present', held: 'shared', atr: cps3},
  {name: slots[1]?.name, card: 'absent', held: 'free'},
  {name: slots[2]?.name, card: 'present', held: 'exclusive', atr: vitale},
  {name: slots[3]?.name, card: 'mute', held: 'free'},
]
const names = new Set(slots.map(({name}) => name))

describe.each(Object.entries(languages))('certutil in %s (constructed output)', (_, words) => {
  const text = certutilText(words, slots)

  it('tells each reader, its card and who holds it', () => {
    expect(readCertutil(text, 'done')).toEqual({kind: 'listed', backend: 'certutil', readers: seen})
  })

  it('is read in the code pages of consoles', () => {
    const latin = Buffer.from(text.replaceAll('à', 'a'), 'latin1')
    for (const bytes of [Buffer.from(text, 'utf8'), Buffer.from(`\ufeff${text}`, 'utf16le'), latin])
      expect(readCertutil(decodeOutput(bytes), 'done')).toMatchObject({
        kind: 'listed',
        readers: [seen[0], seen[1], seen[2], {card: 'mute'}],
      })
  })

  it('cut anywhere, tells the truth of each reader or nothing', () => {
    const truth = new Map<string, object>(seen.map((one) => [one.name ?? '', {...one}]))
    for (let length = 0; length < text.length; length += 1) {
      const read = readCertutil(text.slice(0, length), 'cut')
      if (read.kind !== 'listed') expect(read).toMatchObject({kind: 'failed', reason: 'timeout'})
      const told = read.kind === 'listed' ? read.readers.filter(({card}) => card !== 'untold') : []
      for (const one of told) expect(one).toEqual(truth.get(one.name))
    }
  })
})

describe('certutil (constructed output)', () => {
  it.each([
    [
      'SCardEstablishContext: 0x8010001d (-2146435043 SCARD_E_NO_SERVICE)',
      {kind: 'no-service', code: 0x8010001d},
    ],
    ["Le service n'est pas démarré\u00a0: SCARD_E_NO_SERVICE", {kind: 'no-service'}],
    ['SCardListReaders: 0x8010002E (-2146435026)', {kind: 'listed', readers: []}],
    ['0x8010001e (-2146435042 SCARD_E_SERVICE_STOPPED)', {kind: 'no-service', code: 0x8010001e}],
    ['0x8010006a', {kind: 'failed', reason: 'rights'}],
    [
      '0x80100014 (-2146435052 SCARD_F_UNKNOWN_ERROR)',
      {kind: 'failed', reason: 'unreadable', code: 0x80100014},
    ],
    ['', {kind: 'failed', reason: 'unreadable'}],
    ['CertUtil: unknown argument', {kind: 'failed', reason: 'unreadable'}],
  ])('%s is understood by its code, not by its words', (text, expected) => {
    expect(readCertutil(text, 'done')).toMatchObject(expected)
  })

  it('that hung after listing the readers gives their names and says no more', () => {
    const text = certutilText(languages.fr, slots).split('\r\n---')[0] ?? ''
    expect(readCertutil(text, 'cut')).toMatchObject({
      kind: 'listed',
      readers: slots.map(({name}) => ({name, card: 'untold', held: 'untold'})),
    })
  })

  it('whose ATR is damaged gives a card of which nothing is said', () => {
    const text = certutilText(languages.en, [{name: 'R 0', states: ['PRESENT'], atr: cps3.slice(0, -2)}])
    expect(readCertutil(text, 'done')).toEqual({
      kind: 'listed',
      backend: 'certutil',
      readers: [{name: 'R 0', card: 'present', held: 'free'}],
    })
  })

  it('takes no sign beside the bytes for a byte', () => {
    // Its historical bytes read as digits.
    const text = certutilText(languages.en, [{name: 'R 0', states: ['PRESENT'], atr: '3B053031323334'}])
    expect(readCertutil(text, 'done')).toMatchObject({readers: [{atr: '3B053031323334'}]})
  })

  it('in noise is no reader', () => {
    const pieces = fc.constantFrom(
      ...certutilText(languages.fr, slots).split('\r\n'),
      'Readers: 2',
      '  0: ',
      '  1: x',
      '---    ATR:',
      '        3b ac',
      '--- Reader: Gemalto USB Smart Card Reader 0',
      '=====',
    )
    const noise = fc.oneof(
      fc.array(pieces, {maxLength: 30}).map((lines) => lines.join('\n')),
      fc.string({maxLength: 300}),
    )
    fc.assert(
      fc.property(noise, fc.constantFrom('done', 'cut'), (text, ending) => {
        const read = readCertutil(text, ending as 'done' | 'cut')
        if (read.kind === 'listed')
          for (const {name, atr} of read.readers) {
            expect(text).toContain(name)
            if (atr !== undefined) expect([cps3, vitale]).toContain(atr)
          }
      }),
      {numRuns: 1500},
    )
    expect(names.size).toBe(4)
  })

  it('of a megabyte is read in no time', () => {
    const text = `${certutilText(languages.fr, slots)}${'--- x: SCARD_STATE_PRESENT 3b ac\r\n'.repeat(30_000)}`
    const started = performance.now()
    expect(readCertutil(text, 'cut')).toMatchObject({readers: seen})
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
