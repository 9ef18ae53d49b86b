import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {fakeModuleNeeds} from '../support/fake-modules.ts'
import {describeWithPcscd, pcscdNeeds} from '../support/pcscd.ts'
import {projectRoot} from '../support/program.ts'
import {missing, type Requirement} from '../support/requires.ts'
import {sections} from '../support/situations/all.ts'
import {OPENSC, type SituationBench, startSituationBench} from '../support/situations/bench.ts'
import {lookAtFacts} from '../support/situations/look-at-facts.ts'
import {sectionsOf, situationsPage} from '../support/situations/page.ts'
import {canMakePlaces} from '../support/situations/place.ts'
import {
  expectedOf,
  type FactSituation,
  outcomeOf,
  type RealSituation,
  type Seen,
  type Situation,
} from '../support/situations/situation.ts'

const needs: readonly Requirement[] = [
  ...fakeModuleNeeds,
  {file: '/usr/lib/softhsm/libsofthsm2.so', package: 'softhsm2'},
  {file: OPENSC, package: 'opensc-pkcs11'},
  {program: 'openssl', package: 'openssl'},
  {program: 'setpriv', package: 'util-linux'},
]
const page = join(projectRoot, 'docs/workstation-situations.md')
const all = sections.flatMap(({situations}) => situations)
const seen = new Map<string, Seen>()

/** A situation lights one lamp; what comes out is exactly what was expected. */
function judge(situation: Situation, what: Seen): void {
  seen.set(situation.id, what)
  expect(outcomeOf(what)).toEqual(expectedOf(situation))
  for (const {id, status, evidence, remedy, because} of what.checks) {
    if (status === 'ok') expect([id, evidence.length > 0]).toEqual([id, true])
    if (status === 'error' || status === 'warn') expect([id, remedy !== null]).toEqual([id, true])
    expect([id, because !== null]).toEqual([id, status === 'skipped'])
  }
}

const places = canMakePlaces()

const describeReal: typeof describeWithPcscd = places
  ? describeWithPcscd
  : (name) => void describe.skip(`${name} [skipped: needs mount namespaces]`, () => {})

describeReal(
  'dmp doctor on real parts',
  () => {
    let bench: SituationBench
    beforeAll(async () => {
      bench = await startSituationBench()
    })
    afterAll(() => bench?.stop())

    const real = all.filter((one): one is RealSituation => one.on === 'real')
    it.each(real.map((one) => [one.id, one.en, one] as const))('%s: %s', async (_id, _en, situation) => {
      judge(situation, await bench.look(situation))
    })
  },
  needs,
)

describe('dmp doctor on facts that no real part produces here', () => {
  const made = all.filter((one): one is FactSituation => one.on === 'facts')
  it.each(made.map((one) => [one.id, one.en, one] as const))('%s: %s', (_id, _en, situation) => {
    judge(situation, lookAtFacts(situation))
  })
})

describe('the table of situations', () => {
  it('names each situation once', () => {
    expect(new Set(all.map(({id}) => id)).size).toBe(all.length)
  })

  it('is the committed page', () => {
    const written = situationsPage(sections, seen)
    const whole = seen.size === all.length
    if (process.env['DMP_WRITE_SITUATIONS'] && whole) writeFileSync(page, written)
    const committed = sectionsOf(readFileSync(page, 'utf8'))
    expect([...committed.keys()]).toEqual([...sectionsOf(written).keys()])
    // A section that this machine cannot run whole stays as it is.
    for (const {situations, ...titles} of sections)
      if (situations.every(({id}) => seen.has(id)))
        for (const title of [titles.fr, titles.en])
          expect(sectionsOf(written).get(title)).toBe(committed.get(title))
    const possible = places && process.getuid?.() === 0 && missing([...pcscdNeeds, ...needs]).length === 0
    if (possible) expect(whole).toBe(true)
  })
})
