/** Bad numbers and names through the built program: put right by rule, or refused by name; nothing half done. */
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import {csvOf} from '../unit/tabular/tabular-desk.ts'

const person = {
  ipp: 'IPP-1',
  ins: '285052A00401814',
  ins_oid: '1.2.250.1.213.1.4.10',
  birth_name: 'ESSAI',
  given_names: 'LEA MARIE',
  first_given: 'LEA',
  sex: 'F',
  birth_date: '1985-05-17',
  birth_place: '2A004',
  identity_status: 'QUAL',
}

/** Input, and either the number that it is taken for or the fault that it is refused with. */
const numbers: readonly (readonly [string, string, {readonly taken: true} | {readonly fault: string}])[] = [
  ['small letters', '285052a00401814', {taken: true}],
  ['spaces', ' 2 85 05 2A 004 018 14 ', {taken: true}],
  ['no-break spaces', '2\u00a085\u202f05 2A 004 018 14', {taken: true}],
  ['letters', 'ABCDEFGHIJKLMNO', {fault: 'ins ins-structure'}],
  ['full-width digits', '２８５０５２Ａ００４０１８１４', {fault: 'ins ins-full-width'}],
  ['13 digits without key', '285052A004018', {fault: 'ins ins-no-key'}],
  ['scientific notation', '2,85052E+14', {fault: 'ins ins-spreadsheet'}],
  ['a control character', '2850\u000752A00401814', {fault: 'ins one-line'}],
  ['an emoji', '285052A00401814😀', {fault: 'ins ins-characters'}],
  ['XML', '<ins>&amp;</ins>', {fault: 'ins ins-characters'}],
]

/** Input, and either how it is written or the fault of `ins datamatrix encode` and the remark of `ins identities`. */
const names: readonly (readonly [
  string,
  string,
  {readonly written: string} | {readonly fault: string; readonly remark: string},
])[] = [
  ['a typographic apostrophe', 'D’Éssai', {written: "D'ESSAI"}],
  ['a no-break hyphen', 'Essai\u2011Deux', {written: 'ESSAI-DEUX'}],
  ['ligatures', 'Œuf-Ǽ', {written: 'OEUF-AE'}],
  ['diacritics', 'Čiğdem Łuk', {written: 'CIGDEM LUK'}],
  ['a no-break space', 'De\u00a0Essai', {written: 'DE ESSAI'}],
  ['101 characters', 'A'.repeat(101), {fault: 'too-long', remark: 'INS-NAME birthName'}],
  ['an emoji', 'ESSAI😀', {fault: 'character', remark: 'INS-NAME birthName'}],
  ['a control character', 'ES\u0007SAI', {fault: 'one-line', remark: 'fault birth_name one-line'}],
  ['XML signs', 'A<B&C', {fault: 'character', remark: 'INS-NAME birthName'}],
  ['a digit', 'ESSAI 2', {fault: 'character', remark: 'INS-NAME birthName'}],
  ['full-width letters', 'ＥＳＳＡＩ', {fault: 'character', remark: 'INS-NAME birthName'}],
]

describe('bad input', () => {
  const home = makeHome()
  beforeAll(async () => {
    const {code, stderr} = await runDmp(['sandbox', 'init'], {env: home.env})
    if (code !== 0) throw new Error(stderr)
  })
  afterAll(() => home.remove())
  const options = {env: home.env, cwd: home.path}
  const encode = async (change: Partial<typeof person>) => {
    const file = join(home.path, `drawn-${Math.random()}.txt`)
    const result = await runJson(['ins', 'datamatrix', 'encode', '--patient', '-', '--output', file], {
      ...options,
      input: JSON.stringify({...person, ...change}),
    })
    return {...result, text: existsSync(file) ? readFileSync(file, 'utf8') : undefined}
  }
  /** What the report of an identities file with one line says of it; the file of those that pass. */
  const identities = async (change: Partial<typeof person>) => {
    writeFileSync(join(home.path, 'i.csv'), csvOf([{...person, ...change}]))
    const words = ['ins', 'identities', 'i.csv', '--report', 'r.csv', '--output', 'o.csv', '--force']
    const {code, answer, stdout} = await runJson(words, options)
    expectValid(answer)
    const lines = (name: string) => readFileSync(join(home.path, name), 'utf8').trim().split('\r\n').slice(1)
    const remarks = lines('r.csv').map((line) => line.split(';').slice(2).join(' '))
    return {code, stdout, remarks, passing: lines('o.csv')}
  }

  it.each(numbers)('in a number is put right or refused by name: %s', async (_, ins, expected) => {
    const [checked, listed, drawn] = [
      await runJson(['ins', 'check', '-'], {...options, input: `${ins}\n`}),
      await identities({ins}),
      await encode({ins}),
    ]
    const isTaken = 'taken' in expected
    expect(checked.code).toBe(isTaken ? 0 : 5)
    expect([listed.code === 0, listed.remarks.length, listed.passing.length]).toEqual(
      isTaken ? [true, 0, 1] : [false, 1, 0],
    )
    if (isTaken) {
      expect(drawn.text).toContain(`S1${person.ins}S2`)
    } else {
      expect(listed.remarks).toEqual([`fault ${expected.fault}`])
      expect([drawn.code === 0, drawn.text]).toEqual([false, undefined])
      expect(drawn.answer.error?.code).toMatch(/^DMP_(MANIFEST_LINE|INS_INVALID)$/)
    }
    for (const {stdout} of [checked, listed, drawn]) expect(stdout).not.toContain(person.ins)
  })

  it.each(names)('in a name is put right or refused by name: %s', async (_, name, expected) => {
    const listed = await identities({birth_name: name})
    const drawn = await encode({birth_name: name})
    if ('written' in expected) {
      expect([drawn.code, drawn.text?.includes(`S4${expected.written}`)]).toEqual([0, true])
      expect([listed.remarks, listed.passing[0]?.includes(`;${expected.written};`)]).toEqual([[], true])
    } else {
      expect([drawn.code === 0, drawn.text]).toEqual([false, undefined])
      const told = drawn.answer.error
      expect(JSON.stringify([told?.code, told?.details])).toContain(expected.fault)
      expect(listed.remarks).toEqual([expected.remark])
      expect(drawn.stdout).not.toContain(name)
    }
  })
})
