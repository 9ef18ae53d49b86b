import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {buildLevel1} from '../../../src/lib/cda/build-level1.ts'
import {openSchemaPack} from '../../../src/lib/schemapack/schema-pack.ts'
import {describeWith, saxonJar, sharedData} from '../../support/requires.ts'
import {sampleInput, withBody} from '../cda/sample-level1.ts'

const root = mkdtempSync(join(tmpdir(), 'dmp-pack-'))
// A folder of our own for temporary files, so that what is left behind can be seen.
const before = process.env['TMPDIR']
process.env['TMPDIR'] = root
afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  rmSync(root, {recursive: true})
})

const template = buildLevel1(sampleInput)
const good = withBody(template, Buffer.from('Bonjour'))
const broken = Buffer.from(
  good
    .toString()
    .replace(/<versionNumber[^>]*><\/versionNumber>/, '')
    .replace('SA01', 'SA99'),
)
const misshapen = Buffer.from(
  good.toString().replace('<realmCode code="FR"></realmCode>', '<nonsense></nonsense>'),
)
const named = (bytes: Uint8Array) => ({name: 'document.xml', bytes})
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('dmp-schematron-'))

describe('a schema pack', () => {
  it('is refused when its folder or its CDA schema is missing', async () => {
    const empty = join(root, 'empty')
    mkdirSync(empty)
    for (const folder of [empty, join(root, 'none')])
      await expect(openSchemaPack(folder)).rejects.toMatchObject({
        code: 'DMP_SCHEMA_PACK_UNUSABLE',
        params: {folder},
      })
  })

  it('is refused when its schema does not compile, or reaches outside its folder', async () => {
    const folder = join(root, 'outside')
    mkdirSync(join(folder, 'cda'), {recursive: true})
    writeFileSync(
      join(root, 'other.xsd'),
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>',
    )
    const schemas = [
      '<a/>',
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="../../other.xsd"/></xs:schema>',
    ]
    for (const schema of schemas) {
      writeFileSync(join(folder, 'cda', 'CDA_extended.xsd'), schema)
      const pack = await openSchemaPack(folder)
      await expect(pack.checkCda([named(good)])).rejects.toMatchObject({code: 'DMP_SCHEMA_PACK_UNUSABLE'})
      pack.close()
    }
  })
})

describeWith(['shared-data'], 'the official schemas', () => {
  it('take a built document and place their remarks by line', async () => {
    const pack = await openSchemaPack(sharedData() ?? '', {jar: join(root, 'none.jar')})
    const [first, second] = await pack.checkCda([named(good), named(misshapen)])
    expect(first?.findings).toEqual([])
    expect(second?.findings).toMatchObject([
      {layer: 'xsd', line: 2, text: expect.stringContaining('nonsense')},
    ])
    pack.close()
  })

  it('do not repeat the value that does not fit', async () => {
    const pack = await openSchemaPack(sharedData() ?? '', {jar: join(root, 'none.jar')})
    const spoiled = good
      .toString()
      .replace('qualifier="BR">EXEMPLE', 'qualifier="SECRET">EXEMPLE')
      .replace('19650512', 'SECRET')
    const findings = await pack.checkXml('cda', Buffer.from(spoiled))
    pack.close()
    expect(findings.length).toBeGreaterThan(1)
    expect(JSON.stringify(findings)).not.toContain('SECRET')
  })

  it('say that the rules were not applied, and why', async () => {
    const noJar = await openSchemaPack(sharedData() ?? '', {jar: join(root, 'none.jar')})
    const noJava = await openSchemaPack(sharedData() ?? '', {java: join(root, 'none')})
    const folder = join(root, 'no-sheet')
    cpSync(join(sharedData() ?? '', 'schemas'), join(folder, 'schemas'), {recursive: true})
    const noSheet = await openSchemaPack(folder)
    const reasons: (string | undefined)[] = []
    for (const pack of [noJar, noJava, noSheet]) {
      const [verdict] = await pack.checkCda([named(good)])
      reasons.push(verdict?.unavailable[0]?.reason)
      pack.close()
    }
    const expected = [['no-saxon', 'no-java'], ['no-java'], ['no-sheet']]
    for (const [at, reason] of reasons.entries()) expect(expected[at]).toContain(reason)
  })

  it('check a large document without its wrapped file', {timeout: 30_000}, async () => {
    const pack = await openSchemaPack(sharedData() ?? '')
    expect(await pack.checkXml('cda', withBody(template, Buffer.alloc(7_000_000, 'dmp')))).toEqual([])
    pack.close()
  })

  it('refuse a document with a DOCTYPE before any parser sees it', async () => {
    const pack = await openSchemaPack(sharedData() ?? '')
    const document = Buffer.concat([Buffer.from('<!DOCTYPE ClinicalDocument>'), good])
    await expect(pack.checkXml('cda', document)).rejects.toMatchObject({code: 'DMP_XML_REFUSED'})
    pack.close()
  })

  it('compile for the messages of a lot', async () => {
    const pack = await openSchemaPack(sharedData() ?? '')
    for (const kind of ['submitObjects', 'provideAndRegister'] as const)
      expect((await pack.checkXml(kind, Buffer.from('<a/>')))[0]?.text).toContain('No matching global')
    pack.close()
  })
})

describeWith(
  [
    'shared-data',
    {file: saxonJar, package: 'libsaxonhe-java'},
    {program: 'java', package: 'default-jre-headless'},
  ],
  'the official rules',
  () => {
    it('are applied to several documents in one process, and leave no file behind', {
      timeout: 120_000,
    }, async () => {
      const pack = await openSchemaPack(sharedData() ?? '')
      const [first, second] = await pack.checkCda([named(good), named(broken)])
      pack.close()
      expect(first).toEqual({findings: [], unavailable: []})
      expect(second?.findings.filter((one) => one.layer === 'schematron').length).toBeGreaterThanOrEqual(2)
      expect(leftovers()).toEqual([])
    })

    it('stop when the caller gives up', {timeout: 30_000}, async () => {
      const pack = await openSchemaPack(sharedData() ?? '')
      await expect(pack.checkCda([named(good)], AbortSignal.timeout(50))).rejects.toThrow()
      expect(leftovers()).toEqual([])
      pack.close()
    })
  },
)
