import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import {rowText} from '../../../src/lib/ui/batch/plan-reason.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {planExit} from '../../../src/lib/usecases/batch/plan/plan-of-words.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {patientColumns} from '../../support/feeding.ts'
import {message} from '../../support/hl7-message.ts'
import {sampleInput} from '../cda/sample-level1.ts'
import {cdaText, Planner, verdicts} from './planner.ts'

let planner: Planner
beforeAll(async () => {
  planner = await Planner.open()
})
afterAll(() => planner.remove())
beforeEach(() => planner.newJournal())

const other = 'active-unlinked'
const {ipp = ''} = patientColumns()

describe('who the records of a plan are for', () => {
  it('holds all records of an IPP with two INS, the first one too, and raises the alarm', async () => {
    const {rows, report} = await planner.plan([
      planner.manifest('ins/m.ndjson', [
        planner.row('ins/a.txt', 'a'),
        planner.row('ins/b.txt', 'b', {ipp}, other),
        planner.row('ins/c.txt', 'c', {}, 'closed-by-patient'),
      ]),
    ])
    expect(verdicts(rows)).toEqual(['held patient-two-ins', 'held patient-two-ins', 'ready'])
    expect(report.alarms).toBe(2)
  })

  it('holds an INS with two IPP, an INS with two names, an IPP written with and without its zeros', async () => {
    const {rows, report} = await planner.plan([
      planner.manifest('ipp/m.ndjson', [
        planner.row('ipp/a.txt', 'a', {ipp: '1234'}),
        planner.row('ipp/b.txt', 'b', {ipp: '777'}),
        planner.row('ipp/c.txt', 'c', {}, other),
        planner.row('ipp/d.txt', 'd', {birth_name: 'AUTREMENT'}, other),
        planner.row('ipp/e.txt', 'e', {ipp: '0042'}, 'closed-by-patient'),
        planner.row('ipp/f.txt', 'f', {ipp: '42'}, 'closed-by-patient'),
      ]),
    ])
    expect(verdicts(rows)).toEqual([
      'held patient-two-ipp',
      'held patient-two-ipp',
      'held patient-two-names',
      'held patient-two-names',
      'held ipp-near',
      'held ipp-near',
    ])
    expect(report.alarms).toBe(6)
  })

  it('takes names that differ in accents, hyphens and capitals for one', async () => {
    const {birth_name = ''} = patientColumns()
    const {rows} = await planner.plan([
      planner.manifest('same/m.ndjson', [
        planner.row('same/a.txt', 'a'),
        planner.row('same/b.txt', 'b', {birth_name: birth_name.toLowerCase().replaceAll(' ', '-')}),
      ]),
    ])
    expect(rows.map(({reason}) => reason)).not.toContain('patient-two-names')
  })

  it('compares what the headers of finished documents say of their patients, with each other and with lines', async () => {
    const {ipp: _, ...patient} = sampleInput.patient
    const named = (serial: number, key: string, more: object = {}) => {
      const columns = patientColumns(key)
      const [birthName = '', birthDate = ''] = [
        columns['birth_name'],
        columns['birth_date']?.replaceAll('-', ''),
      ]
      const traits = {...patient.traits, birthName, birthDate, sex: columns['sex'] as 'F', ...more}
      const ins = {...patient.ins, matricule: columns['ins'] as Matricule}
      planner.write(`headers/${serial}.xml`, cdaText({patient: {ins, traits}}))
    }
    named(1, 'closed-by-patient')
    named(2, 'closed-by-patient', {birthName: 'TOUTAUTRE'})
    named(3, 'active-linked', {birthName: 'SANSRAPPORT'})
    const manifest = planner.manifest('headers/m.ndjson', [
      planner.row('headers/a.txt', 'a'),
      planner.row('headers/b.txt', 'b', {}, other),
    ])
    const {rows, report} = await planner.plan([join(planner.home, 'files', 'headers'), manifest], {
      identityStatus: 'QUAL',
    })
    expect(verdicts(rows).filter((one) => !one.startsWith('excluded'))).toEqual([
      'held patient-two-names',
      'held patient-two-names',
      'held patient-two-names',
      'held patient-two-names',
      'ready',
    ])
    expect([report.alarms, planExit(report)]).toEqual([4, 10])
  })

  it('compares what HL7 messages carry: two names for one INS hold both documents', async () => {
    const {patient, authors} = sampleInput
    const ours = authors.map((one) => ({...one, organization: {id: '10B0000014', name: 'HOPITAL FICTIF'}}))
    const carried = (serial: number, birthName: string) => {
      const traits = {...patient.traits, birthName}
      const cda = carriedCda(serial, {patient: {...patient, traits}, authors: ours})
      return message({documents: [cda], birthName, controlId: `C${serial}`, structure: '10B0000014'})
    }
    const text = [carried(7001, 'EXEMPLE'), carried(7002, 'TOUTAUTRE')].join('')
    const {rows} = await planner.plan([planner.write('carried/a.hl7', text)])
    expect(verdicts(rows)).toEqual(['held patient-two-names', 'held patient-two-names'])
  })

  it('takes a married name and an unmarked list of given names in a header for no other name', async () => {
    const header = (serial: number, more: object) =>
      planner.write(`used/${serial}.xml`, cdaText({patient: {...sampleInput.patient, ...more}}))
    header(1, {usedName: 'MARIEE'})
    header(2, {usedName: undefined, usedGiven: undefined})
    const {traits} = sampleInput.patient
    header(3, {traits: {...traits, givenNames: 'ADELE MARIE LOUISE'}})
    const {rows} = await planner.plan([join(planner.home, 'files', 'used')], {identityStatus: 'QUAL'})
    expect(verdicts(rows)).toEqual(Array(3).fill('ready'))
  })

  it('holds a sex that contradicts the number, and makes a finding of it', async () => {
    const sex = patientColumns()['sex'] === 'F' ? 'M' : 'F'
    const {rows, report} = await planner.plan([
      planner.manifest('sex/m.ndjson', [planner.row('sex/a.txt', 'a', {sex})]),
    ])
    expect(verdicts(rows)).toEqual(['held patient-sex'])
    expect([report.alarms, planExit(report)]).toEqual([1, 10])
    expect(report.reasons).toMatchObject([{reason: 'patient-sex', count: 1}])
  })

  it('holds what the journal knows under another INS or IPP, until a person has checked it', async () => {
    await planner.plan([
      planner.manifest('before/m.ndjson', [planner.row('before/a.txt', 'a', {ipp: '055'})]),
    ])
    const later = planner.manifest('later/m.ndjson', [
      planner.row('later/b.txt', 'b', {ipp: '055'}, other),
      planner.row('later/c.txt', 'c', {ipp: '56'}),
    ])
    const near = planner.manifest('near/m.ndjson', [planner.row('near/c.txt', 'd', {ipp: '55'})])
    expect(verdicts((await planner.plan([later])).rows)).toEqual([
      'held patient-other-ins',
      'held patient-other-ipp',
    ])
    expect(verdicts((await planner.plan([near])).rows)).toEqual(['held ipp-near'])
    const checked = await planner.plan([later], {identityChecked: ['055']})
    expect(verdicts(checked.rows)).toEqual(['ready', 'held patient-other-ipp'])
  })

  it('holds a patient whose opposition was laid on the IPP with its zeros', async () => {
    const hold = {kind: 'ipp', value: '0000321', reason: 'opposition', by: 'test', createdAt: 0} as const
    await planner.use(async (bench) => (await bench.journal()).hold([hold]))
    const {rows} = await planner.plan([
      planner.manifest('hold/m.ndjson', [planner.row('hold/a.txt', 'a', {ipp: '321'})]),
    ])
    expect(verdicts(rows)).toEqual(['held ipp-near-hold'])
  })
})

