import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {CheckResult, Judgement} from '../../../src/lib/workstation/check.ts'
import {judges} from '../../../src/lib/workstation/checks/judges.ts'
import {judgeAll} from '../../../src/lib/workstation/judge-all.ts'
import {judgeKnown} from '../../../src/lib/workstation/judge-known.ts'
import {type CheckId, checkIds, registry} from '../../../src/lib/workstation/registry.ts'
import {summarise} from '../../../src/lib/workstation/verdict.ts'
import {wantedUses} from '../../../src/lib/workstation/wanted.ts'
import {
  aroundFor,
  type Changes,
  everyCheck,
  factsWith,
  goodValues,
  judged,
  told,
} from '../../support/workstation-facts.ts'

const card = aroundFor('web-ps-card')

describe('the registry', () => {
  it('names dependencies before what depends on them', () => {
    for (const id of checkIds)
      for (const other of registry[id].dependsOn)
        expect([id, other, checkIds.indexOf(other) < checkIds.indexOf(id)]).toEqual([id, other, true])
  })
})

describe('judging', () => {
  it('finds a workstation ready when every check that matters has evidence', () => {
    const results = judged(factsWith(), card)
    expect(results.filter(({status}) => ['error', 'warn', 'unknown'].includes(status))).toEqual([])
    expect(summarise(results, card.wanted)).toMatchObject({
      verdict: 'ready',
      main: null,
      untested: [],
      next: null,
    })
  })

  it('skips what depends on a fault and names the first of the chain', () => {
    const results = judged(factsWith({readers: {kind: 'listed', backend: 'certutil', readers: []}}), card)
    const because = Object.fromEntries(
      results.flatMap((one) => (one.status === 'skipped' ? [[one.id, one.because]] : [])),
    )
    expect(because).toMatchObject({
      'card.cps': 'pcsc.readers',
      'p11.token': 'pcsc.readers',
      'p11.certs': 'pcsc.readers',
      'p11.pin': 'pcsc.readers',
    })
    expect(results.filter(({status}) => status === 'error').map(({id}) => id)).toEqual(['pcsc.readers'])
  })

  it('tells a missing reader as a remark where none is wanted', () => {
    const facts = factsWith({readers: {kind: 'listed', backend: 'certutil', readers: []}})
    const around = aroundFor('web-ps-e-cps')
    expect(told(facts, around, 'error')).toEqual([])
    expect(told(facts, around, 'info')).toContainEqual(expect.stringMatching(/^pcsc\.readers /))
    expect(summarise(judged(facts, around), around.wanted).verdict).toBe('ready')
  })

  it('never finds ready what was left out: offline, passive, late or failed', () => {
    const offline = aroundFor('web-ps-card', {offline: true})
    expect(summarise(judged(factsWith(), offline), offline.wanted)).toMatchObject({
      verdict: 'incomplete',
      next: {id: 'net.dns', action: {code: 'untested-offline'}},
    })
    const passive = aroundFor('web-ps-card', {noCard: true})
    const summary = summarise(judged(factsWith(), passive), passive.wanted)
    expect(summary).toMatchObject({verdict: 'incomplete', next: {action: {code: 'untested-passive'}}})
    expect(summary.untested.map(({id}) => id)).toContain('card.cps')
    for (const reason of ['timeout', 'failed'] as const) {
      const facts = factsWith({readers: {state: 'failed', reason, durationMs: 3000}})
      expect(summarise(judged(facts, card), card.wanted).verdict).toBe('incomplete')
      expect(told(facts, card, 'unknown')).toContain(`pcsc.service fact-${reason}`)
    }
  })

  it('skips a check that nobody can judge yet, and says so', () => {
    const results = judgeAll(factsWith(), card, {...everyCheck, 'net.dns': undefined as never})
    expect(results.find(({id}) => id === 'net.dns')).toMatchObject({
      status: 'skipped',
      because: 'not-gathered',
    })
    expect(results.find(({id}) => id === 'net.tls')).toMatchObject({status: 'skipped', because: 'net.dns'})
    expect(summarise(results, card.wanted)).toMatchObject({
      verdict: 'incomplete',
      next: {action: {code: 'untested-not-gathered'}},
    })
  })

  it('takes an ok without evidence for no answer', () => {
    const bare = {status: 'ok', cause: {code: 'x'}, evidence: []} as unknown as Judgement
    const results = judgeAll(factsWith(), card, {...everyCheck, 'env.os': judgeKnown([], [], () => bare)})
    expect(results[0]).toMatchObject({id: 'env.os', status: 'unknown', cause: {code: 'no-evidence'}})
  })

  it('takes the first fault of the root-cause order for the main cause, the rest for also', () => {
    const fault = (status: 'warn' | 'error') =>
      judgeKnown([], [], () => ({status, cause: {code: 'bad'}, evidence: [], remedy: {code: 'mend'}}))
    const checks = {
      ...everyCheck,
      'time.sync': fault('warn'),
      'net.dns': fault('error'),
      'p11.found': fault('error'),
    }
    const results = judgeAll(factsWith(), card, checks)
    const {main, also, next} = summarise(results, card.wanted)
    expect([main?.id, also.map(({id}) => id), next?.id]).toEqual([
      'p11.found',
      ['net.dns', 'time.sync'],
      'p11.found',
    ])
  })
})

