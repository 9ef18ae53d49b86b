import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {ce, cx, hl7Escape, hl7Unescape, pid, xcn, xon} from '../../../src/lib/xds/hl7v2-fields.ts'
import {readCx, readXcn, readXon} from '../../../src/lib/xds/hl7v2-fields-read.ts'

const PROFESSIONALS = '1.2.250.1.71.4.2.1'

describe('HL7 v2 fields of XDS metadata', () => {
  it('are written as the samples of the DMP show them', () => {
    expect(cx({value: '265059999900141', oid: '1.2.250.1.213.1.4.10', type: 'NH'})).toBe(
      '265059999900141^^^&1.2.250.1.213.1.4.10&ISO^NH',
    )
    expect(cx({value: '2', oid: '1.2', type: 'NH', date: '19650512'})).toBe('2^^^&1.2&ISO^NH^^19650512')
    expect(
      xcn({
        id: '899700000005',
        family: 'FICTIF',
        given: 'Jean',
        oid: PROFESSIONALS,
        nameType: 'D',
        idType: 'IDNPS',
      }),
    ).toBe('899700000005^FICTIF^Jean^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS')
    expect(xon({name: 'HOPITAL FICTIF', id: '1990000002', oid: '1.2.250.1.71.4.2.2'})).toBe(
      'HOPITAL FICTIF^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1990000002',
    )
    expect(xon({name: 'HOPITAL FICTIF', oid: '1.2.250.1.71.4.2.2'})).toBe('HOPITAL FICTIF')
    expect(ce('G15_10/SM26', 'Médecin', '1.2.250.1.213.1.1.4.5')).toBe(
      'G15_10/SM26^Médecin^1.2.250.1.213.1.1.4.5',
    )
    expect(pid(5, 'EXEMPLE', 'ADELE', '', '', '', '', 'L')).toBe('PID-5|EXEMPLE^ADELE^^^^^L')
  })

  it('never let a value forge a component', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        const escaped = hl7Escape(text)
        expect(escaped).not.toMatch(/[|^&~\r\n]/)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the ones that are replaced
        expect(hl7Unescape(escaped)).toBe(text.replace(/[\u0000-\u001f\u007f]+/g, ' '))
      }),
    )
  })

  it('are read back as they were written', () => {
    const word = fc.stringMatching(/^[\w|^&~\\ -]{1,12}$/)
    fc.assert(
      fc.property(word, word, word, (id, family, given) => {
        const person = {id, family, given, oid: PROFESSIONALS, nameType: 'D', idType: 'EI'}
        expect(readXcn(xcn(person))).toEqual(person)
        expect(readXon(xon({name: family, id, oid: '1.2'}))).toEqual({name: family, id, oid: '1.2'})
        expect(readCx(cx({value: id, oid: '1.2', type: given}))).toEqual({value: id, oid: '1.2', type: given})
      }),
    )
  })

  it.each(['', '1', '^^^&1.2&ISO^NH', '1^^^1.2&ISO^NH', '1^^^&&ISO^NH', '1^^^&1.2&L^NH'])(
    'are not read when they name nobody or no authority: %j',
    (text) => {
      expect(readCx(text)).toBeUndefined()
    },
  )
})
