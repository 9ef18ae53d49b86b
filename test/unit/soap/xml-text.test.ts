import fc from 'fast-check'
import {expect, it} from 'vitest'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {isXmlText, xmlAttribute, xmlText} from '../../../src/lib/xmltext/escape.ts'

it('comes back as it was, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}).filter(isXmlText), (text) => {
      const root = openXml(Buffer.from(`<a b="${xmlAttribute(text)}">${xmlText(text)}</a>`))
      expect(root.attributes.get('b')).toBe(text)
      expect(root.text).toBe(text)
    }),
    {numRuns: 500},
  )
})

it.each(['a\u0000', '\u000b', '\ufffe', '\ud800', 'x\udc00y'])(
  'refuses what XML cannot carry (%j)',
  (text) => {
    expect(() => xmlText(text)).toThrow(RangeError)
    expect(() => xmlAttribute(text)).toThrow('cannot be written in XML')
  },
)

it('keeps characters beyond the first plane', () => {
  expect(xmlText('a𝄞😀')).toBe('a𝄞😀')
})
