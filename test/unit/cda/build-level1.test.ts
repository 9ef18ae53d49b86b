import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {buildLevel1} from '../../../src/lib/cda/build-level1.ts'
import {level1Document, level1Size, readyLevel1} from '../../../src/lib/cda/level1-document.ts'
import {inputIdOf, type Level1Input, level1Formats} from '../../../src/lib/cda/level1-input.ts'
import {readCdaHeader, uniqueIdOf} from '../../../src/lib/cda/read-header.ts'
import {openSchemaPack} from '../../../src/lib/schemapack/schema-pack.ts'
import {canonicalize} from '../../../src/lib/xml/canonicalize.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {describeWith, sharedData} from '../../support/requires.ts'
import {sampleInput, smallestInput, withBody} from './sample-level1.ts'

const body = Buffer.from('Bonjour')
const build = (input: Level1Input) => withBody(buildLevel1(input), body)

/** Text that XML can carry, with what a hostile or careless source may put into a name. */
const hostile = fc
  .string({unit: 'binary', minLength: 1, maxLength: 40})
  .map(
    (text) =>
      `${text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')}x<&>"'\r\n\t]]>`,
  )

function named(text: string): Level1Input {
  const {patient} = sampleInput
  return {
    ...sampleInput,
    title: text,
    patient: {...patient, traits: {...patient.traits, birthName: text}},
    custodian: {...sampleInput.custodian, name: text},
    code: {...sampleInput.code, displayName: text},
  }
}

