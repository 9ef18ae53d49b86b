import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {buildLevel1} from '../../../src/lib/cda/build-level1.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {allOf, attributeOf, childOf, pathOf, textOf} from '../../../src/lib/xmltree/xml-node.ts'
import {sampleInput, withBody} from '../cda/sample-level1.ts'

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

function refusal(bytes: Uint8Array, limits = {}): unknown {
  try {
    openXml(bytes, limits)
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_XML_REFUSED') return error.params['reason']
    throw error
  }
  return 'opened'
}

describe('the door for XML from outside', () => {
  it('gives names, namespaces, attributes, text and lines', () => {
    const root = openXml(
      Buffer.from(
        '<?go now?>\n<a xmlns="u" xmlns:p="q"\n p:x="1" y="2"> t<b>x&amp;<![CDATA[<]]></b><p:c/><b/>&#233;</a>',
      ),
    )
    expect(root).toMatchObject({namespace: 'u', name: 'a', text: ' té', line: 2, instructions: ['go now']})
    expect([...root.attributes]).toEqual([
      ['{q}x', '1'],
      ['y', '2'],
    ])
    expect(root.children.map(({namespace, name, line}) => [namespace, name, line])).toEqual([
      ['u', 'b', 3],
      ['q', 'c', 3],
      ['u', 'b', 3],
    ])
    expect(textOf(childOf(root, 'b'))).toBe('x&<')
    expect(textOf(root)).toBe('té x&<')
    expect(allOf(root, 'b')).toHaveLength(2)
    expect(attributeOf(root, 'y')).toBe('2')
    expect(pathOf(root, 'c', 'd')).toBeUndefined()
  })

  const doctype = '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'
  it.each([
    ['UTF-8', Buffer.from(doctype)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${doctype}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${doctype}`, 'utf16le')],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${doctype}`)],
    ['UTF-16 LE without mark', Buffer.from(doctype, 'utf16le')],
    ['UTF-16 BE without mark', utf16be(doctype)],
    ['ISO-8859-1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${doctype}`, 'latin1')],
    ['lower case', Buffer.from('<!doctype a><a/>')],
    ['a comment', Buffer.from('<a><!-- <!DOCTYPE a> --></a>')],
  ])('refuses a DOCTYPE written in %s', (_, bytes) => {
    expect(refusal(bytes)).toBe('doctype')
  })

  it.each([
    ['UTF-8', Buffer.from('<?xml version="1.0" encoding="utf-8"?><a>é</a>')],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a>é</a>')],
    ['UTF-16 LE', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>é</a>', 'utf16le')],
    ['UTF-16 BE', utf16be('<a>é</a>')],
    ['ISO-8859-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1')],
  ])('opens %s', (_, bytes) => {
    expect(openXml(bytes).text).toBe('é')
  })

  it.each([
    ['a code page', Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a/>')],
    ['UTF-7', Buffer.from('<?xml version="1.0" encoding="UTF-7"?><a/>')],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])],
    ['UTF-32 without mark', Buffer.from([0, 0, 0, 0x3c])],
    ['EBCDIC', Buffer.from([0x4c, 0x6f, 0xa7, 0x94])],
    ['bytes that are no UTF-8', Buffer.from('<a>é</a>', 'latin1')],
    ['half a surrogate pair', Buffer.from('<a>\ud800</a>', 'utf16le')],
    [
      'a mark that contradicts the declaration',
      Buffer.from('\ufeff<?xml version="1.0" encoding="ISO-8859-1"?><a/>'),
    ],
    ['UTF-16 declared as UTF-8', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-8"?><a/>', 'utf16le')],
  ])('refuses the encoding of %s', (_, bytes) => {
    expect(refusal(bytes)).toBe('encoding')
  })

  it.each([
    ['nothing', '', 'empty'],
    ['an open tag', '<a>', 'malformed'],
    ['a crossed tag', '<a><b></a></b>', 'malformed'],
    ['two roots', '<a/><b/>', 'malformed'],
    ['text alone', 'hello', 'malformed'],
    ['the same attribute twice', '<a b="1" b="2"/>', 'malformed'],
    ['the same attribute twice by namespace', '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>', 'malformed'],
    ['an unknown prefix', '<p:a/>', 'malformed'],
    ['an unknown entity', '<a>&nbsp;</a>', 'malformed'],
    ['a forbidden character', '<a>&#0;</a>', 'malformed'],
    ['a bare ampersand', '<a>&</a>', 'malformed'],
  ])('refuses %s', (_, text, reason) => {
    expect(refusal(Buffer.from(text))).toBe(reason)
  })

  it('keeps to its limits', () => {
    const wide = `<a ${Array.from({length: 9}, (_, at) => `b${at}="1"`).join(' ')}/>`
    expect(refusal(Buffer.from('<a>0123456789</a>'), {maxBytes: 10})).toBe('too-large')
    expect(refusal(Buffer.from('<a>'.repeat(201) + '</a>'.repeat(201)))).toBe('too-deep')
    expect(refusal(Buffer.from('<a>'.repeat(200) + '</a>'.repeat(200)))).toBe('opened')
    expect(refusal(Buffer.from(`<a>${'<b/>'.repeat(9)}</a>`), {maxElements: 9})).toBe('too-many-elements')
    expect(refusal(Buffer.from(wide), {maxAttributes: 8})).toBe('too-many-attributes')
    expect(refusal(Buffer.from(wide), {maxAttributes: 9})).toBe('opened')
  })

  it('names the line that is at fault', () => {
    expect(() => openXml(Buffer.from('<a>\n\n<b></c>\n</a>'))).toThrow(
      expect.objectContaining({params: {reason: 'malformed', line: 3}}),
    )
  })

  it('answers any damage to a document with a tree or a refusal, nothing else', () => {
    const good = withBody(buildLevel1(sampleInput), Buffer.from('x'))
    const damage = fc.record({
      at: fc.nat({max: good.length - 1}),
      length: fc.nat({max: 40}),
      put: fc.uint8Array({maxLength: 12}),
    })
    fc.assert(
      fc.property(fc.array(damage, {minLength: 1, maxLength: 4}), (damages) => {
        let bytes = Buffer.from(good)
        for (const {at, length, put} of damages)
          bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + length)])
        expect(typeof refusal(bytes)).toBe('string')
      }),
      {numRuns: 300},
    )
  })
})
