import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {clientReportOf} from '../../../src/lib/workstation/client-report.ts'
import {compareReports} from '../../../src/lib/workstation/compare.ts'
import {type Report, type ReportedCheck, readReport} from '../../../src/lib/workstation/report.ts'
import {summarizeReports} from '../../../src/lib/workstation/summarize.ts'

const check = (id: string, status: ReportedCheck['status'], code = 'x'): ReportedCheck => ({
  id,
  group: 'readers',
  status,
  because: status === 'skipped' ? 'offline' : null,
  cause: {code},
  evidence: [],
  remedy: null,
  durationMs: null,
})

function report(checks: readonly ReportedCheck[], more: Partial<Report> = {}): Report {
  const faults = checks.filter(({status}) => status === 'error').map(({id, cause}) => ({id, cause}))
  return {
    reportVersion: 1,
    at: '2026-03-02T10:00:00.000Z',
    product: {name: 'dmp', version: '0.1.0'},
    wanted: {use: 'web-ps-card', vitale: false, from: 'flag'},
    settings: {offline: false, noCard: false, only: []},
    verdict: faults.length > 0 ? 'blocked' : 'ready',
    main: faults[0] ?? null,
    also: faults.slice(1),
    untested: [],
    next: null,
    checks,
    durationMs: 12,
    ...more,
  }
}

describe('comparing two reports', () => {
  const before = report([
    check('pcsc.service', 'error', 'stopped'),
    check('pcsc.readers', 'error', 'none'),
    check('card.cps', 'warn', 'doubtful'),
    check('net.dns', 'error', 'dead'),
    check('time.sync', 'ok'),
  ])
  const after = report([
    check('pcsc.service', 'ok'),
    check('pcsc.readers', 'error', 'driver'),
    check('card.cps', 'skipped'),
    check('time.sync', 'warn', 'old'),
    check('galss.ini', 'warn', 'ghost'),
  ])

  it('calls fixed what is proved well, and nothing else', () => {
    const {fixed, remaining, appeared, unseen, untold} = compareReports(before, after)
    expect(fixed.map(({id}) => id)).toEqual(['pcsc.service'])
    expect(remaining).toEqual([{id: 'pcsc.readers', cause: {code: 'driver'}, was: {code: 'none'}}])
    expect(appeared.map(({id}) => id)).toEqual(['time.sync'])
    expect(unseen.map(({id}) => id)).toEqual(['galss.ini'])
    expect(untold.map(({id}) => id)).toEqual(['card.cps', 'net.dns'])
  })

  it('loses no fault of either side', () => {
    const anyReport = fc
      .uniqueArray(
        fc.record({
          id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          status: fc.constantFrom('ok', 'warn', 'error', 'info', 'skipped', 'unknown') as fc.Arbitrary<
            ReportedCheck['status']
          >,
        }),
        {selector: ({id}) => id},
      )
      .map((list) => report(list.map(({id, status}) => check(id, status))))
    const faults = ({checks}: Report) =>
      checks.filter(({status}) => status === 'error' || status === 'warn').map(({id}) => id)
    fc.assert(
      fc.property(anyReport, anyReport, (old, fresh) => {
        const {fixed, remaining, appeared, unseen, untold} = compareReports(old, fresh)
        const ids = (list: readonly {id: string}[]) => list.map(({id}) => id)
        expect([...ids(fixed), ...ids(remaining), ...ids(untold)].sort()).toEqual(faults(old).sort())
        expect([...ids(remaining), ...ids(appeared), ...ids(unseen)].sort()).toEqual(faults(fresh).sort())
        for (const {id} of appeared) expect(old.checks.find((one) => one.id === id)?.status).toBe('ok')
        for (const {id} of fixed) expect(fresh.checks.find((one) => one.id === id)?.status).toBe('ok')
      }),
    )
  })

  it('says that the other report was for another use', () => {
    const other = report([], {wanted: {use: 'web-ps-e-cps', vitale: false, from: 'flag'}})
    expect(compareReports(other, after).sameUse).toBe(false)
  })
})

