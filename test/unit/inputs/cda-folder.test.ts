import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {openCdaFolder} from '../../../src/lib/usecases/batch/inputs/cda-folder.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {allOf, inputBench, profileWith, visible} from '../../support/input-bench.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-cda-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes)
const read = (options = {}, profile = profileWith()) =>
  allOf(openCdaFolder(inputBench(profile), folder, options))

describe('a folder of CDA documents', () => {
  it('yields every file by name at any depth, taken where it stands', async () => {
    mkdirSync(join(folder, 'b'))
    put('c.xml', carriedCda(3).bytes)
    put('b/b.XML', carriedCda(2).bytes)
    put('a.xml', carriedCda(1).bytes)
    const found = await read({visibility: visible, identityStatus: 'QUALIFIEE'})
    expect(found.map(({request}) => request?.file)).toEqual(
      ['a.xml', 'b/b.XML', 'c.xml'].map((name) => join(folder, name)),
    )
    expect(found[0]).toMatchObject({
      action: 'submit',
      local: {
        ipp: 'IPP000042',
        venue: 'V2026-001',
        title: 'Compte rendu de consultation',
        typeCode: '11488-4',
        structureId: '1990000002',
      },
      request: {identityStatus: 'QUALIFIEE', visibility: visible, statedIns: {matricule: '265059999900141'}},
    })
    expect(found[0]?.verdict).toBeUndefined()
  })

  it('takes a document that announces its former version as a replacement', async () => {
    put('a.xml', carriedCda(2, {replaces: 1}).bytes)
    const [found] = await read()
    expect(found).toMatchObject({
      action: 'replace',
      request: {action: 'replace', replaces: '1.2.250.1.999.1.1.77.4.1'},
    })
  })

  it('holds a first version whose visibility nobody stated', async () => {
    put('a.xml', carriedCda(1).bytes)
    const [found] = await read()
    expect(found?.verdict).toEqual({class: 'held', reason: 'visibility-not-stated'})
    expect(found?.request).toBeUndefined()
  })

  it.each([
    [
      'a restricted document',
      'confidentiality-restricted',
      (xml: string) => xml.replace(/(<confidentialityCode[^>]*code=")N"/, '$1R"'),
    ],
    [
      'a link that is no replacement',
      'related-document',
      (xml: string) => xml.replace('typeCode="RPLC"', 'typeCode="APND"'),
    ],
    [
      'a biology report that is still active',
      'incomplete-biology',
      (xml: string) =>
        xml.replace(
          '</serviceEvent>',
          '<s:statusCode xmlns:s="urn:oid:1.3.6.1.4.1.19376.1.3.2" code="active"/></serviceEvent>',
        ),
    ],
    [
      'a number with an extension',
      'document-id-extension',
      (xml: string) => xml.replace(/<id root="([^"]+)\.2"/, '<id root="$1" extension="2"'),
    ],
  ])('holds %s', async (_, reason, edit) => {
    put('a.xml', carriedCda(2, {replaces: 1}, edit).bytes)
    const [found] = await read({visibility: visible})
    expect(found?.verdict).toMatchObject({class: 'held', reason})
  })

  it('lets a number with an extension through where the profile says so', async () => {
    put(
      'a.xml',
      carriedCda(2, {}, (xml) => xml.replace(/<id root="([^"]+)\.2"/, '<id root="$1" extension="2"')).bytes,
    )
    const [found] = await read({visibility: visible}, profileWith({'documents.idExtension': 'send'}))
    expect(found?.verdict).toBeUndefined()
  })

  it('rejects what is no CDA, what has a document type, what bears no INS, each with its own reason', async () => {
    put('a.xml', '<note/>')
    put('b.xml', '<!DOCTYPE x><x/>')
    put('c.xml', carriedCda(1, {}, (xml) => xml.replaceAll('1.2.250.1.213.1.4.10', '1.2.250.1.999.7')).bytes)
    put('d.xml', '')
    const found = await read({visibility: visible})
    expect(found.map(({verdict}) => [verdict?.class, verdict?.reason])).toEqual([
      ['rejected', 'DMP_CDA_UNREADABLE'],
      ['rejected', 'DMP_XML_REFUSED'],
      ['rejected', 'ins-absent'],
      ['rejected', 'DMP_XML_REFUSED'],
    ])
    expect(JSON.stringify(found)).not.toContain('265059999900141')
  })

  it('counts what is no XML and follows no link', async () => {
    put('a.pdf', '%PDF-1.4')
    put('z.xml', carriedCda(1).bytes)
    symlinkSync(join(folder, 'z.xml'), join(folder, 'b.xml'))
    symlinkSync(folder, join(folder, 'c'))
    const found = await read({visibility: visible})
    expect(found.map(({verdict}) => verdict?.reason)).toEqual([
      'not-an-input',
      'link-not-followed',
      'link-not-followed',
      undefined,
    ])
  })

  it('asks the identities of the hospital for each patient', async () => {
    put('a.xml', carriedCda(1).bytes)
    const [found] = await read({
      visibility: visible,
      statusOf: ({ipp}: {ipp?: string}) => (ipp === 'IPP000042' ? 'QUAL' : undefined),
    })
    expect(found?.request?.identityStatus).toBe('QUAL')
  })
})
