/**
 * Exchanges in a capture of any size: every one of them is found byte for byte among noise, whatever wraps it, in a
 * stream, and the memory held does not grow with the file. Then captures broken at random, which never stop the search.
 */
import {findExchanges} from '../../src/lib/captures/find-exchanges.ts'
import {brokenCapture, captureSamples} from '../unit/captures/broken-captures.ts'
import {generatedExchanges} from '../unit/captures/generated-exchanges.ts'
import {wrappingForms} from '../unit/captures/wrappings.ts'
import type {PartOptions, PartReport} from './part.ts'
import {seeded} from './random.ts'

export interface CaptureSizes {
  readonly bytes: number
  /** Of breaking captures. */
  readonly milliseconds: number
}

const MB = 1024 * 1024
const HELD_AT_MOST = 256 * MB
const TOOK_TOO_LONG_MS = 30_000
/** Noise between two exchanges, at most. */
const APART = MB

const LINES = [
  '2026-01-05 10:00:00,123 INFO  [main] fr.editeur.Dmp - ligne de journal sans rien de particulier /a/b 12 %\n',
  '{"level":"info","message":"l\'appel \\"12\\" est passé","t":"2026-01-05T10:00:00Z"}\n',
  '\tat org.apache.axis2.engine.AxisEngine.receive(AxisEngine.java:179) ~[axis2-kernel-1.7.9.jar!/:1.7.9]\n',
  'état=<ok/> &lt;a&gt; %C3%A9 0000: 41 42 43 44 -- cGFzIGVuY29yZSB1biDDqWNoYW5nZQ==\n',
]

interface Expected {
  readonly envelopes: Buffer[]
  bytes: number
}

/** The file, written as it is read; what must be found in it goes to `expected`. */
async function* capture(size: number, random: () => number, expected: Expected): AsyncGenerator<Uint8Array> {
  while (expected.bytes < size) {
    const line = Buffer.from(LINES[Math.floor(random() * LINES.length)] ?? '')
    const noise = Buffer.alloc(line.length * Math.ceil((random() * APART) / line.length), line)
    const form = wrappingForms[Math.floor(random() * wrappingForms.length)]
    const exchange = generatedExchanges[Math.floor(random() * generatedExchanges.length)]
    if (!form || !exchange || (!form.binary && !exchange.text)) continue
    const bytes = Buffer.concat([noise, Buffer.from('\n'), form.apply(exchange.bytes), Buffer.from('\n')])
    expected.envelopes.push(exchange.envelope)
    expected.bytes += bytes.length
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
  }
}

async function findAll({bytes}: CaptureSizes, random: () => number, say: (line: string) => void) {
  const faults: string[] = []
  const expected: Expected = {envelopes: [], bytes: 0}
  const startedAt = performance.now()
  let held = 0
  let found = 0
  for await (const one of findExchanges(capture(bytes, random, expected), {file: 'capture'})) {
    const wanted = expected.envelopes[found++]
    if (wanted === undefined || !wanted.equals(one.envelope))
      faults.push(`exchange ${found}, line ${one.place.line}`)
    if (faults.length > 20) break
    held = Math.max(held, process.memoryUsage().rss)
    if (found % 100 === 0) say(`${found} found in ${(expected.bytes / MB).toFixed(0)} MB`)
  }
  if (found !== expected.envelopes.length) faults.push(`${found} of ${expected.envelopes.length} found`)
  return {faults, found, read: expected.bytes, held, seconds: (performance.now() - startedAt) / 1000}
}

async function breakAll(
  {milliseconds}: CaptureSizes,
  random: () => number,
): Promise<{runs: number; faults: string[]}> {
  const faults: string[] = []
  const samples = captureSamples()
  const end = performance.now() + milliseconds
  let runs = 0
  while (performance.now() < end && faults.length < 10) {
    const bytes = brokenCapture(samples, random)
    const startedAt = performance.now()
    try {
      async function* whole() {
        yield bytes
      }
      for await (const one of findExchanges(whole(), {file: 'broken'}))
        if (one.complete !== (one.cut === undefined)) faults.push(`run ${runs}: cut and complete`)
    } catch (error) {
      faults.push(`run ${runs}: ${error instanceof Error ? error.message : String(error)}`)
    }
    if (performance.now() - startedAt > TOOK_TOO_LONG_MS) faults.push(`run ${runs}: took too long`)
    runs++
  }
  return {runs, faults}
}

export async function searchCaptures(sizes: CaptureSizes, {seed, say}: PartOptions): Promise<PartReport> {
  const random = seeded(seed)
  const before = process.memoryUsage().rss
  const {faults, found, read, held, seconds} = await findAll(sizes, random, say)
  if (held - before > HELD_AT_MOST) faults.push(`${((held - before) / MB).toFixed(0)} MB held`)
  const broken = await breakAll(sizes, random)
  return {
    figures: {
      exchanges: found,
      megabytes: Math.round(read / MB),
      'megabytes a second': (read / MB / seconds).toFixed(1),
      'most held, MB': Math.round((held - before) / MB),
      'broken captures': broken.runs,
    },
    faults: [...faults, ...broken.faults],
  }
}
