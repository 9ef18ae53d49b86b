import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {maskLabel, maskText, maskWithin} from '../../../src/lib/workstation/mask.ts'

describe('masking a report', () => {
  it.each([
    ['FINESS 0B0000014 of the site', 'FINESS •••14 of the site'],
    ['RPPS 10101234567', 'RPPS •••67'],
    ['SIRET 18751275100039', 'SIRET •••39'],
    ['serial 3100000001', 'serial 310•••01'],
    ['Gemalto PC Twin Reader (70D7E2EE) 00 00', 'Gemalto PC Twin Reader (70D•••EE) 00 00'],
    ['CardMan 3121 (OKCM0021609121454365400000000000) 00', 'CardMan 3121 (OKC•••00) 00'],
    ['Reader [deadbeef]', 'Reader [dea•••ef]'],
    ['CPS3v3-8025000AB12F', 'CPS3v3-802•••2F'],
    ['carte CPS4v1-3100000001.', 'carte CPS4v1-310•••01.'],
    ['CPS3v3-12345', 'CPS3v3-•••45'],
    ['/home/jdupont/keys/a.p12', '/home/•••/keys/a.p12'],
    ['C:\\Users\\Marie Dupont\\x', 'C:\\Users\\•••\\x'],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  it('hides a matricule INS, and leaves what must be read', () => {
    expect(maskText('INS 265059999900141')).not.toContain('9999001')
    for (const text of [
      '3BAC00402A001225006480000310009000',
      '2026-03-02T10:00:00.000Z',
      '10.0.22631.3155',
      'port 10100',
      'SCR [CCID Interface] (0x8010001E) (ENOENT) (x86_64) (Contactless)',
    ])
      expect(maskText(text)).toBe(text)
  })

  it('shows the label of no token but a CPS: it may bear the name of a person', () => {
    expect(maskLabel('CPS3v3-3100000001')).toBe('CPS3v3-310•••01')
    expect(maskLabel(maskLabel('CPS3v3-3100000001'))).toBe('CPS3v3-310•••01')
    expect(maskLabel('')).toBe('')
    for (const label of ['DUPONT Jean-Michel', 'CPS3v3-DUPONT Jean', 'DUPONT CPS3v3-31', 'Dupont'])
      expect(maskLabel(label)).toBe('…')
    expect(maskWithin({params: {label: 'DUPONT', reader: 'SCR 355'}})).toEqual({
      params: {label: '…', reader: 'SCR 355'},
    })
  })

  it('masks at any depth and twice as once', () => {
    expect(maskWithin({a: [{b: 'RPPS 10101234567', n: 10101234567}]})).toEqual({
      a: [{b: 'RPPS •••67', n: 10101234567}],
    })
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(maskText(maskText(text))).toBe(maskText(text))
      }),
    )
  })
})
