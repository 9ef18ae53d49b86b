import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {sampleInput} from '../cda/sample-level1.ts'
import {cdaText, Planner, verdicts} from './planner.ts'

let planner: Planner
beforeAll(async () => {
  planner = await Planner.open()
})
afterAll(() => planner.remove())
beforeEach(() => planner.newJournal())

const idOf = (n: number) => `1.2.250.1.999.1.1.77.4.${n}`
const wish = {identityStatus: 'QUAL'}

/** A folder of finished documents: number, and number of the one that each replaces. */
function folder(name: string, chain: readonly (readonly [number, number?])[]): string {
  for (const [n, replaces] of chain)
    planner.write(`${name}/${n}.xml`, cdaText({id: idOf(n), ...(replaces === undefined ? {} : {replaces})}))
  return join(planner.home, 'files', name)
}

describe('documents that replace each other in a circle', () => {
  it.each([
    [
      'two of them',
      [
        [505, 506],
        [506, 505],
      ],
    ],
    [
      'three of them',
      [
        [511, 513],
        [512, 511],
        [513, 512],
      ],
    ],
    [
      'what follows such a circle',
      [
        [531, 532],
        [532, 531],
        [533, 532],
      ],
    ],
  ] as const)('are all held: %s', async (name, chain) => {
    const {rows, report} = await planner.plan([folder(name, chain)], wish)
    expect(verdicts(rows)).toEqual(chain.map(() => 'held replace-circular'))
    expect(report.account.held).toBe(chain.length)
  })

  it('are rejected before that where one replaces itself', async () => {
    const {rows} = await planner.plan([folder('itself', [[521, 521]])], wish)
    expect(rows[0]?.class).toBe('rejected')
  })

  it('is no chain of versions, in whatever order it is found', async () => {
    const {rows} = await planner.plan([folder('chain', [[541, 542], [542, 543], [543]])], wish)
    expect(rows.map((row) => row.class)).toEqual(['ready', 'ready', 'ready'])
  })

  it('is seen over two plans', async () => {
    await planner.plan([folder('before', [[551, 552]])], wish)
    const {rows} = await planner.plan([folder('after', [[552, 551]])], wish)
    expect(verdicts(rows)).toEqual(['held replace-circular'])
  })

  it('is seen in a list that names the files alone', async () => {
    planner.write('list/1.xml', cdaText({id: idOf(561), replaces: 562}))
    planner.write('list/2.xml', cdaText({id: idOf(562), replaces: 561}))
    const {matricule, oid} = sampleInput.patient.ins
    const told = {ins: matricule, ins_oid: oid, identity_status: 'QUAL'}
    const line = (file: string, replaces: string) => ({file, action: 'replace', replaces, ...told})
    const manifest = planner.manifest('list/m.ndjson', [line('1.xml', idOf(562)), line('2.xml', idOf(561))])
    const {rows} = await planner.plan([manifest], wish)
    expect(verdicts(rows).at(-1)).toBe('held replace-circular')
  })
})
