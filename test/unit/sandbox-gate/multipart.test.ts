import {createHash} from 'node:crypto'
import {mkdtemp, readdir, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {readContentType} from '../../../src/lib/sandbox/mime/content-type.ts'
import {type MultipartLimits, readMultipart} from '../../../src/lib/sandbox/mime/multipart.ts'
import {BodyRefusal} from '../../../src/lib/sandbox/mime/refusal.ts'
import {canonicalDigest} from '../../../src/lib/sandbox/signature/manifest.ts'

let limits: MultipartLimits

beforeAll(async () => {
  const spoolDir = await mkdtemp(join(tmpdir(), 'spool-'))
  limits = {
    spoolDir,
    memoryBytes: 64,
    wholeBytes: 1_000_000,
    partBytes: 1_000_000_000,
    parts: 5,
    headerBytes: 300,
  }
})
afterAll(() => rm(limits.spoolDir, {recursive: true, force: true}))

async function* inChunks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

const boundary = 'b-1'
function written(contents: readonly Uint8Array[]): Buffer {
  const pieces = contents.flatMap((content, index) => [
    Buffer.from(`--${boundary}\r\nContent-Type: text/xml\r\nContent-ID: <part${index}>\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)])
}

/** Contents made of what confuses a reader: pieces of the delimiter. */
const content = fc
  .array(
    fc.constantFrom(
      '\r',
      '\n',
      '-',
      '--',
      '\r\n',
      '\r\n-',
      '\r\n--',
      '\r\n--b',
      '\r\n--b-',
      'b-1',
      'x',
      '\u0000',
    ),
    {maxLength: 60},
  )
  .map((pieces) => Buffer.from(pieces.join('')))
  .filter((bytes) => !Buffer.concat([Buffer.from('\r\n'), bytes]).includes(`\r\n--${boundary}`))
const sizes = fc.array(fc.integer({min: 1, max: 30}), {minLength: 1, maxLength: 5})

describe('the multipart reader', () => {
  it('gives every part whole, whatever the chunks and the pieces of delimiter inside', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(content, {minLength: 1, maxLength: 4}),
        sizes,
        async (contents, chunkSizes) => {
          const parts = await readMultipart(inChunks(written(contents), chunkSizes), boundary, limits)
          expect(parts.map((part) => part.contentId)).toEqual(contents.map((_, index) => `part${index}`))
          for (const [index, part] of parts.entries()) {
            const bytes = contents[index] ?? Buffer.alloc(0)
            expect(Buffer.from(await part.bytes()).equals(bytes)).toBe(true)
            expect(part.sha1Hex).toBe(createHash('sha1').update(bytes).digest('hex'))
            const streamed: Uint8Array[] = []
            for await (const chunk of part.stream()) streamed.push(Uint8Array.from(chunk))
            expect(Buffer.concat(streamed).equals(bytes)).toBe(true)
          }
        },
      ),
      {numRuns: 150},
    )
  })

  it('refuses any body cut anywhere, and leaves no file behind', async () => {
    for (const name of await readdir(limits.spoolDir)) await rm(join(limits.spoolDir, name))
    const whole = written([Buffer.alloc(200, 'x'), Buffer.from('y')])
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 0, max: whole.length - 3}), sizes, async (length, chunkSizes) => {
        const reading = readMultipart(inChunks(whole.subarray(0, length), chunkSizes), boundary, limits)
        await expect(reading).rejects.toBeInstanceOf(BodyRefusal)
      }),
    )
    expect(await readdir(limits.spoolDir)).toEqual([])
  })

  it('refuses too many parts, too long headers and too large parts', async () => {
    const cause = (body: Buffer, changed: Partial<MultipartLimits> = {}) =>
      readMultipart(inChunks(body, [50]), boundary, {...limits, ...changed}).catch((error) => error.cause)
    expect(await cause(written(Array.from({length: 6}, () => Buffer.from('x'))))).toBe('mime/too-many-parts')
    expect(await cause(written([Buffer.alloc(50)]), {partBytes: 49})).toBe('mime/part-too-large')
    const long = Buffer.from(`--${boundary}\r\nX: ${'y'.repeat(1000)}\r\n\r\n`)
    expect(await cause(long)).toBe('mime/part-header')
  })

  it('holds a 120 MB document to some tens of MB, from the wire to the digest of its canonical form', async () => {
    const chunk = Buffer.alloc(65_536, 'QUJDREVGR0hJ')
    async function* body(): AsyncGenerator<Uint8Array> {
      yield written([Buffer.from('<a xmlns="urn:hl7-org:v3">')]).subarray(0, -11)
      for (let turn = 0; turn < 120 * 16; turn += 1) yield chunk
      yield Buffer.from(`</a>\r\n--${boundary}--\r\n`)
    }
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 5)
    const [part] = await readMultipart(body(), boundary, {...limits, memoryBytes: 1_048_576})
    if (part === undefined) throw new Error('no part')
    const digest = await canonicalDigest(part.stream(), 'sha1')
    clearInterval(watch)
    const hash = createHash('sha1').update('<a xmlns="urn:hl7-org:v3">')
    for (let turn = 0; turn < 120 * 16; turn += 1) hash.update(chunk)
    expect(digest.equals(hash.update('</a>').digest())).toBe(true)
    expect((peak - before) / 1_048_576).toBeLessThan(100)
  })
})

describe('a Content-Type', () => {
  it.each([
    ['text/xml', 'text/xml', {}],
    ['Text/XML; charset=UTF-8', 'text/xml', {charset: 'UTF-8'}],
    ['a/b; x="1;2 \\"q\\""; Y=z', 'a/b', {x: '1;2 "q"', y: 'z'}],
  ])('reads %s', (header, type, parameters) => {
    const read = readContentType(header)
    expect(read?.type).toBe(type)
    expect(Object.fromEntries(read?.parameters ?? [])).toEqual(parameters)
  })

  it.each(['', 'text', 'text/xml; charset', 'text/xml; a=1; a=2', 'text/xml; a="1', 'text/xml,'])(
    'refuses “%s”',
    (header) => {
      expect(readContentType(header)).toBeUndefined()
    },
  )
})
