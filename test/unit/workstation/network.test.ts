import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import type {Around, CheckResult, Evidence} from '../../../src/lib/workstation/check.ts'
import {judges} from '../../../src/lib/workstation/checks/judges.ts'
import type {WorkstationFacts} from '../../../src/lib/workstation/facts.ts'
import {judgeAll} from '../../../src/lib/workstation/judge-all.ts'
import type {OwnCertificates} from '../../../src/lib/workstation/own-certificates.ts'
import type {ProxyFacts} from '../../../src/lib/workstation/proxies.ts'
import type {ReachReport, SeenTarget, ServerChain} from '../../../src/lib/workstation/reach.ts'
import {distinct, namedTarget, publicEnvironmentOf} from '../../../src/lib/workstation/targets.ts'
import {summarise} from '../../../src/lib/workstation/verdict.ts'
import {aroundFor, everyCheck, factsWith, goodValues, reachedWell} from '../../support/workstation-facts.ts'

/** The network is judged as it is, the CPS module taken for well. */
const checks = {
  ...everyCheck,
  ...Object.fromEntries(Object.entries(judges).filter(([id]) => /^(net\.|time\.skew)/.test(id))),
}
const judged = (facts: WorkstationFacts, around: Around) => judgeAll(facts, around, checks)
const told = (facts: WorkstationFacts, around: Around, status: string): readonly string[] =>
  judged(facts, around)
    .filter((one) => one.status === status)
    .map(({id, cause}) => `${id} ${cause.code}`)

const feeding = aroundFor('feeding-certificate')
const none = {state: 'not-tried'} as const
const failed = <Reason extends string>(reason: Reason, limitMs = 4_000, detail?: string) =>
  ({state: 'failed', reason, limitMs, durationMs: limitMs, ...(detail ? {detail} : {})}) as const
const stopped = {tcp: none, tls: none, tlsUnnamed: none, date: none}
const well = reachedWell()
const wellChain = well.chain as ServerChain
const seen = (report: Partial<ReachReport>, more: Partial<SeenTarget> = {}): SeenTarget => ({
  ...well,
  ...more,
  report: {...well.report, ...report},
})
const withoutChain = (report: Partial<ReachReport>, target = well.target): SeenTarget => ({
  target,
  report: {...well.report, ...report},
})
const chained = (chain: Partial<ServerChain>): SeenTarget => ({...well, chain: {...wellChain, ...chain}})
const network = (...targets: SeenTarget[]) => factsWith({network: {targets}})
const proxied: SeenTarget['target'] = {
  ...well.target,
  proxy: {url: 'http://jean:secret@proxy.test:8080', from: 'profile'},
}

