import {appendFileSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {expect, it} from 'vitest'
import {openHl7} from '../../../src/lib/usecases/batch/inputs/hl7.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {message} from '../../support/hl7-message.ts'
import {inputBench} from '../../support/input-bench.ts'

const COUNT = 800

it('keeps nothing of the messages it has read but their numbers', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const folder = mkdtempSync(join(tmpdir(), 'dmp-memory-'))
  try {
    const file = join(folder, 'all.hl7')
    const padded = carriedCda(1, {}, (xml) => xml.replace(/(<text [^>]*>)/, `$1${'A'.repeat(40_000)}`))
    const text = message({controlId: 'CONTROL-NUMBER-000000', documents: [padded]})
    for (let n = 0; n < COUNT; n++) appendFileSync(file, text.replace('000000', String(n).padStart(6, '0')))
    const heap: number[] = []
    let read = 0
    for await (const {verdict} of openHl7(inputBench(), file)) {
      expect(verdict).toBeUndefined()
      read += 1
      if (read % (COUNT / 4) !== 0) continue
      collect()
      heap.push(process.memoryUsage().heapUsed)
    }
    expect(read).toBe(COUNT)
    const [, second = 0, , last = 0] = heap
    // Half of the messages are 30 MB of text: a tenth of that would be a leak.
    expect(last - second).toBeLessThan((COUNT / 2) * text.length * 0.1)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
})