/** Any facts at all: known, late, failed or not gathered, whatever the checks make of them. */
const anyFacts = fc
  .tuple(
    ...Object.keys(goodValues).map((name) =>
      fc.oneof(
        fc.constant({state: 'known', value: goodValues[name as keyof typeof goodValues], durationMs: 1}),
        fc.constant({state: 'failed', reason: 'timeout', durationMs: 9}),
        fc.constant({state: 'failed', reason: 'failed', detail: 'EACCES', durationMs: 9}),
        fc.constantFrom('offline', 'passive', 'no-profile', 'not-gathered', 'not-asked').map((because) => ({
          state: 'not-gathered',
          because,
        })),
      ),
    ),
  )
  .map((values) => Object.fromEntries(Object.keys(goodValues).map((name, at) => [name, values[at]])))
  .map((facts) => factsWith(facts as Changes))

const anyJudgement: fc.Arbitrary<Judgement> = fc.constantFrom<Judgement>(
  {status: 'ok', cause: {code: 'a'}, evidence: [{code: 'e'}]},
  {status: 'warn', cause: {code: 'b'}, evidence: [], remedy: {code: 'r'}},
  {status: 'error', cause: {code: 'c'}, evidence: [], remedy: {code: 'r'}},
  {status: 'info', cause: {code: 'd'}, evidence: []},
  {status: 'unknown', cause: {code: 'f'}, evidence: []},
  {status: 'skipped', because: 'nothing-to-check', cause: {code: 'g'}, evidence: []},
)

const anyAround = fc.record({
  use: fc.constantFrom(...wantedUses),
  offline: fc.boolean(),
  noCard: fc.boolean(),
  vitale: fc.boolean(),
})

function lawful(results: readonly CheckResult[]): void {
  const byId = new Map(results.map((one) => [one.id, one]))
  expect(results.map(({id}) => id)).toEqual(checkIds)
  for (const one of results) {
    if (one.status === 'ok') expect(one.evidence.length).toBeGreaterThan(0)
    if (one.status === 'error' || one.status === 'warn') expect(one.remedy).toBeDefined()
    if (one.status !== 'skipped') continue
    expect(one.because).toBeTruthy()
    // Skipped for a check: that one is a fault, or was skipped itself, or is a remark that keeps others from being run.
    const root = byId.get(one.because as CheckId)
    if (root) expect(['error', 'info', 'skipped']).toContain(root.status)
  }
  for (const {id} of results)
    for (const other of registry[id].dependsOn)
      if (byId.get(other)?.status === 'error') expect([id, byId.get(id)?.status]).toEqual([id, 'skipped'])
}

describe('whatever the facts', () => {
  it('keeps the laws: evidence for ok, a remedy for a fault, a reason for a skip, no judgement under a fault', () => {
    fc.assert(
      fc.property(anyFacts, anyAround, (facts, {use, ...more}) => {
        const around = aroundFor(use, more)
        const results = judgeAll(facts, around, judges)
        lawful(results)
        for (const one of results) {
          const reads = judges[one.id]?.reads ?? []
          if (one.status === 'ok') expect(reads.filter((name) => facts[name].state !== 'known')).toEqual([])
        }
        const {verdict, untested} = summarise(results, around.wanted)
        if (verdict === 'ready' || verdict === 'at-risk') expect(untested).toEqual([])
      }),
    )
  })

  it('keeps them whatever the checks answer, and is ready only when all that matters is proved', () => {
    const checks = fc.tuple(...checkIds.map(() => fc.option(anyJudgement, {nil: undefined})))
    fc.assert(
      fc.property(checks, anyAround, (answers, {use, ...more}) => {
        const around = aroundFor(use, more)
        const entries = checkIds.flatMap((id, at) => {
          const answer = answers[at]
          return answer ? [[id, judgeKnown([], [], () => answer)] as const] : []
        })
        const results = judgeAll(factsWith(), around, Object.fromEntries(entries))
        lawful(results)
        const summary = summarise(results, around.wanted)
        // The main cause is the first fault of the root-cause order, an error before any warning.
        const first =
          results.find(({status}) => status === 'error') ?? results.find(({status}) => status === 'warn')
        expect(summary.main).toEqual(first ? {id: first.id, cause: first.cause} : null)
        expect(summary.verdict === 'blocked').toBe(first?.status === 'error')
        if (summary.verdict !== 'ready') return
        const essential = results.filter(({id}) => registry[id].severity[use] === 'error')
        const unproved = essential.filter(
          (one) =>
            one.status !== 'ok' &&
            !(one.status === 'info' && one.evidence.length > 0) &&
            !(one.status === 'skipped' && ['not-asked', 'other-system'].includes(one.because)),
        )
        expect(unproved).toEqual([])
      }),
    )
  })
})
