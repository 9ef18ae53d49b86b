import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {memberOf, subsetsOf} from '../../../src/lib/xdm/layout.ts'
import {readXdmMetadata} from '../../../src/lib/xdm/metadata.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'

const seed = Number(process.env['DMP_SEED'] ?? Date.now() % 2 ** 31)

describe('the layout of an XDM archive', () => {
  it('is told by the folders of METADATA.XML, whatever their names', () => {
    const members = [
      'INDEX.HTM',
      'IHE_XDM/SUBSET02/METADATA.XML',
      'IHE_XDM/SUBSET01/metadata.xml',
      '__MACOSX/METADATA.XML',
    ]
    expect(subsetsOf(members).map(({folder, base}) => [folder, base])).toEqual([
      ['IHE_XDM/SUBSET01/', 'IHE_XDM/'],
      ['IHE_XDM/SUBSET02/', 'IHE_XDM/'],
    ])
    expect(subsetsOf(['METADATA.XML'])).toEqual([{metadata: 'METADATA.XML', folder: '', base: ''}])
  })

  it('finds members from the subset first, then from the folder around, never outside', () => {
    const members = ['X/S/METADATA.XML', 'X/S/D.XML', 'X/D.XML', 'X/E.XML', 'F.XML']
    const [subset] = subsetsOf(members)
    const find = (uri: string) => (subset ? memberOf(uri, subset, members) : undefined)
    expect([find('D.XML'), find('./D.XML'), find('E.XML'), find('s/d.xml')]).toEqual([
      'X/S/D.XML',
      'X/S/D.XML',
      'X/E.XML',
      'X/S/D.XML',
    ])
    for (const uri of ['', '../../F.XML', '/F.XML', 'F.XML', '..\\F.XML', 'C:/F.XML', 'file:///F.XML'])
      expect(find(uri)).toBeUndefined()
  })

  it('never names a member outside for any URI', () => {
    const members = ['X/S/METADATA.XML', 'X/S/D.XML', 'F.XML']
    const [subset] = subsetsOf(members)
    const uri = fc.string({unit: fc.constantFrom('.', '/', '\\', 'X', 'S', 'F', 'D.XML', 'F.XML', ':')})
    fc.assert(
      fc.property(uri, (one) => {
        expect(subset && memberOf(one, subset, members)).not.toBe('F.XML')
      }),
      {seed, numRuns: 500},
    )
  })
})

describe('metadata', () => {
  it('are read under any namespace; a number that is none is left out', () => {
    const xml = `<x:a xmlns:x="urn:other"><x:ExtrinsicObject mimeType="TEXT/XML"><x:Slot name="size"><x:ValueList><x:Value>12x</x:Value></x:ValueList></x:Slot><x:Slot name="hash"><x:ValueList><x:Value> AB12 </x:Value></x:ValueList></x:Slot></x:ExtrinsicObject><x:Slot name="urn:x:documentAction"/></x:a>`
    expect(readXdmMetadata(openXml(Buffer.from(xml)))).toEqual({
      entries: [{hash: 'ab12', mimeType: 'text/xml', confidentiality: []}],
      actions: ['urn:x:documentAction'],
    })
  })
})
