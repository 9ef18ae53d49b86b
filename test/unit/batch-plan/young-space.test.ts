import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {projectRoot} from '../../support/program.ts'

/** Largest space of young objects, in MB, of a process that makes many objects which live for a while. */
function largest(bound: boolean): number {
  const part = join(projectRoot, 'src/lib/plan-index/young-space.ts')
  const script = `
    import {getHeapSpaceStatistics} from 'node:v8'
    import {boundYoungSpace} from ${JSON.stringify(part)}
    const end = ${bound} ? boundYoungSpace() : () => undefined
    const young = () => getHeapSpaceStatistics().find((one) => one.space_name === 'new_space').space_size / 2 ** 20
    const kept = []
    let most = 0
    const started = performance.now()
    for (let turn = 0; turn < 500; turn++) {
      // What is kept for some turns survives a collection, which makes V8 grow the space.
      kept[turn % 200] = Array.from({length: 2000}, (_, n) => ({n, text: 'x'.repeat(n % 50) + turn}))
      if (turn % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      most = Math.max(most, young())
    }
    end()
    console.log(most)`
  // However little memory the machine has, V8 may let the space grow to twice this.
  const flags = ['--max-semi-space-size=64', '--input-type=module']
  const {stdout} = spawnSync(process.execPath, [...flags, '-e', script], {encoding: 'utf8'})
  return Number(stdout)
}

describe('the memory for young objects', () => {
  it('stops growing while a plan is made', () => {
    expect(largest(false)).toBeGreaterThan(64)
    expect(largest(true)).toBeLessThanOrEqual(64)
  })
})
