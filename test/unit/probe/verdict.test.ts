import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {probeNagiosLines} from '../../../src/lib/ui/probe/nagios-line.ts'
import {probeView} from '../../../src/lib/ui/probe/probe-view.ts'
import {createScreen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {probeMetrics} from '../../../src/lib/usecases/probe/probe-metrics.ts'
import type {ProbeReport} from '../../../src/lib/usecases/probe/probe-report.ts'
import {shownServer} from '../../../src/lib/usecases/probe/shown-server.ts'
import {probeVerdict} from '../../../src/lib/workstation/probe/verdict.ts'
import type {SeenTarget} from '../../../src/lib/workstation/reach.ts'
import {reachedWell} from '../../support/workstation-facts.ts'

const none = {state: 'not-tried'} as const
const failed = <Reason extends string>(...reasons: readonly Reason[]) =>
  fc.record({
    state: fc.constant('failed' as const),
    reason: fc.constantFrom(...reasons),
    detail: fc.constantFrom('ECONNREFUSED', 'a|b\nc'),
    durationMs: fc.nat(9_000),
    limitMs: fc.constantFrom(200, 4_000),
  })
const well = reachedWell()
const stopped = {tcp: none, tls: none, tlsUnnamed: none, date: none}
const reports = fc.oneof(
  fc.constant(well.report),
  failed(
    'unknown-name',
    'no-address',
    'server-failed',
    'server-refused',
    'no-answer',
    'no-server',
    'system',
    'slow',
    'other',
  ).map((dns) => ({...stopped, dns})),
  failed(
    'refused',
    'timeout',
    'unreachable',
    'reset',
    'proxy-authentication',
    'proxy-forbidden',
    'proxy-gateway',
    'proxy-status',
    'proxy-timeout',
    'proxy-closed',
    'proxy-not-http',
    'proxy-tls',
    'other',
  ).map((tcp) => ({...well.report, ...stopped, tcp})),
  failed(
    'timeout',
    'reset',
    'closed',
    'not-tls',
    'old-version',
    'no-common',
    'name-refused',
    'alert',
    'other',
  ).map((tls) => ({...well.report, tls, tlsUnnamed: none, date: none})),
  fc.integer({min: -90_000, max: 90_000}).map((skewMs) => ({
    ...well.report,
    date: {state: 'done' as const, durationMs: 5, skewMs, roundTripMs: 5},
  })),
  fc.constant({...well.report, ...stopped, dns: none}),
)
const kinds = fc.constantFrom(
  'igc-sante',
  'configured',
  'public',
  'self-signed',
  'foreign',
  'forged',
  'not-shown',
)
const faultKinds = fc.constantFrom('expired', 'not-yet', 'wrong-name', 'incomplete', 'not-trusted')
const chains = fc.oneof(
  fc.constantFrom(well.chain, 'unreadable', undefined),
  fc.record({
    issuer: fc.record({kind: kinds, name: fc.constant('AC')}),
    faults: fc.array(
      faultKinds.map((kind) => ({kind, params: {}})),
      {maxLength: 2},
    ),
    subject: fc.constant('x'),
    shown: fc.constant(1),
    notAfter: fc.constantFrom(0, Number.NaN, 2e12),
  }),
)
const https = fc.oneof(
  fc.record({
    state: fc.constant('answered'),
    status: fc.constantFrom(200, 302, 401, 403, 404, 500, 502, 503, 504),
    elsewhere: fc.constantFrom(undefined, 'portal.test'),
  }),
  fc.record({state: fc.constantFrom('silent', 'closed', 'not-http'), limitMs: fc.constantFrom(100, 4_000)}),
)
const presents = fc.oneof(
  fc.constant(undefined),
  fc.record({state: fc.constant('done'), asked: fc.boolean(), http: https, httpMs: fc.nat(99)}),
  fc.record({state: fc.constant('refused'), alert: fc.constantFrom('UNKNOWN_CA', 'INTERNAL_ERROR')}),
  fc.record({state: fc.constantFrom('cut', 'untold')}),
  fc.record({state: fc.constant('kept'), because: fc.constantFrom('token', 'secret', 'unusable')}),
)
const verified = fc.oneof(
  fc.constantFrom({state: 'authorised'}, {state: 'untold'}, undefined),
  fc
    .constantFrom('INVALID_PURPOSE', 'CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN')
    .map((code) => ({state: 'refused', code})),
)
const targets = fc.record({
  host: fc.constantFrom('dmp.example', 'insi.example', 'localhost', 'other.example'),
  port: fc.constant(443),
  kind: fc.constantFrom('dmp', 'insi', 'named'),
  essential: fc.boolean(),
  proxy: fc.constantFrom(undefined, {url: 'http://jean:mot2passe@proxy.test:8080', from: 'profile'}),
})
const seen = fc
  .record({target: targets, report: reports, chain: chains, verified, presented: presents})
  .map((one) => JSON.parse(JSON.stringify(one)) as SeenTarget)
const looks = fc.tuple(fc.array(seen, {maxLength: 4}), fc.array(seen, {maxLength: 2}))

function reportOf(targets: readonly SeenTarget[], witnesses: readonly SeenTarget[]): ProbeReport {
  const verdict = probeVerdict(targets, witnesses)
  return {
    profile: 'p"\\\n',
    environment: 'production',
    at: '2026-03-02T09:00:00.000Z',
    level: verdict.side === 'none' ? 'ok' : 'critical',
    verdict,
    slow: null,
    slowMs: 5_000,
    servers: [
      ...targets.map((one) => shownServer(one, one.target.kind === 'dmp' ? 'dmp' : 'other')),
      ...witnesses.map((one) => shownServer(one, 'witness')),
    ],
    durationMs: 1,
    written: null,
    metrics: null,
    watch: null,
  }
}

it.each([
  ['UNKNOWN_CA', 'us', 'certificate-refused'],
  ['CERTIFICATE_REVOKED', 'us', 'certificate-refused'],
  ['INTERNAL_ERROR', 'unclear', 'tls-alert'],
])('takes the alert %s for a fault of: %s', (alert, side, code) => {
  const refused = {...well, presented: {state: 'refused', alert} as const}
  expect(probeVerdict([refused], [])).toMatchObject({side, cause: {code}})
})

describe('whatever was seen', () => {
  it('names the DMP only where another server answered by the same way', () => {
    fc.assert(
      fc.property(looks, ([own, witnesses]) => {
        const {side, cause, evidence} = probeVerdict(own, witnesses)
        if (side === 'dmp') expect(evidence.map(({code}) => code)).toContain('other-reached')
        expect(side === 'none').toBe(cause.code === 'reached')
      }),
      {numRuns: 600},
    )
  })

  it.each(['fr', 'en'] as const)('has words and figures for it (%s), and no credential', (language) => {
    const screen = createScreen({t: translator(language), stream: {}, env: {}, noColor: true})
    fc.assert(
      fc.property(looks, ([own, witnesses]) => {
        const report = reportOf(own, witnesses)
        const lines = probeView('text')(report, screen)
        const text = lines.join('\n')
        expect(text).not.toMatch(/probe\.(?:cause|evidence|side|stage|next)\.|\{\w+\}/)
        const [nagios = '', ...more] = probeNagiosLines(report, screen)
        expect(more).toEqual([])
        expect(nagios).toMatch(
          /^DMP (?:OK|WARNING|CRITICAL) - [^|\n]+ \| dns=\S+ tcp=\S+ tls=\S+ http=\S+ total=\S+ skew=\S+$/,
        )
        expect(`${text}${nagios}${probeMetrics(report)}${JSON.stringify(report)}`).not.toContain('mot2passe')
        for (const line of probeMetrics(report).trimEnd().split('\n'))
          expect(line).toMatch(
            /^# (?:HELP|TYPE) |^dmp_probe_\w+\{(?:[a-z]+="(?:[^"\\\n]|\\.)*",?)+\} -?[\d.e+]+$/,
          )
      }),
      {numRuns: 150},
    )
  })
})