/** Every code has its sentence in both languages, and every placeholder its value. */
function expectWords(results: readonly CheckResult[]) {
  const coded = results.flatMap(({cause, evidence, remedy}): [string, Evidence][] => [
    [`workstation.cause.${cause.code}`, cause],
    ...evidence.map((one): [string, Evidence] => [`workstation.evidence.${one.code}`, one]),
    ...(remedy ? [[`workstation.remedy.${remedy.code}`, remedy] as [string, Evidence]] : []),
  ])
  for (const [key, {params = {}}] of coded) {
    expect([key, key in fr, key in en]).toEqual([key, true, true])
    const needed = [...(fr[key] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    expect([key, needed.filter((name) => !(name in params))]).toEqual([key, []])
  }
}
const networkOf = (results: readonly CheckResult[]) =>
  results.filter(({id}) => id.startsWith('net.') || id === 'time.skew')

describe('one fault of the network lights one lamp', () => {
  const situations: readonly (readonly [string, SeenTarget, string])[] = [
    ...(
      [
        'unknown-name',
        'no-address',
        'server-failed',
        'server-refused',
        'no-answer',
        'no-server',
        'system',
        'other',
      ] as const
    ).map(
      (reason) => [reason, withoutChain({...stopped, dns: failed(reason)}), `net.dns dns-${reason}`] as const,
    ),
    ...(['refused', 'timeout', 'unreachable', 'reset', 'other'] as const).map(
      (reason) =>
        [
          reason,
          withoutChain({...stopped, tcp: failed(reason, 4_000, 'X')}),
          `net.tcp tcp-${reason}`,
        ] as const,
    ),
    ...(
      ['authentication', 'forbidden', 'gateway', 'status', 'timeout', 'closed', 'not-http', 'tls'] as const
    ).map(
      (reason) =>
        [
          `proxy ${reason}`,
          withoutChain({...stopped, tcp: failed(`proxy-${reason}`, 4_000, '407')}, proxied),
          `net.tcp tcp-proxy-${reason}`,
        ] as const,
    ),
    ...(
      [
        'timeout',
        'reset',
        'closed',
        'not-tls',
        'old-version',
        'no-common',
        'name-refused',
        'alert',
        'other',
      ] as const
    ).map(
      (reason) =>
        [
          `tls ${reason}`,
          withoutChain({tls: failed(reason, 4_000, 'X'), tlsUnnamed: none, date: none, oldProtocol: 'TLSv1'}),
          `net.tls tls-${reason}`,
        ] as const,
    ),
    ['cut by name', withoutChain({tls: failed('reset'), date: none}), 'net.tls tls-name-cut'],
    ['no name to announce', {...well, target: {...well.target, host: '192.0.2.7'}}, 'net.tls tls-no-name'],
    ...(['foreign', 'self-signed', 'forged'] as const).map(
      (kind) =>
        [kind, chained({issuer: {kind, name: 'PROXY HOPITAL'}}), `net.issuer issuer-${kind}`] as const,
    ),
    ['unreadable certificate', {...well, chain: 'unreadable'}, 'net.issuer issuer-unreadable'],
    ...(['expired', 'not-yet', 'wrong-name', 'incomplete', 'not-trusted'] as const).map(
      (kind) =>
        [
          kind,
          chained({faults: [{kind, params: {name: 'a', found: 'b', date: '2026-01-01', issuer: 'c'}}]}),
          `net.chain chain-${kind}`,
        ] as const,
    ),
    [
      'issuer not shown',
      chained({
        issuer: {kind: 'not-shown', name: 'AC X'},
        faults: [{kind: 'incomplete', params: {issuer: 'AC X'}}],
      }),
      'net.chain chain-incomplete',
    ],
    ...['INVALID_PURPOSE', 'UNABLE_TO_GET_ISSUER_CERT'].map(
      (code) =>
        [
          `refused by TLS: ${code}`,
          {
            ...chained({issuer: {kind: 'configured', name: 'AC X'}}),
            verified: {state: 'refused', code},
          } as const,
          'net.chain chain-refused',
        ] as const,
    ),
    [
      'clock 40 s slow',
      seen({date: {state: 'done', durationMs: 9, skewMs: 40_000, roundTripMs: 20}}),
      'time.skew clock-slow',
    ],
    [
      'clock 2 h fast',
      seen({date: {state: 'done', durationMs: 9, skewMs: -7_200_000, roundTripMs: 20}}),
      'time.skew clock-fast',
    ],
  ]
  it.each(situations)('%s', (_name, one, error) => {
    const results = judged(network(one), feeding)
    expect(told(network(one), feeding, 'error')).toEqual([error])
    const summary = summarise(results, feeding.wanted)
    expect([summary.verdict, `${summary.main?.id} ${summary.main?.cause.code}`]).toEqual(['blocked', error])
    expectWords(networkOf(results))
  })

  const {verified: _, ...unheard} = well
  it.each([
    ['nobody verified', unheard, 'chain-unproved'],
    ['TLS was not heard', {...well, verified: {state: 'untold'}}, 'chain-unproved'],
    [
      'our clock alone ends it',
      {...well, verified: {state: 'refused', code: 'CERT_HAS_EXPIRED'}},
      'chain-by-our-clock',
    ],
    [
      'an IGC-Santé authority is not at hand',
      {...well, verified: {state: 'refused', code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'}},
      'chain-authority-absent',
    ],
  ] as const)('does not call a chain good where %s', (_name, one: SeenTarget, cause) => {
    const results = judged(network(one), feeding)
    const chain = results.find(({id}) => id === 'net.chain')
    expect([chain?.status, chain?.cause.code]).toEqual(['unknown', cause])
    expect(summarise(results, feeding.wanted).verdict).toBe('incomplete')
    expectWords(networkOf(results))
  })

  it('doubts an authority that only the configuration knows, and names it', () => {
    const facts = network(chained({issuer: {kind: 'configured', name: 'PROXY HOPITAL'}, added: true}))
    expect(told(facts, feeding, 'warn')).toEqual(['net.issuer issuer-added'])
    const issuer = judged(facts, feeding).find(({id}) => id === 'net.issuer')
    expect(issuer?.cause.params).toMatchObject({issuer: 'PROXY HOPITAL'})
    expectWords(networkOf(judged(facts, feeding)))
  })

  it('doubts an authority that is public by the word of the configuration alone', () => {
    for (const kind of ['configured', 'public'] as const) {
      const facts = network(chained({issuer: {kind, name: 'PROXY HOPITAL'}, vouched: true}))
      expect(told(facts, feeding, 'warn')).toEqual(['net.issuer issuer-vouched'])
      expect(summarise(judged(facts, feeding), feeding.wanted).verdict).toBe('at-risk')
      expectWords(networkOf(judged(facts, feeding)))
    }
  })

  it.each([
    ['lps2.dmp.gouv.fr', 'web-ps-e-cps', undefined],
    ['www.dmp.fr', 'web-ps-e-cps', undefined],
    ['nimporte.dmp.gouv.fr', 'web-ps-card', undefined],
    ['lps2.dmp.gouv.fr', 'web-ps-card', undefined],
    ['wps-cps.dmp.gouv.fr:8443', 'web-ps-card', undefined],
    ['services-ps-tlsm.ameli.fr', 'feeding-certificate', undefined],
    ['wps-cps.dmp.gouv.fr', 'web-ps-card', 'production'],
    ['https://LPS2.dmp.gouv.fr/x', 'feeding-certificate', 'production'],
    ['formation3.lps2.dmp.gouv.fr', 'feeding-certificate', 'formation'],
  ] as const)('knows %s for %s as a published server of %s', (text, use, environment) => {
    const target = namedTarget(text)
    expect(target?.unknown).toBe(true)
    expect(target && publicEnvironmentOf(target, use)).toBe(environment)
  })

  it('lets no server of a profile stand for the web site because it was named too', () => {
    const own = {host: 'lps2.dmp.gouv.fr', port: 443, kind: 'dmp', essential: false} as const
    const named = {...own, kind: 'named', essential: true, unknown: true} as const
    for (const both of [
      [own, named],
      [named, own],
    ])
      expect(distinct(both)).toMatchObject([{essential: true, unknown: true}])
    const [feeding] = distinct([{...own, essential: true}, named])
    expect([feeding?.essential, feeding?.unknown]).toEqual([true, undefined])
  })

  it('proves nothing of the DMP by a server that a person named, and tells its faults', () => {
    const target = {...well.target, kind: 'named', unknown: true} as const
    const eCps = aroundFor('web-ps-e-cps')
    const results = judged(network({...well, target}), eCps)
    expect(told(network({...well, target}), eCps, 'unknown')).toContain('net.chain named-alone')
    expect(summarise(results, eCps.wanted).verdict).toBe('incomplete')
    expectWords(networkOf(results))
    const shut = withoutChain({...stopped, tcp: failed('refused')}, target)
    expect(told(network(shut), eCps, 'error')).toEqual(['net.tcp tcp-refused'])
    expect(told(network({...well, target}, well), eCps, 'ok')).toContain('net.chain chain-good')
  })

  it('asks for the name of the profile that holds the addresses', () => {
    for (const [profileUnread, remedy] of [
      ['DMP_PRODUCTION_NOT_NAMED', 'name-profile'],
      ['DMP_PROFILE_INVALID', 'config-check'],
    ] as const) {
      const results = judged(factsWith({network: {targets: [], profileUnread}}), aroundFor('web-ps-e-cps'))
      const dns = results.find(({id}) => id === 'net.dns')
      expect([dns?.status, dns?.cause.code, dns?.remedy?.code]).toEqual(['unknown', 'profile-unread', remedy])
      expectWords(networkOf(results))
    }
  })

  it('does not say that a proxy serves through which no server was heard', () => {
    const facts = network(withoutChain({tls: failed('closed'), tlsUnnamed: none, date: none}, proxied))
    expect(told(facts, feeding, 'info')).toContain('net.proxy proxy-answers')
    expect(told(facts, feeding, 'error')).toEqual(['net.tls tls-closed'])
    expectWords(networkOf(judged(facts, feeding)))
  })

  it('skips what comes after and names the stage', () => {
    const results = judged(network(withoutChain({...stopped, dns: failed('unknown-name')})), feeding)
    const because = results.flatMap((one) => (one.status === 'skipped' ? [`${one.id} ${one.because}`] : []))
    expect(because).toEqual(
      expect.arrayContaining([
        'net.tcp net.dns',
        'net.tls net.dns',
        'net.issuer net.dns',
        'time.skew net.dns',
      ]),
    )
  })

  it('never shows what stands before the @ of a proxy', () => {
    const results = judged(network(withoutChain({...stopped, tcp: failed('proxy-closed')}, proxied)), feeding)
    expect(JSON.stringify(results)).not.toMatch(/jean|secret/)
    expect(JSON.stringify(results)).toContain('proxy.test:8080')
  })

  it('writes the request of exemption with every host and the authority seen', () => {
    const insi = {
      ...reachedWell('insi.example'),
      target: {...well.target, host: 'insi.example', kind: 'insi', essential: false} as const,
    }
    const results = judged(
      network(chained({issuer: {kind: 'foreign', name: 'PROXY HOPITAL'}}), insi),
      feeding,
    )
    const issuer = results.find(({id}) => id === 'net.issuer')
    expect(issuer?.remedy).toMatchObject({
      code: 'exempt',
      params: {issuer: 'PROXY HOPITAL', hosts: 'dmp.example:443, insi.example:443'},
    })
  })
})

describe('nothing wrong', () => {
  it('is said with its evidence, of every server', () => {
    const results = networkOf(judged(network(well, reachedWell('insi.example')), feeding))
    const fine = results.filter(({status}) => status === 'ok').map(({id}) => id)
    expect(fine).toEqual([
      'net.dns',
      'net.tcp',
      'net.tls',
      'net.sni',
      'net.issuer',
      'net.chain',
      'time.skew',
      'net.mutual',
      'net.http',
    ])
    for (const {id, status, evidence} of results)
      if (status === 'ok')
        expect([id, JSON.stringify(evidence)]).toEqual([id, expect.stringContaining('insi.example')])
    expectWords(results)
  })

  it('finds no fault in a server that wants a client certificate, and tells that its clock was not seen', () => {
    const {tls} = well.report
    const shaken = {
      ...(tls as typeof tls & {state: 'done'}),
      clientCertificate: 'wanted',
      alert: 'X',
    } as const
    const one = seen({tls: shaken, date: none})
    expect(told(network(one), feeding, 'error')).toEqual([])
    expect(told(network(one), feeding, 'ok')).toEqual(expect.arrayContaining(['net.tls tls-shaken']))
    expect(told(network(one), feeding, 'info')).toContain('time.skew skew-by-sync')
    const unkept = factsWith({clockSync: {state: 'unknown'}, network: {targets: [one]}})
    expect(told(unkept, feeding, 'unknown')).toContain('time.skew skew-untold')
    expectWords(networkOf([...judged(network(one), feeding), ...judged(unkept, feeding)]))
    const cut = seen({tls: {...shaken, clientCertificate: 'cut'}})
    expect(told(network(cut), feeding, 'unknown')).toContain('net.tls tls-cut')
  })

  it('is never said without a server to ask, or where none was reached in time', () => {
    const nobody = judged(network(), feeding)
    expect(networkOf(nobody).filter(({status}) => status === 'ok')).toEqual([])
    expect(summarise(nobody, feeding.wanted).untested).toContainEqual({id: 'net.dns', because: 'no-target'})
    const late = withoutChain({...stopped, dns: none})
    expect(told(network(late), feeding, 'ok').filter((one) => /^(net|time\.skew)/.test(one))).toEqual([])
  })
})

describe('doubts', () => {
  it.each([
    [9_000, 'ok'],
    [11_000, 'warn'],
    [-29_000, 'warn'],
    [31_000, 'error'],
  ])('a clock %i ms away is %s where feeding is wanted', (skewMs, status) => {
    const one = seen({date: {state: 'done', durationMs: 9, skewMs, roundTripMs: 100}})
    expect(judged(network(one), feeding).find(({id}) => id === 'time.skew')?.status).toBe(status)
  })
  it.each([
    [31_000, 'ok'],
    [61_000, 'warn'],
    [-301_000, 'error'],
  ])('a clock %i ms away is %s for a browser', (skewMs, status) => {
    const one = seen({date: {state: 'done', durationMs: 9, skewMs, roundTripMs: 100}})
    const results = judged(network(one), aroundFor('web-ps-e-cps'))
    expect(results.find(({id}) => id === 'time.skew')?.status).toBe(status)
  })

  it('blames nobody for a look-up that this machine was slow to make', () => {
    const facts = network(withoutChain({...stopped, dns: failed('slow')}))
    expect(told(facts, feeding, 'error')).toEqual([])
    expect(told(facts, feeding, 'unknown')).toContain('net.dns dns-slow')
    expectWords(networkOf(judged(facts, feeding)))
  })

  it.each(['no-server', 'server-failed', 'server-refused', 'no-answer'] as const)(
    'blames no DNS server (%s) for what it did in a time too short for the system itself',
    (reason) => {
      const facts = network(withoutChain({...stopped, dns: failed(reason, 200)}))
      expect(told(facts, feeding, 'error')).toEqual([])
      expect(told(facts, feeding, 'unknown')).toContain('net.dns too-little-time')
      expectWords(networkOf(judged(facts, feeding)))
    },
  )

  it('does not clear a clock by an answer that was too slow', () => {
    const one = seen({date: {state: 'done', durationMs: 9, skewMs: 9_500, roundTripMs: 2_000}})
    expect(told(network(one), feeding, 'unknown')).toEqual(['time.skew skew-unsure'])
  })

  it.each([
    [31_000, 4_000, 'warn', 'clock-slow'],
    [29_000, 4_000, 'warn', 'clock-slow'],
    [33_000, 4_000, 'error', 'clock-slow'],
    [11_000, 4_000, 'unknown', 'skew-unsure'],
    [-31_500, 3_200, 'warn', 'clock-fast'],
  ])(
    'accuses a clock %i ms away, answered after %i ms, of no more than is sure',
    (skewMs, roundTripMs, status, cause) => {
      const one = seen({date: {state: 'done', durationMs: 9, skewMs, roundTripMs}})
      const skew = judged(network(one), feeding).find(({id}) => id === 'time.skew')
      expect([skew?.status, skew?.cause.code]).toEqual([status, cause])
      expectWords(networkOf(judged(network(one), feeding)))
    },
  )

  it('goes by the server that proves most, not by the one that is slowest', () => {
    const date = {state: 'done', durationMs: 9} as const
    const slow = seen({date: {...date, skewMs: 34_000, roundTripMs: 20_000}})
    const quick = {
      ...seen({date: {...date, skewMs: 32_000, roundTripMs: 40}}),
      target: {...well.target, host: 'b.example'},
    }
    const skew = judged(network(slow, quick), feeding).find(({id}) => id === 'time.skew')
    expect([skew?.status, skew?.cause.params?.['place']]).toEqual(['error', 'b.example:443'])
  })

  it.each([
    ['not-tls', 'tls-proxy-portal'],
    ['closed', 'tls-closed'],
    ['reset', 'tls-reset'],
  ] as const)('blames the proxy that leads nowhere (%s), not the server', (reason, cause) => {
    const target = {...well.target, proxy: {url: 'http://u:secret@proxy.test:8080', from: 'profile'}} as const
    const facts = network(withoutChain({...stopped, tcp: well.report.tcp, tls: failed(reason)}, target))
    expect(told(facts, feeding, 'error')).toEqual([`net.tls ${cause}`])
    const tls = judged(facts, feeding).find(({id}) => id === 'net.tls')
    expect(tls?.remedy).toMatchObject({code: 'open-proxy', params: {proxy: 'proxy.test:8080'}})
    expectWords(networkOf(judged(facts, feeding)))
  })

  it('takes plain HTTP in the place of a published server for a portal, and elsewhere for a wrong address', () => {
    const report = {...stopped, tcp: well.report.tcp, tls: failed('not-tls')}
    for (const [more, cause, remedy] of [
      [{kind: 'web'}, 'tls-portal', 'leave-portal'],
      [{kind: 'named'}, 'tls-portal', 'leave-portal'],
      [{kind: 'named', unknown: true}, 'tls-not-tls', 'look-at-address'],
      [{kind: 'dmp'}, 'tls-not-tls', 'look-at-address'],
    ] as const) {
      const results = judged(network(withoutChain(report, {...well.target, ...more})), feeding)
      const tls = results.find(({id}) => id === 'net.tls')
      expect([tls?.cause.code, tls?.remedy?.code]).toEqual([cause, remedy])
      expectWords(networkOf(results))
    }
  })

  it('names the hosts file where its line leads astray', () => {
    const dns = {state: 'done', durationMs: 1, by: 'hosts-file', addresses: ['192.0.2.9']} as const
    const plans = [
      [{...stopped, dns, tcp: failed('refused')}, 'net.tcp tcp-hosts-closed'],
      [{...stopped, dns, tcp: failed('timeout')}, 'net.tcp tcp-hosts-timeout'],
      [{...stopped, dns, tcp: well.report.tcp, tls: failed('not-tls')}, 'net.tls tls-hosts'],
    ] as const
    for (const [report, cause] of plans) {
      const facts = network(withoutChain(report))
      expect(told(facts, feeding, 'error')).toEqual([cause])
      const found = judged(facts, feeding).find(({id}) => cause.startsWith(id))
      expect(found?.remedy).toMatchObject({code: 'mend-hosts-file', params: {address: '192.0.2.9'}})
      expectWords(networkOf(judged(facts, feeding)))
    }
    const own = network(
      withoutChain({...stopped, dns, tcp: failed('refused')}, {...well.target, host: 'localhost'}),
    )
    expect(told(own, feeding, 'error')).toEqual(['net.tcp tcp-refused'])
    const hasty = network(withoutChain({...stopped, dns, tcp: failed('timeout', 300)}))
    expect(told(hasty, feeding, 'unknown')).toContain('net.tcp too-little-time')
    const other = {
      ...well,
      report: {...well.report, dns},
      chain: {
        ...(well.chain as ServerChain),
        faults: [{kind: 'wrong-name', params: {found: 'x', name: 'y'}}],
      },
    } as const
    expect(judged(network(other), feeding).find(({id}) => id === 'net.chain')?.remedy?.code).toBe(
      'mend-hosts-file',
    )
  })

  it('lets one lamp burn for a pair that is bad on paper and refused by the server', () => {
    const one = {...well, presented: {state: 'refused', alert: 'CERTIFICATE_EXPIRED'}} as const
    expect(told(network(one), feeding, 'error')).toEqual(['net.mutual mutual-refused'])
    const finding = {check: 'TIME-01', severity: 'error', message: 'x', params: {}} as const
    const certificates = {...goodValues.certificates, findings: [finding]} as OwnCertificates
    const facts = factsWith({network: {targets: [one]}, certificates})
    expect(told(facts, feeding, 'error').filter((one) => one.startsWith('net.'))).toEqual([])
    expect(judged(facts, feeding).find(({id}) => id === 'net.http')).toMatchObject({
      status: 'skipped',
      because: 'certs.org',
    })
  })

  it('warns of a server that is not essential, and still judges the others', () => {
    const target = {...well.target, host: 'insi.example', kind: 'insi', essential: false} as const
    const facts = network(withoutChain({...stopped, tcp: failed('timeout')}, target), well)
    expect(told(facts, feeding, 'error')).toEqual([])
    expect(told(facts, feeding, 'warn')).toEqual(['net.tcp tcp-timeout'])
    expect(told(facts, feeding, 'ok')).toContain('net.tls tls-shaken')
  })

  it('blames nobody for a time-out when hardly any time was given', () => {
    for (const report of [
      {...stopped, dns: failed('no-answer', 300)},
      {...stopped, tcp: failed('timeout', 300)},
    ]) {
      const facts = network(withoutChain(report))
      expect(told(facts, feeding, 'error')).toEqual([])
      expect(told(facts, feeding, 'unknown').join()).toContain('too-little-time')
    }
  })

  it('does not blame the network of a browser whose proxy a script chooses', () => {
    const proxies: ProxyFacts = {
      exceptions: false,
      nodeFollows: false,
      system: {state: 'told', by: 'HKCU', script: true},
    }
    const web = {...well.target, kind: 'web'} as const
    const facts = factsWith({
      proxies,
      network: {targets: [withoutChain({...stopped, tcp: failed('timeout')}, web)]},
    })
    const around = aroundFor('web-ps-e-cps')
    expect(told(facts, around, 'error')).toEqual([])
    expect(told(facts, around, 'unknown')).toContain('net.tcp tcp-timeout')
    expectWords(networkOf(judged(facts, around)))
  })

  it('names a proxy that is set and not followed when the direct road is closed', () => {
    const proxies: ProxyFacts = {
      variable: {name: 'HTTPS_PROXY', address: 'proxy.test:8080'},
      exceptions: true,
      nodeFollows: true,
      extraAuthorities: 'readable',
      system: {state: 'told', by: 'HKCU', user: 'proxy.test:8080', script: true, services: 'other.test:80'},
    }
    const facts = factsWith({
      proxies,
      network: {targets: [withoutChain({...stopped, tcp: failed('timeout')})]},
    })
    expect(told(facts, feeding, 'warn')).toEqual(['net.proxy proxy-not-followed'])
    expect(told(facts, feeding, 'error')).toEqual(['net.tcp tcp-timeout'])
    expect(told(factsWith({proxies}), feeding, 'info')).toContain('net.proxy proxy-told')
    expectWords(networkOf(judged(facts, feeding)))
    const odd = {...proxies, variable: {name: 'https_proxy', address: 'unreadable'}} as const
    expect(told(factsWith({proxies: odd}), feeding, 'warn')).toEqual(['net.proxy proxy-variable-unreadable'])
    expectWords(networkOf(judged(factsWith({proxies: odd}), feeding)))
  })
})

const stage = <One>(done: One, ...reasons: readonly string[]) =>
  fc.oneof(
    fc.constant({...done, state: 'done', durationMs: 1}),
    fc
      .constantFrom(...reasons)
      .chain((reason) =>
        fc.constantFrom(200, 4_000).map((limitMs) => ({state: 'failed', reason, limitMs, durationMs: 1})),
      ),
    fc.constant(none),
  )
const {tls} = well.report as ReachReport & {tls: {state: 'done'}}
const anyTarget = fc
  .record({
    dns: stage({by: 'resolver', addresses: ['192.0.2.1']}, 'unknown-name', 'no-answer'),
    tcp: stage({address: '192.0.2.1'}, 'refused', 'timeout'),
    tls: stage(tls, 'reset', 'timeout'),
    tlsUnnamed: stage(tls, 'alert', 'timeout'),
    date: stage({skewMs: 20_000, roundTripMs: 9}, 'absent', 'timeout'),
  })
  .chain((report) =>
    fc.record({
      target: fc.constantFrom(well.target, proxied, {...well.target, kind: 'web', essential: false}),
      report: fc.constant(report),
      chain: fc.constantFrom(wellChain, 'unreadable', undefined),
    }),
  )

it('whatever was seen: nothing is well that was not reached, and all is told in words', () => {
  fc.assert(
    fc.property(fc.array(anyTarget, {maxLength: 3}), (targets) => {
      const made = targets as unknown as SeenTarget[]
      const results = networkOf(judged(network(...made), feeding))
      expectWords(results)
      const stageOf = {'net.dns': 'dns', 'net.tcp': 'tcp', 'net.tls': 'tls', 'time.skew': 'date'} as const
      for (const {id, status} of results) {
        const name = stageOf[id as keyof typeof stageOf]
        if (status === 'ok' && name)
          expect([id, made.some(({report}) => report[name].state === 'done')]).toEqual([id, true])
        if (status === 'ok' && name && name !== 'date')
          for (const {target, report} of made)
            if (target.essential) expect([id, report[name].state]).toEqual([id, 'done'])
      }
    }),
    {numRuns: 300},
  )
})
