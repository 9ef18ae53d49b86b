import fc from 'fast-check'
import {expect, it} from 'vitest'
import {Bench, otherSite, site} from './bench.ts'

/** What the registry should hold, in the simplest form. */
interface Known {
  readonly uniqueId: string
  readonly setId: string
  readonly version: number
  readonly site: typeof site
  readonly patient: string
  entryUuid: string
  status: 'Approved' | 'Deprecated' | 'Deleted'
}

const sites = [site, otherSite]
const people = ['active-linked', 'homonym-1']
const step = fc.record({
  what: fc.constantFrom('feed', 'replace', 'delete', 'restart'),
  which: fc.nat(20),
  site: fc.constantFrom(...sites),
  patient: fc.constantFrom(...people),
  status: fc.constantFrom('Approved' as const, 'Deprecated' as const),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function run(bench: Bench, known: Known[], {what, which, ...by}: Step): Promise<void> {
  if (what === 'restart') return bench.restart()
  const target = known.length > 0 ? known[which % known.length] : undefined
  const actor = {site: by.site, patient: bench.patient(by.patient)}
  if (what === 'delete' && target) {
    const ours = target.site === by.site && target.patient === by.patient
    const right = ours && target.status === by.status
    const from = `urn:oasis:names:tc:ebxml-regrep:StatusType:${by.status}`
    expect((await bench.remove(target.entryUuid, actor, {from})) === 'ok').toBe(right)
    if (right) target.status = 'Deleted'
    return
  }
  const replaced = what === 'replace' ? target : undefined
  const right =
    !replaced ||
    (replaced.site === by.site && replaced.patient === by.patient && replaced.status === 'Approved')
  const document = replaced
    ? {
        setId: replaced.setId,
        version: replaced.version + 1,
        replaces: replaced.uniqueId,
        target: replaced.entryUuid,
      }
    : {}
  const lot = bench.lot(actor, document)
  expect((await bench.send(lot)) === 'ok').toBe(right)
  if (!right) return
  if (replaced) replaced.status = 'Deprecated'
  const [{uniqueId, setId, version} = {uniqueId: '', setId: '', version: 0}] = lot.documents
  const entryUuid =
    (await bench.inspect()).documents.find((entry) => entry.uniqueId === uniqueId)?.entryUuid ?? ''
  known.push({uniqueId, setId, version, site: by.site, patient: by.patient, entryUuid, status: 'Approved'})
}

async function agrees(bench: Bench, known: readonly Known[]): Promise<void> {
  const {documents} = await bench.inspect()
  const held = documents
    .filter(({signature}) => !signature)
    .map(({uniqueId, status}) => `${uniqueId} ${status}`)
  expect(held.sort()).toEqual(known.map(({uniqueId, status}) => `${uniqueId} ${status}`).sort())
  for (const one of known) {
    const actor = {site: one.site, patient: bench.patient(one.patient)}
    expect(await bench.locate(one.uniqueId, actor)).toEqual(one.status === 'Deleted' ? [] : [one.entryUuid])
  }
}

it('whatever is fed, replaced, deleted or restarted, the registry holds what a plain model says', async () => {
  const history = fc.array(step, {minLength: 1, maxLength: 12})
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const bench = await Bench.open()
      try {
        const known: Known[] = []
        for (const one of steps) await run(bench, known, one)
        await agrees(bench, known)
      } finally {
        await bench.close()
      }
    }),
    {numRuns: 25},
  )
}, 60_000)