describe('building a level 1 document', () => {
  it.each([
    ['everything', sampleInput],
    ['the least', smallestInput],
  ])('gives the known bytes for %s', async (name, input) => {
    await expect(build(input).toString()).toMatchFileSnapshot(
      `../../golden/cda/level1-${name.replace(' ', '-')}.xml`,
    )
  })

  it('gives the same bytes from the input that the journal froze', () => {
    const frozen = JSON.parse(JSON.stringify(sampleInput)) as Level1Input
    expect(build(frozen)).toEqual(build(sampleInput))
  })

  it('is already in canonical form, whatever the names hold', {timeout: 30_000}, async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const bytes = build(named(text))
        expect(Buffer.from(await canonicalize(bytes)).equals(bytes)).toBe(true)
      }),
      {numRuns: 60},
    )
  })

  it('reads back every name as it was given, blanks aside', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const header = readCdaHeader(openXml(build(named(text))))
        const tidy = text.replace(/[ \t\r\n]+/g, ' ').trim()
        expect(header.title).toBe(tidy)
        expect(header.patient?.names[0]?.families[0]?.text).toBe(tidy)
        expect(header.code?.displayName).toBe(text)
      }),
    )
  })

  it.each([
    ['a control character', {...sampleInput, title: 'a\u0000b'}, 'title', 'character'],
    ['half a surrogate pair', {...sampleInput, title: 'a\ud800b'}, 'title', 'character'],
    ['an empty title', {...sampleInput, title: '  '}, 'title', 'empty'],
    ['a title of no-break spaces', {...sampleInput, title: '\u00a0 \u2003'}, 'title', 'empty'],
    ['an id that is no OID', {...sampleInput, id: '3f2504e0-4f89'}, 'id', 'oid'],
    ['a version of zero', {...sampleInput, versionNumber: 0}, 'versionNumber', 'number'],
    ['a date that does not exist', {...sampleInput, effectiveTime: '2026-02-30'}, 'effectiveTime', 'date'],
    [
      'an author that is nobody',
      {...sampleInput, authors: [{time: '2026-03-02', id: '1'}]},
      'author',
      'person-or-device',
    ],
  ])('refuses %s', (_, input, field, reason) => {
    expect(() => buildLevel1(input)).toThrow(
      expect.objectContaining({code: 'DMP_CDA_INPUT_INVALID', params: {field, reason}}),
    )
  })

  it('takes a uniqueId apart as it was joined', () => {
    for (const id of [{root: '1.2.3'}, {root: '1.2.3', extension: 'a^b'}])
      expect(inputIdOf(uniqueIdOf({...id, line: 1}) ?? '')).toEqual(id)
  })

  it('leaves out the end of a period that ends where it begins', () => {
    const xml = build(sampleInput).toString()
    expect(xml).toContain('<effectiveTime><low value="20260302"></low></effectiveTime>')
  })

  it('streams the same document that it would hold, in chunks of any size', async () => {
    const template = buildLevel1(sampleInput)
    const sizes = fc.record({
      total: fc.integer({min: 0, max: 200_000}),
      step: fc.integer({min: 1, max: 70_000}),
    })
    await fc.assert(
      fc.asyncProperty(sizes, async ({total, step}) => {
        const content = Buffer.alloc(total, 'dmp')
        const shared = Buffer.alloc(step)
        const source = {
          size: total,
          async *open() {
            for (let at = 0; at < total; at += step)
              yield shared.subarray(0, content.copy(shared, 0, at, at + step))
          },
        }
        const whole = level1Document(template, source)
        const hash = createHash('sha1')
        let size = 0
        for await (const chunk of whole.open()) {
          hash.update(chunk)
          size += chunk.length
        }
        expect(size).toBe(whole.size)
        expect(level1Size(template, total)).toBe(size)
        expect(hash.digest('hex')).toBe(createHash('sha1').update(withBody(template, content)).digest('hex'))
      }),
      {numRuns: 25},
    )
  })

  /** A body that counts how often it is read. */
  function counted(content: Buffer, size = content.length) {
    const body = {
      size,
      opened: 0,
      async *open() {
        body.opened++
        for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536)
      },
    }
    return body
  }

  async function bytesOf(source: {open(): AsyncIterable<Uint8Array>}): Promise<Buffer> {
    const chunks: Uint8Array[] = []
    for await (const chunk of source.open()) chunks.push(Uint8Array.from(chunk))
    return Buffer.concat(chunks)
  }

  it.each([
    ['a small document once, however often it is sent', 50_000, 1],
    ['an empty one once', 0, 1],
    ['a large document each time, without holding it', 1_000_000, 2],
  ])('encodes %s', async (_, size, opened) => {
    const content = Buffer.alloc(size, 'dmp')
    const body = counted(content)
    const template = buildLevel1(sampleInput)
    const ready = await readyLevel1(template, body)
    const first = await bytesOf(ready)
    expect(first.equals(withBody(template, content))).toBe(true)
    expect((await bytesOf(ready)).equals(first)).toBe(true)
    expect(ready.size).toBe(first.length)
    expect(body.opened).toBe(opened)
  })

  it.each([4_000, 6_000])('refuses a body of 5000 bytes that said %d', async (said) => {
    const body = counted(Buffer.alloc(5_000, 'dmp'), said)
    await expect(readyLevel1(buildLevel1(sampleInput), body)).rejects.toThrow(RangeError)
  })
})

describeWith([{program: 'xmllint', package: 'libxml2-utils'}], 'canonical form by xmllint', () => {
  it('changes nothing in a built document', () => {
    for (const input of [sampleInput, smallestInput, named('a<b>&"\r\n\t\u00e9\u{1f600}')]) {
      const bytes = build(input)
      expect(execFileSync('xmllint', ['--c14n', '-'], {input: bytes}).equals(bytes)).toBe(true)
    }
  })
})

describeWith(['shared-data'], 'CDA schema', () => {
  it('takes every kind of document that is built', {timeout: 30_000}, async () => {
    const pack = await openSchemaPack(sharedData() ?? '')
    const kinds = Object.keys(level1Formats) as Level1Input['mediaType'][]
    const inputs = [smallestInput, named('x<y&'), ...kinds.map((mediaType) => ({...sampleInput, mediaType}))]
    for (const input of inputs) expect(await pack.checkXml('cda', build(input))).toEqual([])
    pack.close()
  })
})
