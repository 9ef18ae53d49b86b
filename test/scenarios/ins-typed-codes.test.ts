/** What scanners type of a datamatrix INS, through the built program: standard input, file, and prompt. */
import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {makeHome, projectRoot, runJson, startEnv} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'
import {example, GS} from '../unit/datamatrix/payloads.ts'

const home = makeHome()
afterAll(() => home.remove())

const AMERICAN = `QWERTYUIOPASDFGHJKLZXCVBNM1234567890-'.<>`
const ON_FRENCH = `AZERTYUIOPQSDFGHJKLWXCVBN?&é"'(-è_çà)ù:./`
const FRENCH = `AZERTYUIOPQSDFGHJKLMWXCVBN1234567890-'.`
const ON_AMERICAN = `QWERTYUIOPASDFGHJKL:ZXCVBN!@#$%^&*()64<`
const struck = (text: string, from: string, to: string) =>
  [...text].map((sign) => to[from.indexOf(sign)] ?? sign).join('')

const whole = '285052A00401814'
/** Quirk, text, exit code, kind, rules with what they say, whether the matricule is read. */
const quirks: readonly (readonly [string, string, number, string, readonly string[], boolean])[] = [
  ['as printed', example, 10, 'ins', ['TEST-OID 1.2.250.1.213.1.4.10'], true],
  ['<GS> in four characters', example.replaceAll(GS, '<GS>'), 10, 'ins', ['TYPED written-separator'], true],
  [
    'an AIM prefix and a line end',
    `]d1${example}\r\n`,
    10,
    'ins',
    ['TYPED line-end', 'TYPED aim-prefix'],
    true,
  ],
  ['separators swallowed', example.replaceAll(GS, ''), 5, 'ins', ['SEPARATOR S3'], true],
  ['separators typed as spaces', example.replaceAll(GS, ' '), 5, 'ins', ['SEPARATOR S3'], true],
  [
    'a QWERTY scanner on an AZERTY computer',
    struck(example.replaceAll(GS, '<GS>'), AMERICAN, ON_FRENCH),
    10,
    'ins',
    ['TYPED french-host', 'TYPED written-separator'],
    true,
  ],
  [
    'an AZERTY scanner on a QWERTY computer',
    struck(example, FRENCH, ON_AMERICAN),
    10,
    'ins',
    ['TYPED american-host'],
    true,
  ],
  ['S1true of a style sheet', example.replace(whole, 'true'), 5, 'ins', ['S1TRUE'], false],
  ['a 2D-Doc', 'DC03FR000001125E125B0126FR247500010MME/SPECIMEN', 5, '2d-doc', ['OTHER-CODE 2d-doc'], false],
  ['a GS1 code', '010340093000012017260101', 5, 'gs1', ['OTHER-CODE gs1'], false],
  ['a GS1 code in brackets', '(01)03400930000120(17)260101', 5, 'gs1', ['OTHER-CODE gs1'], false],
]

const spoken = (findings: readonly {rule: string; params: Record<string, string>}[]) =>
  findings.map(({rule, params}) => [rule.replace('DATAMATRIX-', ''), ...Object.values(params)].join(' '))

describe('what a scanner typed, on standard input', () => {
  it.each(quirks)('is understood and said: %s', async (_, text, exit, kind, rules, isRead) => {
    const {code, answer, stdout} = await runJson(['ins', 'datamatrix', 'decode', '-'], {
      env: home.env,
      input: text,
    })
    expectValid(answer)
    expect([code, answer.data.source, answer.data.codes.length]).toEqual([exit, 'text', 1])
    const [read] = answer.data.codes
    expect(read.kind).toBe(kind)
    expect(spoken(read.findings)).toEqual(expect.arrayContaining([...rules]))
    expect(read.identity?.matricule ?? null).toBe(isRead ? '2 85 05 ** *** *** **' : null)
    expect(stdout).not.toContain(whole)
  })
})

describeWith([{program: 'script', package: 'bsdutils'}], 'what a scanner typed at the prompt', () => {
  /** Types a text once the question is shown; the screen as it was in the end. */
  function typed(text: string): Promise<string> {
    const words = [
      process.execPath,
      join(projectRoot, 'bin/run.js'),
      'ins',
      'datamatrix',
      'decode',
      '--lang',
      'en',
    ]
    const child = spawn('script', ['-qec', words.map((word) => `'${word}'`).join(' '), '/dev/null'], {
      env: {...startEnv, ...home.env, TERM: 'xterm', NO_COLOR: '1'},
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const late = setTimeout(() => child.kill(), 30_000)
    let screen = ''
    let isTyped = false
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      screen += part
      if (isTyped || !screen.includes('Scan the datamatrix:')) return
      isTyped = true
      child.stdin.write(`${text}\r`)
    })
    return new Promise((done) => {
      child.on('close', () => {
        clearTimeout(late)
        done(screen)
      })
    })
  }

  it.each<[string, string, RegExp]>([
    ['<GS> in four characters', example.replaceAll(GS, '<GS>'), /the separator is written out/],
    ['the separator itself', example, /2 85 05 \*\* \*\*\* \*\*\* \*\*/],
    ['separators swallowed', example.replaceAll(GS, ''), /separator after S3 is lost/],
    [
      'a QWERTY scanner on an AZERTY computer',
      struck(example.replaceAll(GS, '<GS>'), AMERICAN, ON_FRENCH),
      /scanner set to a QWERTY keyboard/,
    ],
    ['S1true of a style sheet', example.replace(whole, 'true'), /S1true in place of the matricule/],
    ['a 2D-Doc', 'DC03FR000001125E125B0126FR247500010MME/SPECIMEN', /a 2D-Doc/],
    ['a GS1 code', '010340093000012017260101', /a GS1 code/],
  ])(
    'is understood and said: %s',
    async (_, text, said) => {
      expect(await typed(text)).toMatch(said)
    },
    60_000,
  )
})
