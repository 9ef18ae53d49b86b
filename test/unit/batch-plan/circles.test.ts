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

  /** Lines that name a file and what it replaces: the rest stands in the header of the document. */
  function list(name: string, chain: readonly (readonly [number, number?])[]): string {
    const {matricule, oid} = sampleInput.patient.ins
    const told = {ins: matricule, ins_oid: oid, identity_status: 'QUAL'}
    folder(name, chain)
    const rows = chain.map(([n, replaces]) => ({
      file: `${n}.xml`,
      ...told,
      ...(replaces === undefined ? {} : {action: 'replace', replaces: idOf(replaces)}),
    }))
    return planner.manifest(`${name}/m.ndjson`, rows)
  }

  it.each([
    [
      [561, 562],
      [562, 561],
    ],
    [
      [564, 566],
      [565, 564],
      [566, 565],
    ],
  ] as const)('are all held in a list that names the files alone', async (...chain) => {
    const {rows} = await planner.plan([list(`list-${chain.length}`, chain)], wish)
    expect(verdicts(rows)).toEqual(chain.map(() => 'held replace-circular'))
  })

  it('are all held in a list under the numbers of the hospital alone', async () => {
    const line = (name: string, source_id: string, replaces: string) =>
      planner.row(`local/${name}.txt`, name, {action: 'replace', source_id, replaces})
    // Numbers that could be identifiers of documents sent by somebody else.
    const rows = [line('a', '2.17.1', '2.17.3'), line('b', '2.17.2', '2.17.1'), line('c', '2.17.3', '2.17.2')]
    const planned = await planner.plan([planner.manifest('local/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual(Array(3).fill('held replace-circular'))
  })

  it('hold a deletion of any of their versions, be they named by the headers alone', async () => {
    const manifest = list('touched', [
      [572, 571],
      [573, 572],
    ])
    const deletion = planner.manifest('touched/d.ndjson', [{action: 'delete', document_id: idOf(571)}])
    const {rows} = await planner.plan([manifest, deletion], wish)
    expect(verdicts(rows)).toEqual(Array(3).fill('held deletion-chain'))
  })

  it('goes on to the new version in a list that gives it before the original', async () => {
    const {rows, items} = await planner.plan([list('order', [[582, 581], [581]])], wish)
    expect(verdicts(rows)).toEqual(['ready', 'ready'])
    expect(items[0]?.replaces?.uniqueId).toBe(items[1]?.documentUniqueId)
  })
})
