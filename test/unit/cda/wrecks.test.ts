import fc from 'fast-check'
import {expect, it} from 'vitest'
import {readCdaHeader} from '../../../src/lib/cda/read-header.ts'
import {validateCda} from '../../../src/lib/cda/validate.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import type {XmlNode} from '../../../src/lib/xmltree/xml-node.ts'
import {valueSets} from './value-sets.ts'
import {goodXml} from './variants.ts'

/** Ways to spoil one piece (a tag and the text behind it) of a document. */
const blows = {
  drop: (piece: string) => piece.replace(/^<[^>]*>/, ''),
  strip: (piece: string) => piece.replace(/ [a-zA-Z]+="[^"]*"/g, ''),
  empty: (piece: string) => piece.replace(/>[^<]+$/, '>'),
  nothing: (piece: string) => piece.replace(/"[^"]*"/g, '""'),
} as const

const pieces = goodXml.split(/(?=<)/)
/** Whole elements that hold no other, to be taken away together with their end. */
const leaves = pieces.flatMap((piece, at) =>
  pieces[at + 1]?.startsWith('</') && !piece.startsWith('</') ? [at] : [],
)

const blow = fc.record({
  at: fc.nat({max: pieces.length - 1}),
  leaf: fc.constantFrom(...leaves),
  kind: fc.constantFrom(...(Object.keys(blows) as (keyof typeof blows)[])),
})

function wreck(given: readonly {at: number; leaf: number; kind: keyof typeof blows}[]): string {
  const kept = [...pieces]
  for (const {at, leaf, kind} of given) {
    kept[at] = blows[kind](kept[at] ?? '')
    kept[leaf] = ''
    kept[leaf + 1] = ''
  }
  return kept.join('')
}

function opened(xml: string): XmlNode | undefined {
  try {
    return openXml(Buffer.from(xml))
  } catch {
    return undefined
  }
}

it('answers any well-formed wreck of a document with findings, never with an error', () => {
  let read = 0
  fc.assert(
    fc.property(fc.array(blow, {minLength: 1, maxLength: 4}), (given) => {
      const root = opened(wreck(given))
      if (!root || root.namespace === '') return
      read++
      expect(validateCda(readCdaHeader(root), {valueSets, now: 0}).length).toBeGreaterThan(0)
    }),
    {numRuns: 400},
  )
  expect(read).toBeGreaterThan(50)
})
