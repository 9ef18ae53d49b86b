import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {describeWith} from '../support/requires.ts'
import {keyOf} from '../support/sample-patients.ts'
import {expectValid} from '../support/schemas.ts'
import {csvOf} from '../unit/tabular/tabular-desk.ts'
import {openFastDesk, submitted} from './batch-desk.ts'
import type {Desk} from './desk.ts'

describeWith([], 'ins identities', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openFastDesk()
  })
  afterAll(() => desk.sandbox.remove())

  const line = (key: string, changes: Readonly<Record<string, string>> = {}): Record<string, string> => {
    const {ins_oid: oid = '', ...rest} = desk.row('-', key) as Record<string, string>
    const {file: _file, type_code: _type, document_date: _date, ...identity} = rest
    return {
      ...identity,
      ipp: `IPP-${key}`,
      ins_oid: oid,
      identity_status: 'QUAL',
      ins_history: '',
      deceased: '',
      merged_into: '',
      ...changes,
    }
  }
  const check = async (rows: readonly Record<string, string>[], ...more: string[]) => {
    const file = desk.write('identities.csv', csvOf(rows))
    const result = await desk.json(['ins', 'identities', file, ...more])
    expectValid(result.answer)
    for (const {ins} of rows) if (ins) expect(result.stdout).not.toContain(ins.slice(0, 13))
    return {...result, file}
  }

  it('lets only qualified identities in no doubt pass, their names normalised', async () => {
    const child = line('active-linked-3')
    const {birth_date: born = ''} = child
    const two = String((Number(born.slice(2, 4)) + 70) % 100).padStart(2, '0')
    const thirteen = `${child['sex'] === 'F' ? 2 : 1}${two}0699999001`
    const rows = [
      line('active-linked', {birth_name: 'Dûpont-Œuf', deceased: '2025-11-02'}),
      line('active-linked-2', {identity_status: 'VALI'}),
      {...child, ins: thirteen + keyOf(thirteen)},
      line('active-linked-4', {ins: '123'}),
      {...line('active-linked'), ins: '', ipp: 'OLD', merged_into: 'IPP-active-linked'},
    ]
    const output = join(desk.sandbox.home, 'qualified.csv')
    const report = join(desk.sandbox.home, 'remarks.csv')
    const {code, answer} = await check(rows, '--output', output, '--report', report)
    expect(code).toBe(5)
    expect(answer.data).toMatchObject({
      lines: 5,
      usable: 1,
      faulty: 1,
      deceased: 1,
      normalised: 1,
      statuses: {QUAL: 2, VALI: 1},
      doubts: {'identity-not-qualified': 1, 'identity-parent': 1, 'identity-merged': 1, 'identity-faulty': 1},
    })
    const passing = readFileSync(output, 'utf8')
    expect(passing.trim().split('\r\n')).toHaveLength(2)
    expect(passing).toMatch(/;DUPONT-OEUF;.*;Y\r\n$/)
    expect(statSync(output).mode & 0o777).toBe(0o600)
    const remarks = readFileSync(report, 'utf8')
    expect(remarks).toContain('5;;fault;ins ins-length')
    expect(remarks).toContain('4;IPP-active-linked-3;identity-parent;')
    expect(remarks).not.toContain(thirteen)
    const {stdout} = await desk.text(['ins', 'identities', join(desk.sandbox.home, 'files/identities.csv')])
    expect(stdout).toContain('sans doute celui d’un parent')
  })

  it('names two INS for an IPP and one INS for two IPP', async () => {
    const rows = [
      line('active-linked'),
      {...line('active-linked-2'), ipp: 'IPP-active-linked'},
      line('active-linked-3'),
      {...line('active-linked-3'), ipp: 'OTHER'},
    ]
    const {code, answer} = await check(rows)
    expect(code).toBe(10)
    expect(answer.data.doubts).toEqual({'identity-two-ins': 1, 'identity-two-ipp': 2})
  })

  it('finds no fault in an identity without a number that the source calls provisional', async () => {
    const unnumbered = {ins: '', ins_oid: ''}
    const {code, answer} = await check([
      line('active-linked'),
      line('active-linked-2', {...unnumbered, identity_status: 'PROV'}),
      line('active-linked-3', {...unnumbered, identity_status: 'VALI'}),
    ])
    expect([code, answer.data.faulty, answer.data.doubts]).toEqual([10, 0, {'identity-not-qualified': 2}])
    expect(answer.data.statuses).toEqual({QUAL: 1, PROV: 1, VALI: 1})
  })

  it('tells what changed since an earlier file', async () => {
    const before = desk.write(
      'before.csv',
      csvOf([
        line('active-linked'),
        line('active-linked-2'),
        line('active-linked-3'),
        line('active-linked-4'),
      ]),
    )
    const now = [
      line('active-linked', {birth_name: 'AUTRE'}),
      {...line('closed-by-patient'), ipp: 'IPP-active-linked-2'},
      {...line('none'), ipp: 'IPP-active-linked-3', ins_history: line('active-linked-3')['ins'] ?? ''},
      line('homonym-1'),
    ]
    const {code, answer} = await check(now, '--against', before)
    expect(code).toBe(10)
    expect(answer.data.changes.counts).toEqual({
      'traits-changed': 1,
      'ins-changed': 1,
      'ins-succeeded': 1,
      added: 1,
      gone: 1,
    })
    const traits = answer.data.remarks.find(({what}: {what: string}) => what === 'traits-changed')
    expect(traits).toMatchObject({ipp: 'IPP-active-linked', detail: 'birthName'})
  })

  it('writes lists of documents sent under another INS, which are deleted and sent again', async () => {
    const run = await submitted(desk, 'sent', 4)
    const rows = [
      line('active-linked'),
      {...line('homonym-1'), ipp: 'IPP-active-linked-2'},
      line('active-linked-3', {identity_status: 'PROV'}),
    ]
    const lists = desk.folder('lists')
    const {code, answer, file} = await check(rows, '--against-journal', lists)
    expect(code).toBe(10)
    expect(answer.data.sent).toEqual({
      documents: 4,
      fates: {right: 1, changed: 1, 'not-qualified': 1, unknown: 1},
      toDelete: 2,
      toResend: 1,
      byHand: 1,
      unsettled: 0,
      waiting: 0,
      runs: [],
    })
    const {delete: deletion, resend, mapping} = answer.data.written
    const taken = await desk.json([
      ...['batch', 'delete', deletion, '--reason', 'wrong-patient', '--yes', '--confirm', '2'],
    ])
    expect(taken.answer.data).toMatchObject({account: {planned: 2, accepted: 2}})
    const plan = await desk.json([
      'batch',
      'plan',
      resend,
      '--mapping',
      mapping,
      '--identities',
      file,
      '--settle',
      '0',
    ])
    expect(plan.answer.data?.account, plan.stdout).toMatchObject({ready: 1})
    const again = await desk.json(['batch', 'submit', plan.answer.data.batchId])
    expect(again.answer.data).toMatchObject({account: {accepted: 1}})
    const [sent] = (await desk.items()).filter(({batchId}) => batchId === plan.answer.data.batchId)
    expect(sent?.ins.matricule).toBe(line('homonym-1')['ins'])
    expect(sent?.ipp).toBe('IPP-active-linked-2')
    expect((await desk.items()).filter(({batchId}) => batchId === run)).toHaveLength(4)
    const {answer: after} = await check(rows, '--against-journal', lists, '--force')
    expect(after.data.sent).toMatchObject({documents: 3, fates: {right: 2, unknown: 1}, toDelete: 0})
  })

  it('writes nothing over lists that are there', async () => {
    const {answer} = await check([line('active-linked')], '--against-journal', desk.folder('lists'))
    expect(answer.error?.code).toBe('DMP_FILE_EXISTS')
  })
})
