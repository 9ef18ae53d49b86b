import {expect, it} from 'vitest'
import {scanText} from '../../../src/lib/body/scan-text.ts'

it('reads a text given through one reused buffer, whatever character a chunk cuts', () => {
  const whole = Buffer.from('Compte rendu n° 7 : évolution favorable, 37 °C, « œdème » résorbé. '.repeat(40))
  for (const size of [1, 2, 3, 5, 7, 64, 1000]) {
    const scan = scanText()
    const buffer = Buffer.alloc(size)
    for (let at = 0; at < whole.length; at += size) {
      const part = whole.subarray(at, at + size)
      part.copy(buffer)
      scan.push(buffer.subarray(0, part.length))
    }
    expect(scan.end(), `chunks of ${size}`).toEqual([])
  }
})
