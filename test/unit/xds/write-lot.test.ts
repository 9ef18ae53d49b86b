import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, it} from 'vitest'
import type {DocumentUniqueId} from '../../../src/lib/ids/identifiers.ts'
import {deletionXml} from '../../../src/lib/xds/write-delete.ts'
import {documentSymbol, lotXml} from '../../../src/lib/xds/write-lot.ts'
import {locateXml} from '../../../src/lib/xds/write-query.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {attributeOf, descendantsOf, type XmlNode} from '../../../src/lib/xmltree/xml-node.ts'
import {describeWith} from '../../support/requires.ts'
import {sampleCids, sampleLot, sampleSet} from './sample-lot.ts'
import {againstSchema} from './schema-check.ts'

const entryUuid = 'urn:uuid:00000000-0000-4000-8000-00000000d0c1' as const
const uniqueId = '1.2.250.1.999.1.1.42.2.1' as DocumentUniqueId
const bodies = {
  'lot.xml': lotXml(sampleLot, sampleCids),
  'locate.xml': locateXml(uniqueId),
  'delete.xml': deletionXml({set: sampleSet, entryUuid, originalStatus: 'approved'}),
}
const opened = (xml: string): XmlNode[] => [...descendantsOf(openXml(Buffer.from(xml)))]

/** `DMP_GOLDEN=write` rewrites the files; the difference is then reviewed. */
function golden(name: string, text: string): string {
  const folder = resolve(import.meta.dirname, '../../golden/wire')
  const path = join(folder, name)
  if (process.env['DMP_GOLDEN'] === 'write') {
    mkdirSync(folder, {recursive: true})
    writeFileSync(path, text)
  }
  return readFileSync(path, 'utf8')
}

it.each(Object.entries(bodies))('writes %s as it was reviewed', (name, xml) => {
  const lined = `${xml.replaceAll('><', '>\n<')}\n`
  expect(lined).toBe(golden(name, lined))
})

it('gives every object of a lot an id of its own', () => {
  const ids = opened(bodies['lot.xml']).flatMap((one) =>
    one.name === 'Document' ? [] : (attributeOf(one, 'id') ?? []),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

it('ties each part to the entry of the same id', () => {
  const all = opened(bodies['lot.xml'])
  const entries = all.filter((one) => one.name === 'ExtrinsicObject').map((one) => attributeOf(one, 'id'))
  const parts = all.filter((one) => one.name === 'Document')
  expect(parts.map((one) => attributeOf(one, 'id'))).toEqual(entries)
  expect(parts.map((one) => attributeOf(one.children[0], 'href'))).toEqual([
    'cid:doc1@lps',
    'cid:doc2@lps',
    'cid:sig@lps',
  ])
})

it('ties every entry to the lot, the signature to the lot, and the new entry to the old one', () => {
  const found = opened(bodies['lot.xml'])
    .filter((one) => one.name === 'Association')
    .map((one) => [
      attributeOf(one, 'associationType')?.split(':').at(-1),
      attributeOf(one, 'sourceObject'),
      attributeOf(one, 'targetObject'),
    ])
  expect(found).toEqual([
    ['HasMember', 'SubmissionSet01', 'Document01'],
    ['HasMember', 'SubmissionSet01', 'Document02'],
    ['HasMember', 'SubmissionSet01', 'Signature01'],
    ['signs', 'Signature01', 'SubmissionSet01'],
    ['RPLC', documentSymbol(1), entryUuid],
  ])
})

it('keeps hostile texts whole', () => {
  const names = opened(bodies['lot.xml']).filter((one) => one.name === 'LocalizedString')
  const values = names.map((one) => attributeOf(one, 'value'))
  expect(values).toContain('Compte rendu <b> & "suites"')
  expect(values).toContain('Deux lignes\nici')
})

it('leaves out hash and size when the profile does', () => {
  const {hash: _hash, size: _size, ...entry} = sampleLot.signature
  const xml = lotXml({...sampleLot, signature: entry}, sampleCids)
  expect(xml.match(/Slot name="hash"/g)).toHaveLength(2)
})

it('refuses a lot with a Content-ID too few', () => {
  expect(() => lotXml(sampleLot, {documents: ['a'], signature: 'b'})).toThrow(RangeError)
})

it('asks for references only, by uniqueId, quotes doubled', () => {
  expect(bodies['locate.xml']).toContain('returnComposedObjects="false" returnType="ObjectRef"')
  expect(locateXml("1.2^o'x" as DocumentUniqueId)).toContain("('1.2^o''x')")
  expect(locateXml(uniqueId, {returnComposedObjects: true})).toContain('returnComposedObjects="true"')
})

it('states the status an archived document has', () => {
  const xml = deletionXml({set: sampleSet, entryUuid, originalStatus: 'archived'})
  expect(xml).toMatch(/OriginalStatus"><ValueList><Value>urn:asip:ci-sis:2010:StatusType:Archived</)
})

describeWith(
  [{program: 'xmllint', package: 'libxml2-utils'}, 'shared-data'],
  'bodies and the registry schemas',
  () => {
    // The schema speaks of the XOP infoset: each xop:Include stands for the base64 of its part.
    const infoset = bodies['lot.xml'].replace(/<xop:Include.*?<\/xop:Include>/g, 'AA==')
    it('accepts the lot', () => {
      expect(againstSchema(infoset, 'xds/IHE/IHEXDSB.xsd')).toBe('')
    })
    it('accepts the query', () => {
      expect(againstSchema(bodies['locate.xml'], 'xds/ebRS30/query.xsd')).toBe('')
    })
    it('accepts the deletion', () => {
      expect(againstSchema(bodies['delete.xml'], 'xds/ebRS30/lcm.xsd')).toBe('')
    })
    it('refuses a lot out of order', () => {
      const wrong = infoset.replace(
        /(<Slot name="creationTime">.*?<\/Slot>)(.*?)(<\/ExtrinsicObject>)/,
        '$2$1$3',
      )
      expect(againstSchema(wrong, 'xds/IHE/IHEXDSB.xsd')).toContain('Slot')
    })
  },
)
