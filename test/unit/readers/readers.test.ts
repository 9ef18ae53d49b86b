import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {groupDevices} from '../../../src/lib/readers/devices.ts'
import {familyOf, holdsNoCard} from '../../../src/lib/readers/families.ts'
import {pcscCode, printedCode} from '../../../src/lib/readers/pcsc-codes.ts'
import {type StateWord, stateOfPcscd, stateOfWords} from '../../../src/lib/readers/reader-state.ts'

describe('a state of PC/SC', () => {
  it.each<[readonly StateWord[], string, string]>([
    [['PRESENT'], 'present', 'free'],
    [['PRESENT', 'EXCLUSIVE', 'INUSE'], 'present', 'exclusive'],
    [['PRESENT', 'INUSE', 'UNPOWERED'], 'present', 'shared'],
    [['EMPTY'], 'absent', 'free'],
    [['PRESENT', 'MUTE'], 'mute', 'free'],
    [['UNAVAILABLE'], 'untold', 'untold'],
    [['UNKNOWN', 'PRESENT'], 'untold', 'untold'],
    [['EMPTY', 'PRESENT'], 'untold', 'untold'],
    [[], 'untold', 'untold'],
  ])('that says %s is read word by word', (words, card, held) => {
    expect(stateOfWords(words)).toEqual({card, held})
  })

  it('of pcscd: a card that is there without an ATR is mute, not absent', () => {
    expect(stateOfPcscd({state: 0x34, sharing: 0, atrLength: 17})).toEqual({card: 'present', held: 'free'})
    expect(stateOfPcscd({state: 0x0c, sharing: 0, atrLength: 0})).toEqual({card: 'mute', held: 'free'})
    expect(stateOfPcscd({state: 0x04, sharing: -1, atrLength: 0})).toEqual({card: 'mute', held: 'exclusive'})
    expect(stateOfPcscd({state: 0x02, sharing: 2, atrLength: 0})).toEqual({card: 'absent', held: 'shared'})
  })

  it('of pcscd that contradicts itself is told to nobody', () => {
    for (const state of [0, 1, 6, 0x80, 0x84])
      expect(stateOfPcscd({state, sharing: 0, atrLength: 17}).card).toBe('untold')
    expect(stateOfPcscd({state: 4, sharing: -7, atrLength: 1}).held).toBe('untold')
  })
})

describe('a return code', () => {
  it.each([
    [0x8010001d, 'no-service'],
    [-2146435043, 'no-service'],
    [0x8010001e, 'service-stopped'],
    [0x8010002e, 'no-readers'],
    [0x8010000b, 'sharing-violation'],
    [0x80100069, 'removed-card'],
    [0x80100066, 'unresponsive-card'],
    [0x80100067, 'unpowered-card'],
    [0x80100009, 'unknown-reader'],
    [0x8010000a, 'timeout'],
    [0x80100001, 'other'],
    [0, 'other'],
  ])('%i has a name', (value, name) => {
    expect(pcscCode(value)).toBe(name)
  })

  it('is printed as in manuals', () => {
    expect(printedCode(-2146435043)).toBe('0x8010001D')
  })
})

describe('slots of one device', () => {
  const shape = (names: readonly string[]) =>
    groupDevices(names).map(({name, slots, grouping}) => [name, slots.map(({slot}) => slot), grouping])

  it('are put together by the numbers of pcsc-lite', () => {
    expect(shape(['F600 F600 Smart Card Reader 00 00', 'F600 F600 Smart Card Reader 00 01'])).toEqual([
      ['F600 F600 Smart Card Reader 00', [0, 1], 'sure'],
    ])
  })

  it('are two devices where the number of the device differs', () => {
    const twins = [
      'SCM Microsystems Inc. SCR 355 [CCID Interface] 00 00',
      'SCM Microsystems Inc. SCR 355 [CCID Interface] 01 00',
    ]
    expect(shape(twins).map(([name]) => name)).toEqual(twins)
  })

  it.each([
    ['Gemalto USB Smart Card Reader 0', 'Gemalto USB Smart Card Reader 1'],
    ['F600 F600 Smart Card Reader 00', 'F600 F600 Smart Card Reader 01'],
    ['Ingenico TL TELIUM(1)', 'Ingenico TL TELIUM(2)'],
    ['Xiring Leo slot 1', 'Xiring Leo slot 2'],
  ])('are likely where only the last number differs: %s', (one, other) => {
    for (const names of [
      [one, other],
      [other, one],
    ]) {
      const [device, ...more] = groupDevices(names)
      expect(more).toEqual([])
      expect(device).toMatchObject({grouping: 'likely'})
      expect(device?.slots.map(({name}) => name)).toEqual(names)
    }
  })

  it('leave readers of other names alone, with their whole name', () => {
    expect(shape(['Identive CLOUD 2700 R', 'Ingenico TL TELIUM(1)'])).toEqual([
      ['Identive CLOUD 2700 R', [null], 'sure'],
      ['Ingenico TL TELIUM(1)', [1], 'sure'],
    ])
  })

  it('never lose, double or rename a reader', () => {
    const word = fc.constantFrom(
      'Gemalto',
      'F600',
      'Reader',
      '0',
      '00',
      '01',
      '1',
      '(2)',
      'slot',
      '[CCID]',
      '',
    )
    const name = fc.array(word, {minLength: 1, maxLength: 5}).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const grouped = groupDevices(names).flatMap(({slots}) => slots.map((slot) => slot.name))
        expect([...grouped].sort()).toEqual([...names].sort())
      }),
    )
  })
})

describe('the name of a reader', () => {
  it.each([
    ['SCM Microsystems Inc. SCR 355 [CCID Interface] 00 00', 'pcsc', false],
    ['Ingenico TL TELIUM(1)', 'terminal', false],
    ['Windows Hello for Business 1', 'virtual', true],
    ['Microsoft Virtual Smart Card 0', 'virtual', true],
    ['Yubico YubiKey OTP+FIDO+CCID 0', 'fingerprint-or-phone', true],
    ['Virtual PCD 00 00', 'virtual', false],
    ['HID OMNIKEY 5021 Contactless Reader', 'contactless', false],
  ])('%s suggests a family, and whether a card fits in', (name, family, none) => {
    expect(familyOf(name)).toBe(family)
    expect(holdsNoCard(name)).toBe(none)
  })
})
