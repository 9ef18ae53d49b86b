import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import type {Context} from '../../../src/context.ts'
import type {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {ItemChange, JournalItem} from '../../../src/lib/ports/journal.ts'
import {refuseHeldItem} from '../../../src/lib/usecases/batch/held-document.ts'
import {planExit} from '../../../src/lib/usecases/batch/plan/plan-of-words.ts'
import type {PlanWish} from '../../../src/lib/usecases/batch/plan/plan-wish.ts'
import {withdrawPlan} from '../../../src/lib/usecases/batch/plan/withdraw-plan.ts'
import {type CarriedCda, carriedCda} from '../../support/carried-cda.ts'
import {type MessageWish, message} from '../../support/hl7-message.ts'
import {xdmMembers, zipOf} from '../../support/xdm-archive.ts'
import {sampleInput} from '../cda/sample-level1.ts'
import {Planner, verdicts} from './planner.ts'

let planner: Planner
beforeAll(async () => {
  planner = await Planner.open()
})
afterAll(() => planner.remove())

let serial = 1000
let folder = ''
beforeEach(() => {
  planner.newJournal()
  folder = `orders-${++serial}`
})

/** A document of our own structure. */
function document(n: number, more: Parameters<typeof carriedCda>[1] = {}): CarriedCda {
  const organization = {id: '10B0000014', name: 'HOPITAL FICTIF'}
  const authors = sampleInput.authors.map((author) => ({...author, organization}))
  return carriedCda(n, {authors, ...more})
}

function put(name: string, carried: CarriedCda, wish: MessageWish = {}): void {
  const text = message({
    controlId: `${folder}-${name}`,
    structure: '10B0000014',
    ...wish,
    documents: [carried],
  })
  planner.write(`${folder}/${name}.hl7`, text)
}

const plan = (wish: Partial<PlanWish> = {}) =>
  planner.plan([join(planner.home, 'files', folder)], {identityStatus: 'QUAL', ...wish})

async function sends(item: JournalItem | undefined): Promise<string> {
  if (!item) throw new Error('no item')
  return planner.use(async (bench: Context) => {
    const left = await refuseHeldItem(bench, item).catch((error: DmpError) => error.code)
    return left ?? 'leaves'
  })
}

async function change(...steps: readonly (readonly ItemChange[])[]): Promise<void> {
  await planner.use(async (bench) => {
    const journal = await bench.journal()
    const event = {phase: 'event', operation: 'submit', occurredAt: bench.clock.now(), data: {}} as const
    for (const changes of steps) await journal.record([{event, changes}])
  })
}

describe('a document whose deletion was ordered', () => {
  it('stays back when its deletion came before it and the DMP refused that', async () => {
    const v1 = document(serial)
    put('b', v1, {intent: 'delete'})
    const {items} = await plan()
    expect(items).toMatchObject([{action: 'delete'}])
    const id = items[0]?.id ?? ''
    await change([{id, to: 'sending'}], [{id, to: 'refused', cause: 'DMP_DOCUMENT_NOT_FOUND'}])
    folder = `${folder}-late`
    put('a', v1)
    const late = await plan()
    expect(verdicts(late.rows)[0]).toBe('held deletion-ordered')
    expect(planExit(late.report)).toBe(10)
    expect(verdicts((await plan({deletedToo: true})).rows)[0]).toBe('ready')
  })

  it('stays back with --since-last when it waited while its deletion was planned', async () => {
    const v1 = document(serial)
    put('a', v1, {reliability: 'VALI'})
    const wish = {sinceLast: true, identityStatus: undefined}
    expect(verdicts((await plan(wish)).rows)).toEqual(['held hl7-identity-ambiguous'])
    put('b', v1, {intent: 'delete'})
    expect(verdicts((await plan(wish)).rows)).toEqual([
      'excluded deleted-later',
      'excluded delete-never-sent',
    ])
    put('a', v1, {reliability: 'QUAL', time: '20260303101500'})
    expect(verdicts((await plan(wish)).rows)).toEqual(['held DMP_HELD'])
  })

  it('that an earlier plan fixed does not leave from then on, and is withdrawn by its deletion', async () => {
    const v1 = document(serial)
    put('a', v1)
    const {items} = await plan()
    expect(await sends(items[0])).toBe('leaves')
    put('b', v1, {intent: 'delete'})
    const both = await plan()
    expect(verdicts(both.rows)).toEqual(['excluded deleted-later', 'ready'])
    expect(await sends(items[0])).toBe('DMP_HELD')
  })

  const unclear: readonly [string, MessageWish][] = [
    ['contradicts itself', {intent: 'delete', order: 'RO'}],
    ['names another patient', {intent: 'delete', ins: '154039999900253'}],
    ['is not meant for the DMP', {intent: 'delete', flags: {DESTDMP: 'N'}}],
    ['cancels the document', {intent: 'delete', trigger: 'MDM^T11^MDM_T01'}],
    ['has a number met before', {intent: 'delete', controlId: 'SAME'}],
  ]
  for (const [how, wish] of unclear)
    it(`stays back when the order ${how}, in this plan and after it`, async () => {
      const v1 = document(serial)
      put('a', v1, how.startsWith('has') ? {controlId: 'SAME'} : {})
      const {items} = await plan()
      expect(items).toHaveLength(1)
      put('b', v1, wish)
      const {rows, report} = await plan()
      expect(verdicts(rows)[0]).toBe('held deletion-held')
      expect(rows[1]?.class).not.toBe('ready')
      expect(rows[1]?.uniqueId).toBe(v1.input.id)
      expect(planExit(report)).toBe(10)
      expect(await sends(items[0])).toBe('DMP_HELD')
    })

  it('stays back by its bytes or its number when the CDA of the order cannot be read', async () => {
    const v1 = document(serial)
    put('a', v1)
    const broken = {...v1, bytes: Buffer.from('<ClinicalDocument')}
    put('b', broken, {intent: 'delete'})
    expect(verdicts((await plan()).rows)).toEqual(['held deletion-held', 'rejected DMP_XML_REFUSED'])
  })
})

describe('an order to delete in other forms', () => {
  it('keeps back the document that one archive asks to act on and another brings', async () => {
    const v1 = document(serial)
    planner.write(`${folder}/a.zip`, await zipOf(xdmMembers([v1])))
    planner.write(`${folder}/b.zip`, await zipOf(xdmMembers([v1], {extra: 'urn:fr:document:Action'})))
    const {rows, report} = await plan()
    expect(verdicts(rows)).toEqual(['held deletion-held', 'held xdm-action'])
    expect(planExit(report)).toBe(10)
  })

  it('keeps back what a faulty line of a list names', async () => {
    put('a', document(serial))
    const {items} = await plan()
    const line = {action: 'delete', document_id: document(serial).input.id, ins: '1'}
    const {rows} = await planner.plan([planner.manifest(`${folder}-list/m.ndjson`, [line])])
    expect(rows).toMatchObject([{class: 'rejected', uniqueId: line.document_id}])
    expect(await sends(items[0])).toBe('DMP_HELD')
  })
})

describe('versions that a backlog replaces and deletes', () => {
  const chain = (n: number) => [document(n), document(n + 5000, {replaces: n})] as const

  for (const [which, at] of [
    ['last', 1],
    ['first', 0],
  ] as const)
    it(`wait for a person, all of them, when the ${which} is deleted`, async () => {
      const versions = chain(serial)
      put('a', versions[0])
      put('b', versions[1], {intent: 'replace'})
      put('c', versions[at], {intent: 'delete'})
      const {rows, report} = await plan()
      expect(verdicts(rows)).toEqual(Array(3).fill('held deletion-chain'))
      expect(planExit(report)).toBe(10)
    })

  it('wait as well when the first was sent before', async () => {
    const [v1, v2] = chain(serial)
    put('a', v1)
    const {items} = await plan()
    const id = items[0]?.id ?? ''
    await change([{id, to: 'sending'}], [{id, to: 'accepted'}])
    put('b', v2, {intent: 'replace'})
    put('c', v2, {intent: 'delete'})
    const {rows} = await plan()
    expect(verdicts(rows).slice(1)).toEqual(Array(2).fill('held deletion-chain'))
  })

  it('wait when an earlier plan fixed them and the deletion comes alone', async () => {
    const [v1, v2] = chain(serial)
    put('a', v1)
    put('b', v2, {intent: 'replace'})
    const {items} = await plan()
    expect(items).toHaveLength(2)
    folder = `${folder}-later`
    put('c', v2, {intent: 'delete'})
    expect(verdicts((await plan()).rows)).toEqual(['held deletion-chain'])
    expect(await Promise.all(items.map(sends))).toEqual(['DMP_HELD', 'DMP_HELD'])
  })
})

describe('what was deleted from the DMP', () => {
  it('does not come back under the same number with other bytes', async () => {
    const first = planner.manifest(`${folder}/m.ndjson`, [
      planner.row(`${folder}/a.txt`, 'a', {source_id: 'R1'}),
    ])
    const {items} = await planner.plan([first])
    const id = items[0]?.id ?? ''
    await change([{id, to: 'sending'}], [{id, to: 'accepted'}], [{id, registryStatus: 'deleted'}])
    const anew = planner.manifest(`${folder}/n.ndjson`, [
      planner.row(`${folder}/b.txt`, 'b', {source_id: 'R1'}),
    ])
    expect(verdicts((await planner.plan([anew])).rows)).toEqual(['held deleted-before'])
    expect(verdicts((await planner.plan([anew], {deletedToo: true})).rows)).toEqual(['ready'])
  })

  it('does not come back under the same uniqueId with other bytes', async () => {
    put('a', document(serial))
    const {items} = await plan()
    const id = items[0]?.id ?? ''
    await change([{id, to: 'sending'}], [{id, to: 'accepted'}], [{id, registryStatus: 'deleted'}])
    put('a', document(serial, {title: 'Converted anew'}))
    expect(verdicts((await plan()).rows)).toEqual(['held deleted-before'])
  })
})

describe('--since-last', () => {
  it('reads again what was withdrawn before it left', async () => {
    put('a', document(serial))
    const {report} = await plan({sinceLast: true})
    expect(report.account.ready).toBe(1)
    expect((await plan({sinceLast: true})).report.account.read).toBe(0)
    await planner.use((bench) => withdrawPlan(bench, report.batchId))
    expect((await plan({sinceLast: true})).report.account).toMatchObject({read: 1, ready: 1})
  })
})

describe('a message that carries the document of another patient', () => {
  it('does not leave at all', async () => {
    const [own, other] = [document(serial), document(serial + 5000)]
    const stranger = {
      ...other,
      bytes: Buffer.from(other.bytes.toString('utf8').replaceAll('265059999900141', '154039999900253')),
    }
    const text = message({
      kind: 'ORU',
      structure: '10B0000014',
      controlId: folder,
      documents: [own, stranger],
    })
    planner.write(`${folder}/a.hl7`, text)
    const {rows} = await plan()
    expect(verdicts(rows)).toEqual(['held hl7-other-patient-beside', 'rejected ins-differs'])
  })
})
