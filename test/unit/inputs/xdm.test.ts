import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {InputOptions} from '../../../src/lib/usecases/batch/inputs/input-options.ts'
import {openXdm} from '../../../src/lib/usecases/batch/inputs/xdm.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {allOf, inputBench, profileWith, visible} from '../../support/input-bench.ts'
import {type EntryWish, xdmMembers, zipOf} from '../../support/xdm-archive.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-xdm-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

function put(bytes: Uint8Array, name = 'a.zip'): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

const stated: InputOptions = {visibility: visible, identityStatus: 'QUALIFIEE'}
const read = (options = stated, profile = profileWith()) =>
  allOf(openXdm(inputBench(profile), folder, options))
const cda = carriedCda(1)
type Members = ReturnType<typeof xdmMembers>

async function verdictOf(members: Members, options = stated) {
  put(await zipOf(members))
  const found = await read(options)
  return found.map(({verdict}) => [verdict?.class, verdict?.reason])
}

describe('an XDM archive', () => {
  it('gives each document as its CDA says, byte for byte', async () => {
    const other = carriedCda(2, {replaces: 1})
    const path = put(await zipOf(xdmMembers([cda, other])))
    const found = await read()
    expect(found).toMatchObject([
      {
        action: 'submit',
        origin: {file: path, part: 'IHE_XDM/SUBSET01/DOC0001.XML'},
        local: {ipp: 'IPP000042', structureId: '1990000002'},
        request: {
          file: `${path}#member=IHE_XDM/SUBSET01/DOC0001.XML`,
          visibility: visible,
          identityStatus: 'QUALIFIEE',
        },
      },
      {action: 'replace', request: {replaces: '1.2.250.1.999.1.1.77.4.1'}},
    ])
    const part = found[1]?.request?.file ?? ''
    expect(Buffer.from(await localFiles.read(part))).toEqual(other.bytes)
    expect(await localFiles.facts(part)).toMatchObject({size: other.bytes.length})
    expect(await localFiles.isInside(folder, part)).toBe(true)
    expect(await localFiles.exists(part)).toBe(true)
    expect(await localFiles.exists(`${path}#member=NONE`)).toBe(false)
  })

  it.each([
    ['another subset name', xdmMembers([cda], {}, 'IHE_XDM/SS000001/')],
    [
      'an outer folder and small letters',
      xdmMembers([cda], {uri: 'doc0001.xml'}, 'export/ihe_xdm/subset01/'),
    ],
    ['a URI counted from the folder around', xdmMembers([cda], {uri: 'SUBSET01/DOC0001.XML'})],
    ['metadata at the root', xdmMembers([cda], {}, '')],
  ])('is read with %s', async (_, members) => {
    expect(await verdictOf(members)).toEqual([[undefined, undefined]])
  })

  const wishes: readonly (readonly [string, string, string, EntryWish])[] = [
    ['its digest', 'rejected', 'xdm-altered', {hash: 'a'.repeat(40)}],
    ['its size', 'rejected', 'xdm-altered', {size: '12'}],
    ['no digest', 'held', 'xdm-metadata', {hash: undefined}],
    ['no size', 'held', 'xdm-metadata', {size: undefined}],
    ['another INS', 'rejected', 'ins-differs', {ins: '154039999900253'}],
    ['another number', 'rejected', 'xdm-differs', {uniqueId: '1.2.3'}],
    ['another type', 'held', 'xdm-differs', {typeCode: '34112-3'}],
    ['an action', 'held', 'xdm-action', {extra: 'urn:fr:document:Action'}],
    ['a mask that nobody stated', 'held', 'xdm-masked', {masks: ['N', 'MASQUE_PS']}],
    ['no XML', 'excluded', 'xdm-not-a-document', {mimeType: 'application/dicom'}],
    ['a member outside the archive', 'rejected', 'archive-member', {uri: '../../../etc/passwd'}],
    ['an absolute member', 'rejected', 'archive-member', {uri: '/IHE_XDM/SUBSET01/DOC0001.XML'}],
  ]
  it.each(wishes)('whose metadata state %s: %s', async (_, verdictClass, reason, wish) => {
    const [found] = await verdictOf(xdmMembers([cda], wish))
    expect(found).toEqual([verdictClass, reason])
  })

  it('whose masks were stated by the operator goes', async () => {
    const options = {...stated, visibility: {...visible, hiddenFromProfessionals: true}}
    expect(await verdictOf(xdmMembers([cda], {masks: ['N', 'MASQUE_PS']}), options)).toEqual([
      [undefined, undefined],
    ])
  })

  it('received from another structure waits for a person', async () => {
    put(await zipOf(xdmMembers([cda])))
    const other = profileWith({'structure.finessEj': '010000008', 'structure.finessEg': '010000016'})
    expect((await read(stated, other))[0]?.verdict).toEqual({class: 'held', reason: 'xdm-received'})
  })

  it('with metadata that no XML reader takes does not stop anything: held, refused with a document type', async () => {
    const members = xdmMembers([cda])
    const key = 'IHE_XDM/SUBSET01/METADATA.XML'
    const unbound = {
      ...members,
      [key]: String(members[key]).replace('<r:ExtrinsicObject', '<ns3:ExtrinsicObject'),
    }
    expect(await verdictOf(unbound)).toEqual([
      ['held', 'xdm-metadata'],
      ['held', 'xdm-unlisted'],
    ])
    const doctype = {...members, [key]: `<!DOCTYPE x>${members[key]}`}
    expect((await verdictOf(doctype))[0]).toEqual(['rejected', 'DMP_XML_REFUSED'])
  })

  it('counts documents that are not listed, listed twice, or missing', async () => {
    const members = xdmMembers([cda, carriedCda(2)])
    const key = 'IHE_XDM/SUBSET01/METADATA.XML'
    const twice = {...members, [key]: String(members[key]).replace('DOC0002.XML', 'DOC0001.XML')}
    expect(await verdictOf(twice)).toEqual([
      [undefined, undefined],
      ['held', 'xdm-differs'],
      ['held', 'xdm-unlisted'],
    ])
    const {'IHE_XDM/SUBSET01/DOC0002.XML': _, ...without} = members
    expect(await verdictOf(without)).toEqual([
      [undefined, undefined],
      ['rejected', 'archive-member'],
    ])
  })

  it('without metadata is none', async () => {
    expect(await verdictOf({'DOC0001.XML': cda.bytes})).toEqual([['rejected', 'xdm-no-metadata']])
  })

  it('that is damaged or no zip is one refused record, and the next one is read', async () => {
    const good = await zipOf(xdmMembers([cda]))
    put(good.subarray(0, good.length - 40), 'a.zip')
    put(Buffer.from('not a zip'), 'b.zip')
    put(good, 'c.zip')
    put(Buffer.from('%PDF'), 'd.pdf')
    expect((await read()).map(({verdict}) => verdict?.reason)).toEqual([
      'archive-unsafe',
      'archive-unsafe',
      undefined,
      'not-an-input',
    ])
  })

  it('never shows whose documents it holds when it is refused', async () => {
    put(await zipOf(xdmMembers([cda], {ins: '154039999900253'})))
    expect(JSON.stringify(await read())).not.toMatch(/265059999900141|154039999900253|EXEMPLE/)
  })
})
