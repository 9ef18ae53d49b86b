import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {projectRoot} from '../support/program.ts'
import type {Mutation} from '../support/second-writer/mutation.ts'
import {MutationBench} from '../support/second-writer/mutation-bench.ts'
import {mutations, mutationsPage, type Outcome} from '../support/second-writer/mutation-table.ts'

const page = join(projectRoot, 'docs/mutations.md')
const outcomes: Outcome[] = []
let bench: MutationBench

beforeAll(async () => {
  bench = await MutationBench.open()
})
afterAll(() => bench.close())

/** Sends the good lot with this fault, and sees that the registry holds nothing more than before. */
async function refusalOf({recipe, at}: Mutation): Promise<Outcome['refusal'] | undefined> {
  const target = (await at?.(bench)) ?? bench
  const made = typeof recipe === 'function' ? await recipe(target) : recipe
  const before = await target.held()
  const refusal = await target.post(made)
  expect(await target.held()).toBe(before)
  return refusal
}

describe('a good lot with one fault', () => {
  it('is accepted without the fault', async () => {
    expect(await bench.post()).toBeUndefined()
  })

  it.each(mutations.map((mutation) => [mutation.group, mutation.change, mutation] as const))(
    '%s: %s',
    async (_group, _change, mutation) => {
      const refusal = await refusalOf(mutation)
      const {layer, code, cause} = mutation
      expect(refusal).toMatchObject({layer, code, cause})
      expect(refusal?.text).not.toBe('')
      if (refusal) outcomes.push({mutation, refusal})
    },
  )

  it('is accepted without the fault, still', async () => {
    expect(await bench.post()).toBeUndefined()
  })
})

describe('the mutations', () => {
  it('are at least forty, each with a cause of its own', () => {
    // The eight wrappings are one fault, which a careful reader meets in two places.
    const single = mutations.filter(({group}) => group !== 'Signature wrapping')
    const causes = single.map(({layer, code, cause}) => `${layer} ${code} ${cause}`)
    expect(causes.filter((cause, place) => causes.indexOf(cause) !== place)).toEqual([])
    expect(single.length).toBeGreaterThanOrEqual(40)
  })

  it('stand in docs/mutations.md as they came out (node scripts/generate-mutations.ts)', () => {
    expect(outcomes).toHaveLength(mutations.length)
    const text = mutationsPage(outcomes)
    if (process.env['DMP_WRITE_MUTATIONS'] === '1') writeFileSync(page, text)
    expect(readFileSync(page, 'utf8')).toBe(text)
  })
})
