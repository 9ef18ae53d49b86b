import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {afterAll, describe, expect, it} from 'vitest'
import type {ListedIdentities} from '../../../src/lib/identities/identities.ts'
import type {Ins} from '../../../src/lib/ins/patient-identity.ts'
import {localOutputs} from '../../../src/lib/outputs/local-outputs.ts'
import {checkIdentities} from '../../../src/lib/usecases/ins/check-identities.ts'
import {judgeSent} from '../../../src/lib/usecases/ins/judge-sent.ts'
import {samplePatients} from '../../support/sample-patients.ts'
import {csvOf, identityCells, TabularDesk} from '../tabular/tabular-desk.ts'

const desk = new TabularDesk()
afterAll(() => desk.remove())
const {woman, man, minor} = samplePatients

const check = (rows: readonly Readonly<Record<string, string>>[], more: object = {}) =>
  checkIdentities(
    {...desk.bench, outputs: localOutputs, journal: () => Promise.reject(new Error('not asked'))},
    {
      file: desk.write('identities.csv', csvOf(rows)),
      force: true,
      ...more,
    },
  )

describe('a long identities file', () => {
  it('keeps the first remarks in mind and writes all of them', async () => {
    const rows = Array.from({length: 5000}, (_, n) => ({
      ...identityCells(),
      ipp: `P${n}`,
      identity_status: 'PROV',
    }))
    const report = join(desk.folder, 'report.csv')
    const {remarks, more, doubts, usable} = await check(rows, {report})
    expect({usable, doubts}).toMatchObject({usable: 0, doubts: {'identity-not-qualified': 5000}})
    expect([remarks.length, more]).toEqual([200, 4800])
    const written = readFileSync(report, 'utf8').trim().split('\r\n')
    expect(written).toHaveLength(5001)
    expect(written[5000]).toBe('5001;P4999;identity-not-qualified;')
  })
})

describe('an identity that is not qualified', () => {
  it('needs no number, and is no fault; a qualified one does', async () => {
    const row = (ipp: string, changes: Readonly<Record<string, string>>) => ({
      ...identityCells(),
      ipp,
      ...changes,
    })
    const found = await check([
      row('A', {ins: '', ins_oid: '', identity_status: 'PROV'}),
      row('B', {ins: '', identity_status: 'Identité validée'}),
      row('C', {ins: '', ins_oid: '', identity_status: 'QUAL'}),
      row('D', {ins: '', identity_status: ''}),
      row('E', {ins: '', identity_status: 'RECUP'}),
    ])
    expect(found).toMatchObject({
      usable: 0,
      faulty: 3,
      doubts: {'identity-not-qualified': 2, 'identity-faulty': 3},
      statuses: {PROV: 1, VALI: 1},
    })
    const {faulty, doubts} = await check([row('A', {ins: '', identity_status: 'PROV'})])
    expect([faulty, doubts]).toEqual([0, {'identity-not-qualified': 1}])
  })
})

describe('a person who cannot be', () => {
  it.each([
    ['birth_date', '2985-01-02', 'birth_date birth-date-future'],
    ['birth_name', '=CMD()', 'birth_name name-formula'],
    ['given_names', '@SUM(A1)', 'given_names name-formula'],
  ])('is not let pass: %s %s', async (column, value, detail) => {
    const output = join(desk.folder, 'passing.csv')
    const found = await check([{...identityCells(), ipp: 'A', [column]: value}], {output})
    expect(found).toMatchObject({usable: 0, faulty: 1, remarks: [{what: 'fault', detail}]})
    expect(readFileSync(output, 'utf8')).not.toContain(value.slice(0, 4))
  })
})

