import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {buildLevel1} from '../../../src/lib/cda/build-level1.ts'
import type {ByteSource} from '../../../src/lib/ports/byte-source.ts'
import {c14nDigest} from '../../../src/lib/xml/c14n-digest.ts'
import {canonicalize} from '../../../src/lib/xml/canonicalize.ts'
import {createCdaReader} from '../../../src/lib/xml/cda-reader.ts'
import {ELISION_MARKER, elideBase64} from '../../../src/lib/xml/elide-base64.ts'
import {describeWith} from '../../support/requires.ts'
import {sampleInput, withBody} from '../cda/sample-level1.ts'

/** Chunks of one size through one reused buffer, as a file gives them. */
function sourceOf(bytes: Buffer, step = 65_536): ByteSource {
  const shared = Buffer.alloc(step)
  return {
    size: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += step)
        yield shared.subarray(0, bytes.copy(shared, 0, at, at + step))
    },
  }
}

/** Bytes that look random and are the same every time. */
function content(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let at = 0, seed = 1; at < size; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    bytes[at] = seed >> 16
  }
  return bytes
}

const wrapped = (base64: string, lineEnd: string) => base64.replace(/.{76}/g, `$&${lineEnd}`)
const digest = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('base64')
const template = buildLevel1(sampleInput)

/** A ready-made document: declaration, comment, empty tags, line ends in the base64. */
function readyMade(size: number, lineEnd: string): Buffer {
  const head = Buffer.from(template.head).toString().replace('></realmCode>', '/>')
  const text = `<?xml version="1.0" encoding="UTF-8"?>${lineEnd}<!-- é -->${lineEnd}${head}${lineEnd}  ${wrapped(content(size).toString('base64'), lineEnd)}${lineEnd}${Buffer.from(template.tail)}`
  return Buffer.from(text)
}

