import {isUtf8} from 'node:buffer'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {findExchanges} from '../../../src/lib/captures/find-exchanges.ts'
import {chunksOf, foundIn} from './captured.ts'
import {type GeneratedExchange, generatedExchanges} from './generated-exchanges.ts'
import {type WrappingForm, wrappingForms} from './wrappings.ts'

const asIs: WrappingForm = {name: 'as it is', binary: true, apply: (bytes) => bytes}
const NOISE = [
  '',
  'Jan  5 10:00:00 hôte app[12]: démarrage de /opt/dmp à 50 % "ok"\n',
  '2026-01-05T10:00:00.000Z INFO  a.b.C - {"message":"l\'échange \\"12\\" &amp; suite"}\r\n',
  '----------\n<b>autre</b> texte=1&reste=%C3%A9 cGFzIGVuY29yZQ==\n',
]

/** Whether the second form can carry what the first one gives: some carry only characters. */
function wrapped(bytes: Buffer, forms: readonly WrappingForm[]): Buffer | undefined {
  let here = bytes
  for (const form of forms) {
    if (!form.binary && !isUtf8(here)) return undefined
    // A prefix of one byte a character inside UTF-16 is what nobody writes.
    if (form.name === 'lines of a log' && here.includes(0) && !here.equals(bytes)) return undefined
    here = form.apply(here)
  }
  return here
}

async function isFound(exchange: GeneratedExchange, file: Buffer, size: number): Promise<void> {
  const found = await foundIn(file, {size})
  expect(found).toHaveLength(1)
  const [one] = found
  expect(Buffer.from(one?.envelope ?? []).equals(exchange.envelope)).toBe(true)
  expect([...(one?.parts.keys() ?? [])]).toEqual([...exchange.parts.keys()])
  for (const [id, bytes] of exchange.parts)
    expect(Buffer.from(one?.parts.get(id)?.bytes ?? []).equals(bytes)).toBe(true)
  expect(one).toMatchObject({form: exchange.form, direction: exchange.direction, complete: true})
}

describe('an exchange in a file', () => {
  it.each(wrappingForms.map((form) => [form.name, form] as const))(
    'is found, each of sixty, inside %s',
    async (_name, form) => {
      let tried = 0
      for (const exchange of generatedExchanges) {
        const bytes = wrapped(exchange.bytes, [form])
        if (!bytes) continue
        tried++
        await isFound(
          exchange,
          Buffer.concat([Buffer.from(NOISE[1] ?? ''), bytes, Buffer.from(`\n${NOISE[3]}`)]),
          65_536,
        )
      }
      expect(tried).toBeGreaterThan(40)
    },
  )

  it('is found byte for byte inside any two forms, with noise around, in chunks of any size', async () => {
    const forms = [asIs, ...wrappingForms]
    const form = fc.constantFrom(...forms.map(({name}) => name))
    const named = (name: string) => forms.find((one) => one.name === name) ?? asIs
    const noise = fc.array(fc.constantFrom(...NOISE), {maxLength: 3}).map((lines) => lines.join(''))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(generatedExchanges.length - 1),
        form,
        form,
        noise,
        noise,
        fc.integer({min: 1, max: 5000}),
        async (number, first, second, before, after, size) => {
          const exchange = generatedExchanges[number]
          const bytes = exchange && wrapped(exchange.bytes, [named(first), named(second)])
          fc.pre(bytes !== undefined)
          if (exchange && bytes)
            await isFound(
              exchange,
              Buffer.concat([Buffer.from(before), bytes, Buffer.from(`\n${after}`)]),
              size,
            )
        },
      ),
      {numRuns: 600},
    )
  }, 60_000)

  it('is found among others of every form in one file, in order', async () => {
    const pieces = generatedExchanges.flatMap((exchange, n) => {
      const form = wrappingForms[n % wrappingForms.length] ?? asIs
      const bytes = wrapped(exchange.bytes, [form]) ?? exchange.bytes
      return [Buffer.from(NOISE[1 + (n % 3)] ?? ''), bytes, Buffer.from('\n')]
    })
    const found = await foundIn(Buffer.concat(pieces))
    expect(found.map(({n}) => n)).toEqual(generatedExchanges.map((_one, n) => n + 1))
    for (const [n, one] of found.entries())
      expect(
        Buffer.from(one.envelope).equals(generatedExchanges[n]?.envelope ?? Buffer.alloc(0)),
        `${n}`,
      ).toBe(true)
    const lines = found.map(({place}) => place.line)
    expect(lines).toEqual(lines.toSorted((a, b) => a - b))
  })
})

describe('a source', () => {
  it('may be a file that is read again', async () => {
    const bytes = generatedExchanges[0]?.bytes ?? Buffer.alloc(0)
    const source = {size: bytes.length, open: () => chunksOf(bytes)}
    const found: number[] = []
    for await (const {n} of findExchanges(source, {file: 'a'})) found.push(n)
    expect(found).toEqual([1])
  })
})
