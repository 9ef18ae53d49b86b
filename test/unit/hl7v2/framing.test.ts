import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Framed, frameMessages, indexMessages} from '../../../src/lib/hl7v2/frame-messages.ts'
import {message, mllp} from '../../support/hl7-message.ts'

const seed = Number(process.env['DMP_SEED'] ?? Date.now() % 2 ** 31)
const options = {seed, numRuns: 150}

const STOPS = new RegExp(['\\r', '\\n', '\\u000b', '\\u001c'].join('|'))

/** Bytes cut in pieces at the given lengths, through one reused buffer as a file reader gives them. */
async function* pieces(
  bytes: Uint8Array,
  sizes: readonly number[] = [bytes.length],
): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let index = 0; at < bytes.length; index++) {
    const size = Math.max(1, sizes[index % sizes.length] ?? 1)
    const piece = Buffer.from(bytes.subarray(at, at + size))
    yield piece
    piece.fill(0x58)
    at += size
  }
}

async function framed(text: string | Uint8Array, sizes?: readonly number[], max?: number): Promise<Framed[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const found: Framed[] = []
  for await (const one of frameMessages(pieces(bytes, sizes), max)) found.push(one)
  return found
}

const texts = (found: readonly Framed[]) =>
  found
    .filter(({kind}) => kind === 'message')
    .map(({bytes}) =>
      Buffer.from(bytes ?? [])
        .toString()
        .trim(),
    )

describe('messages of a file', () => {
  const one = message({controlId: 'A'}).trim()
  const two = message({controlId: 'B'}).trim()

  it.each([
    ['one after the other', `${one}\r${two}\r`],
    ['MLLP blocks', mllp(`${one}\r`, `${two}\r`)],
    [
      'MLLP blocks with log lines between',
      `12:00 recu\n\u000b${one}\r\u001c\r\n12:01 recu\n\u000b${two}\r\u001c\r`,
    ],
    ['MLLP blocks without a line end before the mark', `\u000b${one}\u001c\r\u000b${two}\u001c\r`],
    ['a byte order mark', `\ufeff${one}\r${two}\r`],
    ['blank lines and blanks before', `\n\n  ${one}\r\n\r\n${two}`],
    ['batch wrappers', `FHS|^~\\&|A\rBHS|^~\\&|A\r${one}\r${two}\rBTS|2\rFTS|1\r`],
  ])('are found with %s', async (_, file) => {
    const found = await framed(file)
    expect(texts(found)).toEqual([one, two])
    expect(found.filter(({kind}) => kind === 'stray')).toEqual([])
    expect(found.filter(({kind}) => kind === 'message').every(({complete}) => complete)).toBe(true)
  })

  it('are the same however the bytes come, whatever the line ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('\r', '\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.integer({min: 1, max: 400}), {minLength: 1, maxLength: 6}),
        fc.integer({min: 1, max: 3}),
        async (end, blocks, sizes, count) => {
          const wanted = Array.from({length: count}, (_, index) => message({controlId: `C${index}`, end}))
          const file = blocks ? mllp(...wanted) : wanted.join('')
          const found = await framed(file, sizes)
          expect(texts(found)).toEqual(wanted.map((text) => text.trim()))
          const index = [...(await indexMessages(pieces(Buffer.from(file), sizes)))]
          const indexed = wanted.map((_, n) => Buffer.from(file).subarray(index[2 * n], index[2 * n + 1]))
          expect(indexed.map((bytes) => bytes.toString().trim())).toEqual(wanted.map((text) => text.trim()))
          expect(index).toHaveLength(2 * wanted.length)
        },
      ),
      options,
    )
  })

  it('tells a block whose end never came', async () => {
    const found = await framed(`\u000b${one}\r\u001c\r\u000b${two.slice(0, 300)}`)
    expect(found.map(({complete}) => complete)).toEqual([true, false])
  })

  it('tells segments that lost their message, and a file that holds none', async () => {
    expect((await framed(`SH|^~\\&|A\rPID|1\r${one}\r`)).map(({kind}) => kind)).toEqual(['stray', 'message'])
    expect((await framed('voir le service informatique')).map(({kind}) => kind)).toEqual(['stray'])
    expect((await framed(Buffer.from(one, 'utf16le'))).map(({kind}) => kind)).toEqual(['stray'])
    expect(await framed('\r\n \n')).toEqual([])
  })

  it('never takes a line of wrapped base64 for a message', async () => {
    const wrapped = one.replace(/(\^Base64\^.{40})/, '$1\nMSHabc\nMSH+/9\nMSH=\n')
    expect(texts(await framed(wrapped))).toEqual([wrapped])
  })

  it('gives no bytes of a message above the bound, and the next one whole', async () => {
    const huge = one.replace(/\^Base64\^/, `^Base64^${'A'.repeat(20_000)}`)
    const found = await framed(`${huge}\r${two}\r`, [1000], 15_000)
    expect(found.map(({bytes}) => bytes !== undefined)).toEqual([false, true])
    expect(texts(found)[1]).toBe(two)
  })

  it('accounts for every byte of any file without failing', async () => {
    const word = fc.constantFrom(
      'MSH|^~\\&|A',
      'PID|1',
      'BTS|2',
      'FTS|',
      'FHS|',
      'OBX|1|ED|',
      'abc',
      '',
      ' ',
      '\ufeff',
    )
    const stop = fc.constantFrom('\r', '\n', '\r\n', '\u000b', '\u001c\r', '\u001c', '')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(word, stop), {maxLength: 12}),
        fc.array(fc.integer({min: 1, max: 9}), {minLength: 1, maxLength: 4}),
        async (parts, sizes) => {
          const file = parts.flat().join('')
          const [whole, cut] = [await framed(file), await framed(file, sizes)]
          expect(cut.map(({kind, start, end, complete}) => ({kind, start, end, complete}))).toEqual(
            whole.map(({kind, start, end, complete}) => ({kind, start, end, complete})),
          )
          let last = 0
          for (const {start, end} of whole) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThanOrEqual(start)
            last = end
          }
          const lines = file.replace(/^\ufeff/, '').split(STOPS)
          const headers = lines.filter((line) => /^[ \t]*MSH\|/.test(line))
          expect(whole.filter(({kind}) => kind === 'message')).toHaveLength(headers.length)
        },
      ),
      {...options, numRuns: 600},
    )
  })
})