describe('a longer one', () => {
  it('costs no heap that grows with it', async () => {
    const rows = 40_000
    const cells = Object.values(identityCells()).slice(1).join(';')
    const lines = Array.from({length: rows}, (_, n) => `P${n};${cells}\n`)
    const header = Object.keys(identityCells()).join(';')
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    /** What is still held after a collection: garbage that nobody has swept yet says nothing. */
    const held = () => {
      collect()
      return process.memoryUsage().heapUsed
    }
    let [seen, looks, early, most] = [0, 0, 0, 0]
    await desk.identities(
      `${header}\n${lines.join('')}`,
      {
        quiet: true,
        seen: () => {
          seen += 1
        },
        between: async () => {
          if (seen < looks * (rows / 20)) return
          looks += 1
          if (seen < rows / 5) early = Math.max(early, held())
          else most = Math.max(most, held())
        },
      },
      'long.csv',
    )
    expect(looks).toBeGreaterThan(10)
    expect(seen).toBe(rows)
    expect(most - early).toBeLessThan(8 * 1024 * 1024)
  })
})

describe('a document already sent', () => {
  const profile = {environment: 'sandbox', ins: {allowedOids: [], oidMapping: {}}} as never
  const file = (...rows: readonly Readonly<Record<string, string>>[]): Promise<ListedIdentities> =>
    desk.identities(
      csvOf(rows.map((row) => ({...identityCells(), ins_history: '', merged_into: '', ...row}))),
    )
  const merged = (ipp: string, into: string) => ({ins: '', ipp, merged_into: into})
  const judge = async (
    ipp: string | undefined,
    ins: Ins,
    ...rows: readonly Readonly<Record<string, string>>[]
  ) => judgeSent({...(ipp ? {ipp} : {}), ins}, await file(...rows), profile)

  it.each<[string, string | undefined, Ins, Readonly<Record<string, string>>[], object]>([
    ['under the current INS', 'A', woman.ins, [{ipp: 'A'}], {fate: 'right', ipp: 'A'}],
    ['under another one', 'A', man.ins, [{ipp: 'A'}], {fate: 'changed', ipp: 'A'}],
    [
      'under the INS of an IPP merged since',
      'B',
      man.ins,
      [{ipp: 'A'}, merged('B', 'A')],
      {fate: 'merged', ipp: 'A'},
    ],
    [
      'under an IPP merged into one of the same INS',
      'B',
      woman.ins,
      [{ipp: 'A'}, merged('B', 'A')],
      {fate: 'right'},
    ],
    [
      'under an IPP merged twice',
      'C',
      man.ins,
      [{ipp: 'A'}, merged('C', 'B'), merged('B', 'A')],
      {fate: 'merged', ipp: 'A'},
    ],
    ['under IPP merged in a circle', 'B', man.ins, [merged('B', 'C'), merged('C', 'B')], {fate: 'unknown'}],
    ['no longer qualified', 'A', woman.ins, [{ipp: 'A', identity_status: 'VALI'}], {fate: 'not-qualified'}],
    [
      'no longer qualified, its number gone',
      'A',
      woman.ins,
      [{ipp: 'A', ins: '', ins_oid: '', identity_status: 'PROV'}],
      {fate: 'not-qualified'},
    ],
    [
      'qualified on one line and provisional on another',
      'A',
      woman.ins,
      [{ipp: 'A'}, {ipp: 'A', ins: '', identity_status: 'VALI'}],
      {fate: 'not-qualified'},
    ],
    ['in doubt', 'A', woman.ins, [{ipp: 'A'}, {ipp: 'B'}], {fate: 'doubtful'}],
    ['of nobody in the file', 'Z', man.ins, [{ipp: 'A'}], {fate: 'unknown'}],
    ['without an IPP, under a current INS', undefined, woman.ins, [{ipp: 'A'}], {fate: 'right', ipp: 'A'}],
    [
      'without an IPP, under a former INS',
      undefined,
      minor.ins,
      [{ipp: 'A', ins_history: minor.ins.matricule}],
      {fate: 'changed', ipp: 'A'},
    ],
  ])('%s', async (_what, ipp, ins, rows, expected) => {
    expect(await judge(ipp, ins, ...rows)).toMatchObject(expected)
  })
})