describe('a patient whose INS changed', () => {
  it('has no version under the former one replaced in bulk, and the reason names the way', async () => {
    const before = planner.manifest('former/before.ndjson', [
      planner.row('former/a.txt', 'v1', {source_id: 'F1'}, other),
    ])
    await planner.plan([before])
    const {ins_oid: oid, identity_status: status, ...columns} = patientColumns()
    const line = {...columns, oid, status, ins_history: [patientColumns(other)['ins']]}
    const identities = planner.write('former/identities.ndjson', `${JSON.stringify(line)}\n`)
    const after = planner.manifest('former/after.ndjson', [
      planner.row('former/b.txt', 'v2', {action: 'replace', replaces: 'F1'}),
      planner.row('former/c.txt', 'v3', {action: 'replace', replaces: 'F1'}, other),
    ])
    const {rows} = await planner.plan([after], {identities})
    expect(verdicts(rows)).toEqual(['held replace-former-ins', 'held identity-former-ins'])
  })
})

describe('an INS that the export has in its names', () => {
  it('is masked in the lists of a plan, and that is said once', async () => {
    const {ins = ''} = patientColumns()
    const name = `names/CR-${ins}.txt`
    const manifest = planner.manifest('names/m.ndjson', [
      planner.row(name, 'a', {source_id: `D${ins}`, venue: ins.slice(0, 13)}),
    ])
    const out = `${planner.home}/names-plan`
    planner.warnings.length = 0
    const {report} = await planner.plan([manifest], {out, explain: ({reason = ''}) => reason})
    expect(report.account).toMatchObject({ready: 1})
    const text = report.files.map((file) => readFileSync(file, 'utf8')).join('\n')
    expect(text).toContain('CR-')
    expect(text).not.toContain(ins.slice(0, 13))
    expect(planner.warnings.filter((code) => code === 'ins-in-names')).toHaveLength(1)
  })

  it('is masked in the reasons of a plan, whatever they name, and among the holds that held nothing', async () => {
    const {ins = ''} = patientColumns()
    planner.write(`masked/cr-${ins}.txt`, 'a')
    const rows = [
      {...planner.row('masked/x.txt', 'x'), file: `CR-${ins}.txt`},
      {...planner.row('masked/y.txt', 'y'), type_code: undefined, type_label: `CR de ${ins}`},
    ]
    const hold = {kind: 'source_id', value: `N${ins}`, reason: 'litige', by: 'test', createdAt: 0} as const
    await planner.use(async (bench) => (await bench.journal()).hold([hold]))
    const {report} = await planner.plan([planner.manifest('masked/m.ndjson', rows)], {
      out: `${planner.home}/masked-plan`,
    })
    expect(report.reasons.map(({detail}) => detail)).toEqual([
      'file file-near',
      expect.stringContaining('CR de 2'),
    ])
    expect(JSON.stringify(report)).not.toContain(ins.slice(0, 13))
    for (const file of report.files) expect(readFileSync(file, 'utf8')).not.toContain(ins.slice(0, 13))
  })
})

