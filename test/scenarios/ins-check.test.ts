import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {keyOf, samplePatients} from '../support/sample-patients.ts'
import {expectValid} from '../support/schemas.ts'
import {workbook} from '../unit/tabular/sample-workbook.ts'

const right = '285052A00401814'
const wrong = '285052A00401815'
const odd = `1841375056001${keyOf('1841375056001')}`

describeWith([], 'ins check', () => {
  const home = makeHome()
  beforeAll(async () => {
    const {code, stderr} = await runDmp(['sandbox', 'init'], {env: home.env})
    if (code !== 0) throw new Error(stderr)
  })
  afterAll(() => home.remove())
  const run = (args: readonly string[], input = '') =>
    runDmp(['ins', 'check', ...args], {env: home.env, cwd: home.path, input})
  const json = async (args: readonly string[], input = '') => {
    const result = await runJson(['ins', 'check', ...args], {env: home.env, cwd: home.path, input})
    expectValid(result.answer)
    return result
  }
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(home.path, name), content)
    return `@${name}`
  }

  it('says what each part of a number means, masked, and remarks that it was typed', async () => {
    const {code, stdout, stderr} = await run('2 85 05 2a 004 018 14'.split(' '))
    expect(code).toBe(0)
    expect(stdout).toMatch(/valide {2}2 85 05 \*\* \*\*\* \*\*\* \*\*/)
    expect(stdout).toMatch(/sexe +féminin[\s\S]*année +1985[\s\S]*mois +mai[\s\S]*lieu +Corse/)
    expect(stdout).not.toMatch(/2A004|018/)
    expect(stderr).toContain('historique')
  })

  it('shows numbers only on demand, and the log says that it did, never whose', async () => {
    const {stdout, stderr} = await run(['-', '--unmask'], `${right}\n`)
    expect(stdout).toContain(right)
    expect(stdout).toContain('2A004')
    expect(stderr).toContain('--unmask')
    const log = readFileSync(join(home.path, 'state/log/dmp.log'), 'utf8')
    expect(log).toContain('"what":"unmasked"')
    expect(log).not.toContain(right)
  })

  it.each<[string, string, number]>([
    ['valid', right, 0],
    ['an odd month', odd, 10],
    ['a wrong key', wrong, 5],
    ['no key', '285052A004018', 5],
    ['scientific notation', '2,85052E+14', 5],
    ['full-width digits', '２８５０５２Ａ００４０１８１４', 5],
    ['no-break spaces', '2\u00a085\u202f05 2A 004 018 14', 0],
    ['an emoji', `${right}😀`, 5],
    ['a control character', `2850\u000752A00401814`, 5],
    ['XML', '<ins>&amp;</ins>', 5],
    ['letters', 'ABCDEFGHIJKLMNO', 5],
  ])('answers with its exit code: %s', async (_what, text, exit) => {
    const {code, answer} = await json(['-'], `matricule\n${text}\n`)
    expect([code, answer.exitCode, answer.data.read]).toEqual([exit, exit, 1])
    expect(JSON.stringify(answer)).not.toContain(right)
  })

  it('tells a wrong key of a returned or fictitious number as a doubt', async () => {
    for (const more of [['--returned'], ['--oid', '.10']])
      expect((await json(['-', ...more], wrong)).code).toBe(10)
  })

  it('holds the OID against the environment of the profile', async () => {
    const {code, answer} = await json(['-', '--oid', '.8', '--profile', 'sandbox'], right)
    expect(code).toBe(5)
    expect(answer.data).toMatchObject({
      environment: 'sandbox',
      results: [
        {kind: 'nir', findings: [{rule: 'INS-ENVIRONMENT', params: {reason: 'real-outside-production'}}]},
      ],
    })
  })

  it('reads a column of a CSV or of a workbook, and writes the lines that are not valid', async () => {
    const csv = write(
      'p.csv',
      `IPP;Matricule INS;OID_INS\r\n1;${right};\r\n2;${wrong};\r\n;;\r\n3;${wrong};1.2.250.1.213.1.4.10\r\n`,
    )
    const {code, answer} = await json([csv, '--output', 'odd.csv'])
    expect(code).toBe(5)
    expect(answer.data).toMatchObject({column: 'Matricule INS', read: 3, valid: 1, suspicious: 1, invalid: 1})
    const odds = readFileSync(join(home.path, 'odd.csv'), 'utf8')
    expect(odds).toBe(
      '\uFEFFline;verdict;fault;findings\r\n3;invalid;key;\r\n5;suspicious;;INS-KEY-RETURNED\r\n',
    )
    expect(statSync(join(home.path, 'odd.csv')).mode & 0o777).toBe(0o600)
    const stored = {xml: '><v>2.85052E14</v>'}
    const book = write(
      'p.xlsx',
      await workbook([
        ['N', 'Numéro'],
        ['1', right],
        ['2', stored],
      ]),
    )
    const sheet = await json([book, '--column', 'Numéro'])
    expect(sheet.answer.data).toMatchObject({
      read: 2,
      invalid: 1,
      results: [{}, {fault: 'spreadsheet', line: 3}],
    })
    expect((await json([csv, '--column', 'Absente'])).answer.error).toMatchObject({
      code: 'DMP_MANIFEST_UNREADABLE',
    })
  })

  it('shows of a long list those that are not valid', async () => {
    const list = write('long.txt', `${`${right}\n`.repeat(50)}${wrong}\n${odd}\n`)
    const {answer} = await json([list])
    expect(answer.data).toMatchObject({read: 52, valid: 50, results: [{line: 51}, {line: 52}], more: 0})
  })

  it('holds the number of a patient file against his traits', async () => {
    const {ins, traits} = samplePatients.minor
    const {
      birthName: birth_name,
      givenNames: given_names,
      firstGiven: first_given,
      birthPlace: birth_place,
    } = traits
    const day = '2018-06-15'
    const patient = (number: string) =>
      JSON.stringify({
        ins: number,
        ins_oid: ins.oid,
        ...{birth_name, given_names, first_given, birth_place, birth_date: day, sex: 'F'},
      })
    expect((await json(['--patient', '-'], patient(ins.matricule))).code).toBe(0)
    const parent = `2840699999005${keyOf('2840699999005')}`
    const {code, answer} = await json(['--patient', '-'], patient(parent))
    expect(code).toBe(10)
    expect(answer.data.results[0].findings.map(({rule}: {rule: string}) => rule)).toContain('INS-PARENT')
  })

  it('names the missing number where nobody can be asked', async () => {
    const {code, answer} = await json([])
    expect([code, answer.error?.code]).toEqual([2, 'DMP_MISSING_VALUE'])
  })
})