describe('a large document', () => {
  it('has the canonical digest that it would have if it were held, whatever the chunks and line ends', async () => {
    const documents = ['\n', '\r\n', '\r', ''].map((end) => readyMade(150_000, end))
    const expected = await Promise.all(documents.map(async (one) => digest(await canonicalize(one))))
    const choice = fc.record({
      which: fc.nat({max: documents.length - 1}),
      step: fc.integer({min: 1_000, max: 250_000}),
    })
    await fc.assert(
      fc.asyncProperty(choice, async ({which, step}) => {
        const bytes = documents[which] ?? Buffer.alloc(0)
        expect(await c14nDigest(sourceOf(bytes, step), 'sha1')).toBe(expected[which])
      }),
      {numRuns: 40},
    )
  })

  it('leaves its structure, the place and the head of its wrapped file, and the digests of its bytes', async () => {
    const bytes = readyMade(150_000, '\r\n')
    const {
      bytes: kept,
      run,
      head,
      decodedSize,
      sha1Hex,
      sha256Hex,
    } = await elideBase64(sourceOf(bytes, 4_099))
    expect(kept.length).toBeLessThan(6_000)
    const cut = bytes.subarray(run?.start, run?.end).toString().replace(/\s+/g, '')
    expect(Buffer.from(cut, 'base64')).toEqual(content(150_000))
    expect(decodedSize).toBe(150_000)
    expect(Buffer.from(head)).toEqual(content(150_000).subarray(0, head.length))
    expect(head.length).toBe(49_152)
    expect(sha1Hex).toBe(createHash('sha1').update(bytes).digest('hex'))
    expect(sha256Hex).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('is read like a small one', async () => {
    const reader = createCdaReader()
    const large = await reader.read(sourceOf(withBody(template, content(7_000_000))))
    const small = await reader.read(sourceOf(withBody(template, content(70_000))))
    expect([large.elided, small.elided]).toEqual([true, false])
    const fields = ({header: {root: _root, body: _body, ...rest}}: typeof large) => rest
    expect(fields(large)).toEqual(fields(small))
    expect(Buffer.from(large.bodyHead)).toEqual(Buffer.from(small.bodyHead))
    expect(large.header.body).toMatchObject({kind: 'non-xml', mediaType: 'text/plain', content: ''})
  })

  it.each([
    ['padding in the middle', (text: string) => `${text.slice(0, 99_998)}==${text.slice(100_000)}`],
    ['a character too many', (text: string) => `${text}A`],
  ])('is refused when its content is no base64: %s', async (_, spoil) => {
    const text = spoil(content(120_000).toString('base64'))
    const bytes = Buffer.concat([template.head, Buffer.from(text), template.tail])
    await expect(elideBase64(sourceOf(bytes))).rejects.toMatchObject({params: {reason: 'malformed'}})
  })

  it('is refused when the long run is not the wrapped file', async () => {
    const run = 'A'.repeat(9_000_000)
    const elsewhere = Buffer.from(
      Buffer.from(template.head).toString().replace('</title>', `${run}</title>`) +
        Buffer.from(template.tail),
    )
    const reader = createCdaReader()
    await expect(reader.read(sourceOf(elsewhere))).rejects.toMatchObject({code: 'DMP_XML_REFUSED'})
    const beside = Buffer.concat([template.head, Buffer.from(`&#65;${run}`), template.tail])
    await expect(reader.read(sourceOf(beside))).rejects.toMatchObject({code: 'DMP_XML_REFUSED'})
  })

  it('is refused when it holds the marker itself, or two long runs that do not fit', async () => {
    const marked = Buffer.from(
      Buffer.from(template.head).toString().replace('<title>', `<title>-${ELISION_MARKER}-`),
    )
    const bytes = Buffer.concat([marked, Buffer.from('A'.repeat(80_000)), template.tail])
    await expect(elideBase64(sourceOf(bytes))).rejects.toMatchObject({code: 'DMP_XML_REFUSED'})
    const twice = Buffer.concat([
      template.head,
      Buffer.from(`${'A'.repeat(80_000)}-${'A'.repeat(17_000_000)}`),
      template.tail,
    ])
    await expect(elideBase64(sourceOf(twice))).rejects.toMatchObject({params: {reason: 'too-large'}})
  })
})

describe('a document of ordinary size', () => {
  it('is refused before it is canonicalised when it has a DOCTYPE', async () => {
    await expect(canonicalize(Buffer.from('<!DOCTYPE a><a/>'))).rejects.toMatchObject({
      params: {reason: 'doctype'},
    })
  })
})

describeWith([{program: 'xmllint', package: 'libxml2-utils'}], 'canonical form by xmllint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-c14n-'))
  afterAll(() => rmSync(folder, {recursive: true}))
  const byXmllint = (bytes: Uint8Array) => {
    const path = join(folder, 'document.xml')
    writeFileSync(path, bytes)
    return execFileSync('xmllint', ['--huge', '--c14n', path], {maxBuffer: 64 * 1024 * 1024})
  }

  it.each([
    [
      'attributes, namespaces and empty tags',
      '<a xmlns:z="urn:z" b="2" z:c="&#9;\'" a="1"><c xmlns=""/><!-- k --><?p i?></a>',
    ],
    [
      'comments and instructions around the root',
      '<?xml version="1.0"?><?a b?>\n<!-- c -->\n<a>\r\n</a>\n<!-- d -->',
    ],
    ['CDATA and references', '<a><![CDATA[<&>]]>&#13;&#xe9;</a>'],
  ])('is the same for %s', async (_, text) => {
    const bytes = Buffer.from(text)
    expect(Buffer.from(await canonicalize(bytes)).toString()).toBe(byXmllint(bytes).toString())
  })

  it('is the same for ISO-8859-1 and UTF-16', async () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a b="é">è</a>', 'latin1')
    const wide = Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a b="é">è</a>', 'utf16le')
    for (const bytes of [latin, wide])
      expect(Buffer.from(await canonicalize(bytes)).toString()).toBe(byXmllint(bytes).toString())
  })

  it('gives the same digest for 20 MB', {timeout: 60_000}, async () => {
    const bytes = readyMade(14_600_000, '\r\n')
    expect(bytes.length).toBeGreaterThan(19_900_000)
    expect(await c14nDigest(sourceOf(bytes), 'sha1')).toBe(digest(byXmllint(bytes)))
  })
})