describe('a line that does not say whole who the patient is', () => {
  it('is rejected by manifest, line and column, with what to do', async () => {
    const {
      birth_name: _1,
      first_given: _2,
      given_names: _3,
      birth_date: _4,
      sex: _5,
      birth_place: _6,
      ...named
    } = planner.row('whole/a.txt', 'a') as Record<string, string>
    const {ins: _7, ins_oid: _8, ...bare} = named
    const rows = [{...bare, ipp: 'IPP-1'}, {...planner.row('whole/b.txt', 'b')}, named]
    const manifest = planner.manifest('whole/m.ndjson', rows)
    const planned = await planner.plan([manifest])
    expect(verdicts(planned.rows)).toEqual([
      'rejected DMP_MANIFEST_LINE',
      'ready',
      'rejected DMP_MANIFEST_LINE',
    ])
    expect(planned.rows.map(({params}) => params)).toEqual([
      {file: manifest, line: 1, field: 'ins', reason: 'ipp-alone'},
      undefined,
      {file: manifest, line: 3, field: 'birth_name', reason: 'traits-absent'},
    ])
    const [first] = planned.rows
    for (const [language, what] of [
      ['fr', '--identities'],
      ['en', 'identities file'],
    ] as const)
      expect(first && rowText(first, translator(language))).toContain(what)
  })
})
