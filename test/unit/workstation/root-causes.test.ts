import {describe, expect, it} from 'vitest'
import {judges} from '../../../src/lib/workstation/checks/judges.ts'
import type {FactValues} from '../../../src/lib/workstation/facts.ts'
import {judgeAll} from '../../../src/lib/workstation/judge-all.ts'
import type {ReachTarget} from '../../../src/lib/workstation/reach.ts'
import {clockGap} from '../../../src/lib/workstation/server-clock.ts'
import {summarise} from '../../../src/lib/workstation/verdict.ts'
import {
  aroundFor,
  type Changes,
  factsWith,
  goodValues,
  NOW,
  reachedWell,
} from '../../support/workstation-facts.ts'

const DAY = 86_400_000
const module: FactValues['cpsModule'] = goodValues.cpsModule

function seen(changes: Changes, use: 'web-ps-card' | 'feeding-certificate' = 'web-ps-card', more = {}) {
  const around = aroundFor(use, more)
  const results = judgeAll(factsWith(changes), around, judges)
  const {verdict, main, next, untested} = summarise(results, around.wanted)
  return {
    verdict,
    main: main?.id,
    next: next?.action.code,
    errors: results.filter(({status}) => status === 'error').map(({id}) => id),
    untested: untested.map(({id}) => id),
    of: (id: string) => results.find((one) => one.id === id),
  }
}

function server(skewMs: number, changes: Partial<ReachTarget> = {}) {
  const one = reachedWell()
  const date = {state: 'done', durationMs: 5, skewMs, roundTripMs: 5} as const
  return {...one, target: {...one.target, ...changes}, report: {...one.report, date}}
}

describe('a clock that is days away', () => {
  it('is taken from servers that are wanted and agree, and from a day on', () => {
    expect(clockGap(undefined)).toBe(0)
    expect(clockGap({targets: [server(3_600_000)]})).toBe(0)
    expect(clockGap({targets: [server(500 * DAY)]})).toBe(500 * DAY)
    expect(clockGap({targets: [server(-2 * DAY)]})).toBe(-2 * DAY)
    expect(clockGap({targets: [server(500 * DAY), server(0, {host: 'other.example'})]})).toBe(0)
    expect(clockGap({targets: [server(500 * DAY, {essential: false}), server(0)]})).toBe(0)
  })

  it('is the one cause, although certificates of the card look as if they had not begun', () => {
    const network = {targets: [server(1000 * DAY)]}
    const late = seen({network}, 'web-ps-card', {now: NOW - 1000 * DAY})
    expect(late).toMatchObject({errors: ['time.skew'], main: 'time.skew', next: 'set-clock'})
    expect(late.of('p11.certs')).toMatchObject({status: 'ok'})
    const offline = seen({network: undefined}, 'web-ps-card', {now: NOW - 1000 * DAY})
    expect(offline.errors).toEqual(['p11.certs'])
  })

  it('leaves the dates of the pair of the profile untold, and its other faults told', () => {
    const finding = (check: string) => ({
      check,
      severity: 'error' as const,
      message: `certificate.finding.${check}`,
      params: {},
    })
    const {certificates} = goodValues
    const network = {targets: [server(1000 * DAY)]}
    const dates = {network, certificates: {...certificates, findings: [finding('TIME-02')]}}
    expect(seen(dates, 'feeding-certificate')).toMatchObject({
      errors: ['time.skew'],
      untested: ['certs.org'],
    })
    expect(seen({certificates: dates.certificates}, 'feeding-certificate').errors).toEqual(['certs.org'])
    const other = {network, certificates: {...certificates, findings: [finding('KEY-01')]}}
    expect(seen(other, 'feeding-certificate').errors).toEqual(['time.skew', 'certs.org'])
  })
})

describe('a module that is not that of the ANS', () => {
  const identity = {
    description: 'Implementation of PKCS11',
    manufacturer: 'SoftHSM',
    version: '2.6',
    cryptoki: '2.40',
  }
  const with_ = (list: readonly never[] | undefined): Changes => {
    const {probe} = module
    if (probe.state !== 'answered') throw new Error('no module')
    const slots = list ? {state: 'listed' as const, list} : probe.slots
    return {cpsModule: {...module, probe: {...probe, identity, slots}}}
  }

  it('is the cause when it sees no CPS, not the service of the readers', () => {
    expect(seen(with_([]))).toMatchObject({errors: ['p11.version'], next: 'use-cryptolib'})
  })

  it('is a doubt when it reads the card', () => {
    expect(seen(with_(undefined))).toMatchObject({errors: [], verdict: 'at-risk', main: 'p11.version'})
  })
})

describe('a system that does not say who keeps a reader', () => {
  const readers = {
    ...goodValues.readers,
    readers: goodValues.readers.readers.map((one) => ({...one, held: 'untold' as const})),
  }

  it('is believed to leave it free when the module reads the card there', () => {
    expect(seen({readers}).of('pcsc.exclusive')).toMatchObject({
      status: 'ok',
      evidence: [{code: 'token-read'}, {}, {}],
    })
  })

  it('leaves it unknown when the module reads none', () => {
    expect(seen({readers, cpsModule: undefined}).of('pcsc.exclusive')?.status).toBe('unknown')
  })
})

describe('a proxy of the profile that leads nowhere', () => {
  it('is not told as no proxy at all', () => {
    const one = server(0, {proxy: {url: 'http://user:secret@proxy.example:8080', from: 'profile'}})
    const untried = {state: 'not-tried'} as const
    const tcp = {state: 'failed', reason: 'proxy-authentication', durationMs: 5, limitMs: 4000} as const
    const report = {...one.report, tcp, tls: untried, tlsUnnamed: untried, date: untried}
    const result = seen({network: {targets: [{...one, report}]}})
    expect(result).toMatchObject({errors: ['net.tcp'], main: 'net.tcp'})
    expect(result.of('net.proxy')).toMatchObject({
      status: 'info',
      cause: {code: 'proxy-asked', params: {proxy: 'proxy.example:8080'}},
    })
    expect(JSON.stringify(result.of('net.proxy'))).not.toContain('secret')
  })
})

it('says of a login that nobody asked for that nobody asked for it, also without cards', () => {
  const passive = seen({readers: undefined, cpsModule: undefined}, 'web-ps-card', {noCard: true})
  expect(passive.of('p11.pintest')).toMatchObject({status: 'skipped', because: 'not-asked'})
  expect(passive.untested).not.toContain('p11.pintest')
})

describe('servers of which none matters for what is wanted', () => {
  it('prove nothing when they are reached, and blame nobody when they are not', () => {
    const reached = server(0, {essential: false})
    const dns = {state: 'failed', reason: 'no-answer', durationMs: 5, limitMs: 4000} as const
    const untried = {state: 'not-tried'} as const
    const lost = {...reached.report, dns, tcp: untried, tls: untried, tlsUnnamed: untried, date: untried}
    for (const report of [reached.report, lost]) {
      const result = seen({network: {targets: [{...reached, report}]}})
      expect(result).toMatchObject({verdict: 'incomplete', errors: [], next: 'untested-no-target'})
      expect(result.untested).toContain('net.issuer')
    }
  })
})
