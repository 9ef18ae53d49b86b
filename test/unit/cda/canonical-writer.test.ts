import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {buildLevel1} from '../../../src/lib/cda/build-level1.ts'
import {CanonicalWriter} from '../../../src/lib/cda/canonical-writer.ts'
import type {Level1Input} from '../../../src/lib/cda/level1-input.ts'
import {canonicalize} from '../../../src/lib/xml/canonicalize.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {sampleInput, smallestInput, withBody} from './sample-level1.ts'

/** Text that XML can carry and that is not blank, line ends and markup included. */
const hostile = fc
  .array(
    fc.oneof(
      fc
        .string({unit: 'binary', maxLength: 8})
        .map((text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')),
      fc.constantFrom('\n', '\r', '\r\n', '\t', '<', '&amp;', ']]>', '"', '\u0085', '\u2028', '\ufeff', '  '),
    ),
    {maxLength: 8},
  )
  .map((pieces) => `${pieces.join('')}x`)

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text?: string
  readonly children: readonly Element[]
}

const named = fc.record({
  name: fc.constantFrom('id', 'code', 'name', 'text'),
  attributes: fc.dictionary(fc.constantFrom('root', 'code', 'extension', 'value'), hostile),
})

const {element} = fc.letrec<{element: Element}>((tie) => ({
  element: fc.oneof(
    {depthSize: 'small'},
    fc.tuple(named, hostile).map(([one, text]): Element => ({...one, text, children: []})),
    fc
      .tuple(named, fc.array(tie('element'), {maxLength: 4}))
      .map(([one, children]): Element => ({...one, children})),
  ),
}))

function write(xml: CanonicalWriter, {name, attributes, text, children}: Element): void {
  if (text !== undefined) {
    xml.text(name, text, attributes)
    return
  }
  xml.open(name, attributes)
  for (const child of children) {
    write(xml, child)
    xml.newline()
  }
  xml.close(name)
}

/** Every `label`, name and text of an input replaced, codes and dates left. */
function filledWith(input: Level1Input, texts: readonly string[]): Level1Input {
  const hostileKeys =
    /^(?:displayName|title|family|given|suffix|prefix|name|extension|softwareName|modelName)$/
  let turn = 0
  return JSON.parse(JSON.stringify(input), (key, value: unknown) =>
    hostileKeys.test(key) && typeof value === 'string' ? texts[turn++ % texts.length] : value,
  ) as Level1Input
}

describe('the canonical writer', () => {
  it('gives the tree that a parser makes of its bytes', {timeout: 30_000}, () => {
    fc.assert(
      fc.property(fc.array(element, {maxLength: 5}), (children) => {
        const xml = new CanonicalWriter()
        xml.open('ClinicalDocument', {xmlns: 'urn:hl7-org:v3'}).newline()
        for (const child of children) write(xml, child)
        xml.close('ClinicalDocument')
        expect(xml.root).toEqual(openXml(Buffer.from(xml.take())))
      }),
    )
  })

  it('puts attributes in alphabetical order in the bytes and in the tree', async () => {
    const xml = new CanonicalWriter().empty('id', {root: '1.2', extension: 'a', assigningAuthorityName: 'b'})
    expect([...xml.root.attributes.keys()]).toEqual(['assigningAuthorityName', 'extension', 'root'])
    const bytes = Buffer.from(xml.take())
    expect(Buffer.from(await canonicalize(bytes)).equals(bytes)).toBe(true)
  })

  it('knows no namespace unless one is declared, and passes a declared one down', () => {
    const bare = new CanonicalWriter().empty('id', {root: '1.2'}).root
    expect(bare.namespace).toBe('')
    const {root} = new CanonicalWriter().open('a', {xmlns: 'urn:x'}).empty('b', {}).close('a')
    expect([root.namespace, root.children[0]?.namespace, root.attributes.size]).toEqual(['urn:x', 'urn:x', 0])
  })

  it.each([
    ['an element closed out of turn', () => new CanonicalWriter().open('a').open('b').close('a')],
    ['an element closed twice', () => new CanonicalWriter().open('a').close('a', 'a')],
    ['text outside the root', () => new CanonicalWriter().newline()],
    ['a second root', () => new CanonicalWriter().empty('a', {}).empty('b', {})],
    ['a tree asked for too soon', () => new CanonicalWriter().open('a').root],
  ])('refuses %s', (_, act) => {
    expect(act).toThrow(RangeError)
  })
})

describe('the tree of a built document', () => {
  it('is the one that a parser makes of its bytes, whatever the names hold', {timeout: 30_000}, () => {
    const inputs = fc.tuple(
      fc.constantFrom(sampleInput, smallestInput),
      fc.array(hostile, {minLength: 1, maxLength: 6}),
    )
    fc.assert(
      fc.property(inputs, ([input, texts]) => {
        const template = buildLevel1(filledWith(input, texts))
        expect(template.root).toEqual(openXml(withBody(template, new Uint8Array())))
      }),
    )
  })
})
