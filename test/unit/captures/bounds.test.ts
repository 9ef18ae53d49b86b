import {gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {findExchanges} from '../../../src/lib/captures/find-exchanges.ts'
import {seeded} from '../../soak/random.ts'
import {brokenCapture, captureSamples} from './broken-captures.ts'
import {chunksOf, envelope, foundIn, textOf} from './captured.ts'

const MB = 1024 * 1024
const ONE = envelope('<x:ThingRequest xmlns:x="urn:x">été</x:ThingRequest>')
const LINE =
  '2026-01-05 10:00:00,123 INFO  [main] fr.editeur.Dmp - ligne de journal sans rien de particulier /a/b 12 %\n'

function repeated(unit: string | Buffer, bytes: number): Buffer {
  const one = Buffer.from(unit as string)
  return Buffer.alloc(Math.ceil(bytes / one.length) * one.length, one)
}

/** Milliseconds that a search takes. */
async function timeOf(bytes: Buffer): Promise<number> {
  const start = performance.now()
  await foundIn(bytes)
  return performance.now() - start
}

describe('a large file', () => {
  it('of 20 MB is read in a stream: the exchanges in it are found at their lines, little is held', async () => {
    const noise = repeated(LINE, 5 * MB)
    const lines = noise.length / LINE.length
    const pieces = [
      noise,
      Buffer.from(`${ONE}\n`),
      noise,
      Buffer.from(`${Buffer.from(ONE).toString('base64')}\n`),
      noise,
      noise,
    ]
    let held = 0
    async function* chunks() {
      for (const piece of pieces) {
        yield* chunksOf(piece)
        held = Math.max(held, process.memoryUsage().arrayBuffers)
      }
    }
    const before = process.memoryUsage().arrayBuffers
    const found: [number, string][] = []
    for await (const one of findExchanges(chunks(), {file: 'a'}))
      found.push([one.place.line, textOf(one.envelope)])
    expect(found).toEqual([
      [lines + 1, ONE],
      [2 * lines + 5, ONE],
    ])
    expect(held - before).toBeLessThan(64 * MB)
  }, 60_000)

  it('holds an envelope of 9 MB: it is told as too large, what follows is found', async () => {
    const long = envelope(`<x:ThingRequest xmlns:x="urn:x">${'QUJD'.repeat(2.3 * MB)}</x:ThingRequest>`)
    const found = await foundIn(`${long}\n${LINE}${ONE}\n`)
    expect(
      found.map(({complete, envelope: bytes, remarks}) => [complete, bytes.length > 0, remarks[0]?.kind]),
    ).toEqual([
      [false, false, 'too-large'],
      [true, true, undefined],
    ])
  }, 60_000)

  it('holds a part above the limit: its size is told, the envelope and the other parts are kept', async () => {
    const part = (id: string, text: string) =>
      `--b\r\nContent-Type: text/plain\r\nContent-ID: <${id}>\r\n\r\n${text}\r\n`
    const mime = `Content-Type: multipart/related; boundary=b; start="<r>"\r\n\r\n--b\r\nContent-Type: application/xop+xml\r\nContent-ID: <r>\r\n\r\n${ONE}\r\n${part('large', 'x'.repeat(3 * MB))}${part('small', 'y')}--b--\r\n`
    const [one, ...more] = await foundIn(mime, {maxPartBytes: 2 * MB})
    expect(more).toEqual([])
    expect(one).toMatchObject({
      complete: true,
      remarks: [{kind: 'too-large', contentId: 'large', size: 3 * MB}],
    })
    expect(one?.parts.get('large')).toMatchObject({tooLarge: true, size: 3 * MB, bytes: new Uint8Array()})
    expect(textOf(one?.parts.get('small')?.bytes)).toBe('y')
  })

  it('of gzip bombs in base64 ends in time', async () => {
    const bomb = gzipSync(Buffer.alloc(16 * MB)).toString('base64')
    expect(await foundIn(`${`${bomb}\n\n`.repeat(6)}${ONE}`)).toHaveLength(1)
  }, 60_000)
})

describe('noise made to cost much', () => {
  const units: Record<string, string | Buffer> = {
    'escaped angle brackets': '&lt;',
    'start lines': 'POST / HTTP/1.1\n',
    'envelopes that never end': 'abc <s:Envelope xmlns:s="x">',
    'start tags that never end': '<s:Envelope ',
    'comments that never end': '<s:Envelope xmlns:s="x"><!-- ',
    'parts that never end': '--b\nContent-Type: application/xop+xml\n\nEnvelope\n',
    'escapes of strings': '"\\n" ',
    'percent escapes': '=%41&',
    'prefixes of lines': '12:00 <s:Envelope xmlns:s="x">\n',
    'dump lines': '00000000  41 41\n*\n',
    'trace titles': '=> Send header, 3 bytes (0x3)\n0000: abc\n',
    'wire lines': 'a >> "x[\\n]"\nb << "y"\n',
    'wrappings of wrappings': '&amp;lt;s:Envelope xmlns:s=\\&quot;x',
    zeros: Buffer.alloc(64),
    'gzip heads': Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
  }
  it.each(Object.entries(units))(
    'takes time in proportion to its size: %s',
    async (_name, unit) => {
      await timeOf(repeated(unit, 8192))
      const small = Math.min(await timeOf(repeated(unit, 32_768)), await timeOf(repeated(unit, 32_768)))
      const large = await timeOf(repeated(unit, 4 * 32_768))
      // Four times the size: quadratic time would be sixteen times as long.
      expect(large).toBeLessThan(Math.max(10 * small, 1500))
    },
    60_000,
  )
})

describe('broken captures', () => {
  it('never stop the search, and what is found keeps its promises (two seconds)', async () => {
    const seed = Date.now() % 2 ** 31
    const random = seeded(seed)
    const samples = captureSamples()
    const end = performance.now() + 2000
    let runs = 0
    while (performance.now() < end) {
      const bytes = brokenCapture(samples, random)
      const start = performance.now()
      const found = await foundIn(bytes, {size: 1 + Math.floor(random() * 9000)}).catch((cause: unknown) => {
        throw new Error(`seed ${seed}, run ${runs}`, {cause})
      })
      expect(performance.now() - start, `seed ${seed}, run ${runs}`).toBeLessThan(5000)
      let last = 0
      for (const one of found) {
        expect(one.n, `seed ${seed}, run ${runs}`).toBe(++last)
        expect(one.complete).toBe(one.cut === undefined)
        expect(one.place.offset).toBeLessThanOrEqual(bytes.length)
        expect(one.place.endLine).toBeGreaterThanOrEqual(one.place.line)
      }
      runs++
    }
    expect(runs).toBeGreaterThan(20)
  }, 30_000)
})
