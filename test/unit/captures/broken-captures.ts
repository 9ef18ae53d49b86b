import {generatedExchanges} from './generated-exchanges.ts'
import {wrappingForms} from './wrappings.ts'

/** Captures of every form, a few exchanges in each. */
export function captureSamples(): readonly Buffer[] {
  return wrappingForms.flatMap((form, n) => {
    const some = [0, 7, 20, 29, 41].map(
      (place) => generatedExchanges[(place + n) % generatedExchanges.length],
    )
    return some.flatMap((one) =>
      one && (form.binary || one.text) ? [Buffer.concat([form.apply(one.bytes), Buffer.from('\n')])] : [],
    )
  })
}

const TOKENS = [
  '\n',
  '\r\n',
  '"',
  "'",
  '\\n',
  '\\"',
  '\\u003c',
  '%3C',
  '&lt;',
  '&amp;lt;',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE a [',
  '\0',
  '\0\0',
  '--b\r\nContent-Type: text/xml\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n',
  'POST /a HTTP/1.1\r\n',
  '<s:Envelope xmlns:s="urn:s">',
  '</s:Envelope>',
  '=> Send data, 9 bytes (0x9)\n',
  '0000: 41 42\n',
  '>> "x[\\r][\\n]"\n',
  'Payload: ',
  '2026-01-05 10:00:00 ',
  'H4sIAAAAAAAA',
  'A'.repeat(90),
  '41'.repeat(50),
  '\ufeff',
  '\ud800',
  'é',
  '*\n',
  '5\r\n',
  '0\r\n\r\n',
]

/** Some samples one after the other, with bytes turned, cut out, doubled, moved and tokens put in. */
export function brokenCapture(samples: readonly Buffer[], random: () => number): Buffer {
  const pick = (most: number) => Math.floor(random() * most)
  let bytes = Buffer.concat(
    Array.from({length: 1 + pick(3)}, () => samples[pick(samples.length)] ?? Buffer.alloc(0)),
  )
  for (let turns = pick(12); turns > 0; turns--) {
    const at = pick(bytes.length)
    const to = Math.min(bytes.length, at + pick(random() < 0.5 ? 8 : 2000))
    const kind = pick(5)
    const [before, middle, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
    if (kind === 0) bytes = Buffer.concat([before, after])
    else if (kind === 1) bytes = Buffer.concat([before, middle, middle, after])
    else if (kind === 2) bytes = Buffer.concat([after, middle, before])
    else if (kind === 3)
      bytes = Buffer.concat([before, Buffer.from(TOKENS[pick(TOKENS.length)] ?? ''), bytes.subarray(at)])
    else bytes = Buffer.concat([before, Buffer.from(middle.map((byte) => byte ^ (1 << pick(8)))), after])
  }
  return bytes
}