describe('reading a report', () => {
  const whole = report([check('env.os', 'ok')])
  it('takes the answer of --json, and its data alone', () => {
    const envelope = {schema: 'dmp.workstation.doctor/1', ok: true, data: whole}
    for (const one of [whole, envelope])
      expect(readReport(JSON.stringify(one))).toEqual({state: 'read', report: whole, older: false})
  })

  it.each([
    ['nothing', '', 'not-json'],
    ['half of it', JSON.stringify(whole).slice(0, 200), 'not-json'],
    ['another answer', '{"schema":"dmp.version/1","data":{"name":"dmp"}}', 'not-a-report'],
    ['a failed answer', '{"schema":"dmp.workstation.doctor/1","ok":false,"data":null}', 'not-a-report'],
    ['a newer one', JSON.stringify({...whole, reportVersion: 2}), 'newer'],
    ['version 0', JSON.stringify({...whole, reportVersion: 0}), 'not-a-report'],
    ['one without checks', JSON.stringify({...whole, checks: []}), 'damaged'],
    [
      'one that is ready beside an error',
      JSON.stringify({...whole, verdict: 'ready', checks: [...whole.checks, check('net.dns', 'error')]}),
      'damaged',
    ],
    ['an unknown verdict', JSON.stringify({...whole, verdict: 'fine'}), 'damaged'],
    ['a check without a status', JSON.stringify({...whole, checks: [{id: 'env.os'}]}), 'damaged'],
    [
      'params that are no words',
      JSON.stringify({...whole, main: {id: 'x', cause: {code: 'y', params: {a: {}}}}}),
      'damaged',
    ],
  ])('refuses %s', (_name, text, problem) => {
    expect(readReport(text)).toEqual({state: 'unreadable', problem})
  })

  it('never fails, whatever the JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => readReport(text).state === 'unreadable'))
    const bent = fc
      .tuple(fc.constantFrom(...Object.keys(whole)), fc.jsonValue())
      .map(([name, value]) => ({...whole, [name]: value}))
    fc.assert(
      fc.property(bent, (one) => {
        const read = readReport(JSON.stringify(one))
        if (read.state === 'read') {
          summarizeReports([{file: 'a.json', report: read.report}])
          compareReports(read.report, whole)
          clientReportOf(read.report)
        }
      }),
    )
  })
})

describe('summing up many', () => {
  it('counts main causes, the commonest first, and what keeps others from a verdict', () => {
    const blocked = (code: string) =>
      report([check('pcsc.readers', 'error', code), check('net.dns', 'error', 'dead')])
    const untested = report([check('net.dns', 'skipped')], {
      verdict: 'incomplete',
      untested: [{id: 'net.dns', because: 'offline'}],
    })
    const many = [
      ...Array.from({length: 200}, (_, n) => ({file: `ws-${n}.json`, report: blocked('none')})),
      ...Array.from({length: 99}, (_, n) => ({file: `vm-${n}.json`, report: blocked('driver')})),
      {file: 'last.json', report: untested},
    ]
    const {reports, verdicts, causes, untested: kept} = summarizeReports(many)
    expect([reports, verdicts.blocked, verdicts.incomplete]).toEqual([300, 299, 1])
    expect(causes.map(({id, cause, main, also}) => [id, cause.code, main, also])).toEqual([
      ['pcsc.readers', 'none', 200, 0],
      ['pcsc.readers', 'driver', 99, 0],
      ['net.dns', 'dead', 0, 299],
    ])
    expect(causes[0]?.files.length).toBeLessThanOrEqual(20)
    expect(kept).toEqual([{id: 'net.dns', because: 'offline', count: 1}])
  })

  it('puts the reader of one workstation on the row of no other', () => {
    const many = ['A', 'B', 'A'].map((reader, n) => {
      const cause = {code: 'reader-held', params: {reader, by: 'x'}}
      return {
        file: `${n}.json`,
        report: {...report([check('pcsc.exclusive', 'error')]), main: {id: 'pcsc.exclusive', cause}},
      }
    })
    expect(summarizeReports(many).causes.map(({cause}) => cause.params)).toEqual([{reader: '…', by: 'x'}])
    expect(summarizeReports(many.slice(0, 1)).causes[0]?.cause.params).toEqual({reader: 'A', by: 'x'})
  })
})

describe('the report of the other side', () => {
  it.each([
    [
      'sees reader and card',
      [check('pcsc.service', 'ok'), check('pcsc.readers', 'ok'), check('card.cps', 'ok')],
      'seen',
      'seen',
    ],
    [
      'has no service',
      [check('pcsc.service', 'error'), check('pcsc.readers', 'skipped'), check('card.cps', 'skipped')],
      'not-seen',
      'untold',
    ],
    ['has no card', [check('pcsc.readers', 'ok'), check('card.cps', 'error')], 'seen', 'not-seen'],
    ['looked at no reader', [check('pcsc.readers', 'skipped')], 'untold', 'untold'],
  ] as const)('%s', (_name, checks, readers, card) => {
    expect(clientReportOf(report(checks))).toMatchObject({readers, card})
  })
})
