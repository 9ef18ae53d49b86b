import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {createScreen, lettersOf, signsOf} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {markdownLines} from '../../../src/lib/ui/workstation/doctor-markdown.ts'
import {doctorPage} from '../../../src/lib/ui/workstation/doctor-page.ts'
import {doctorLines} from '../../../src/lib/ui/workstation/doctor-view.ts'
import {coded} from '../../../src/lib/ui/workstation/finding-words.ts'
import {consoleText} from '../../../src/lib/ui/workstation/plain-signs.ts'
import type {Diagnosis} from '../../../src/lib/usecases/workstation/doctor.ts'
import type {CheckResult, Evidence} from '../../../src/lib/workstation/check.ts'
import {checkIds} from '../../../src/lib/workstation/registry.ts'
import {reportedCheck, reportVersion} from '../../../src/lib/workstation/report.ts'
import {summarise} from '../../../src/lib/workstation/verdict.ts'
import {aroundFor, factsWith, judged} from '../../support/workstation-facts.ts'

const t = {fr: translator('fr'), en: translator('en')}
const sources = globSync('src/lib/workstation/**/*.ts', {cwd: join(import.meta.dirname, '../../..')}).map(
  (path) =>
    readFileSync(join(import.meta.dirname, '../../..', path), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, ''),
)

it.each(['fr', 'en'] as const)('has a sentence for every code that the checks give (%s)', (language) => {
  const codes = sources.flatMap((text) =>
    [...text.matchAll(/\bcode: '([a-z][a-z0-9-]*)'/g)].map(([, code = '']) => code),
  )
  expect(codes.length).toBeGreaterThan(100)
  const untold = [...new Set(codes)].filter(
    (code) =>
      code !== 'certs-finding' &&
      !['cause', 'evidence', 'remedy'].some((kind) => t[language].has(`workstation.${kind}.${code}`)) &&
      // Of the probe, which has a verdict of its own.
      !['cause', 'evidence', 'remark'].some((kind) => t[language].has(`probe.${kind}.${code}`)),
  )
  expect(untold).toEqual([])
})

it.each(['fr', 'en'] as const)('explains every check and names every reason (%s)', (language) => {
  for (const id of checkIds)
    for (const part of ['title', 'what', 'why', 'fix'])
      expect([id, part, t[language].has(`workstation.check.${id}.${part}`)]).toEqual([id, part, true])
  const reasons = /export type SkipReason =([\s\S]*?)\n\n/.exec(
    sources.find((text) => text.includes('type SkipReason =')) ?? '',
  )?.[1]
  const names = [...(reasons ?? '').matchAll(/'([a-z-]+)'/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(8)
  expect(names.filter((name) => !t[language].has(`workstation.skip.${name}`))).toEqual([])
  const harmless = ['not-wanted', 'other-system', 'not-asked']
  const untested = names.filter((name) => !harmless.includes(name))
  expect(untested.filter((name) => !t[language].has(`workstation.remedy.untested-${name}`))).toEqual([])
})

const hostile = 'Reader <script>|`*[x](y)\u001b[31m'
function diagnosis(): Diagnosis {
  const around = aroundFor('web-ps-card')
  const results: readonly CheckResult[] = judged(
    factsWith({
      host: {state: 'failed', reason: 'failed', detail: 'EIO', durationMs: 4},
      readers: {
        kind: 'listed',
        backend: 'certutil',
        readers: [{name: hostile, card: 'absent', held: 'free'}],
      },
      usb: undefined,
    }),
    around,
  )
  return {
    reportVersion,
    at: '2026-03-02T10:00:00.000Z',
    product: {name: 'dmp', version: '0.1.0'},
    wanted: {...around.wanted, from: 'flag'},
    settings: {offline: false, noCard: false, only: []},
    ...summarise(results, around.wanted),
    checks: results.map(reportedCheck),
    durationMs: 9,
    comparison: null,
    written: null,
  }
}

describe('the report', () => {
  const stream = {isTTY: true, columns: 100}
  const screenOf = (env: Record<string, string>) => createScreen({t: t.fr, stream, env, noColor: false})

  it('lets nothing that a reader calls itself become markup', () => {
    const made = diagnosis()
    const markdown = markdownLines(made, t.fr).join('\n')
    expect(markdown).toContain('Reader')
    expect(markdown).not.toMatch(/<script>|\]\(y\)/)
    const page = doctorPage(made, t.fr)
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toMatch(/<script/)
    expect(page).toMatch(/data-verdict="blocked"/)
  })

  it('has one row a check, each told', () => {
    const lines = doctorLines(diagnosis(), true, screenOf({NO_COLOR: '1'}))
    expect(lines.join('\n')).not.toMatch(/workstation\.[a-z]+\./)
    for (const id of checkIds) expect([id, lines.some((line) => line.includes(id))]).toEqual([id, true])
  })

  it('shows a code of another version as it is', () => {
    const foreign: Evidence = {code: 'flux-capacitor', params: {level: 3}}
    expect(coded('cause', foreign, t.fr)).toBe('flux-capacitor 3')
  })

  it.each(['__proto__', 'constructor', 'toString', 'no.such.key'])('names no text by %s', (message) => {
    const said = coded('cause', {code: 'certs-finding', params: {check: 'X', message}}, t.en)
    expect(said).toBe('X : a finding that this version of the program cannot put in words')
    expect(coded('cause', {code: message}, t.en)).toBe(message)
  })

  it('keeps what a foreign report says on its line', () => {
    expect(coded('cause', {code: 'a\nb', params: {c: 'd\ne'}}, t.en)).toBe('a\\x0ab d\\x0ae')
    expect(coded('cause', {code: 'reader-held', params: {reader: 'F\nG'}}, t.en)).not.toContain('\n')
  })

  it('tells the comparison in a ticket and on a page too', () => {
    const cause = {code: 'card-mute', params: {reader: 'F600 <b>\n# x'}}
    const comparison = {
      with: {at: '2026-03-01T09:00:00.000Z', verdict: 'ready', version: '0.1.0', use: 'web-ps-card'},
      sameUse: true,
      fixed: [],
      remaining: [],
      appeared: [{id: 'pcsc.mute', cause, was: null}],
      unseen: [{id: 'galss.ini', cause: {code: 'galss-serial'}, was: null}],
      untold: [],
    } as const
    const made = {...diagnosis(), comparison}
    const markdown = markdownLines(made, t.en).join('\n')
    expect(markdown).toMatch(/## Compared with the report of 2026-03-01/)
    expect(markdown).toMatch(/\*\*Fixed\*\* : none/)
    expect(markdown).toMatch(/\*\*New\*\*\n {2}- .*F600 &lt;b>/)
    expect(markdown).toMatch(/first time.*\n {2}- .*galss/i)
    expect(markdown).not.toMatch(/^# x/m)
    const page = doctorPage(made, t.en)
    expect(page).toContain('data-compared="appeared"')
    expect(page).toContain('F600 &lt;b&gt;')
    expect(page).not.toContain('<b>')
  })
})

describe('consoles', () => {
  const tty = {isTTY: true}
  it.each([
    ['old Windows console', 'win32', {}, 'plain'],
    ['Windows Terminal', 'win32', {WT_SESSION: 'x'}, 'unicode'],
    ['UTF-8 locale', 'linux', {LANG: 'fr_FR.UTF-8'}, 'unicode'],
    ['Latin locale', 'linux', {LC_ALL: 'fr_FR.ISO-8859-1', LANG: 'fr_FR.UTF-8'}, 'plain'],
    ['no locale', 'linux', {}, 'plain'],
  ] as const)('%s: %s', (_name, platform, env, signs) => {
    expect(signsOf({stream: tty, env}, platform)).toEqual({signs})
  })

  it('leaves files as they are', () => {
    expect(signsOf({stream: {}, env: {}}, 'win32')).toEqual({})
  })

  it('draws nothing that cp850 or Windows-1252 lacks', () => {
    const screen = {
      ...createScreen({t: t.fr, stream: {isTTY: true, columns: 100}, env: {NO_COLOR: '1'}, noColor: true}),
      signs: 'plain' as const,
    }
    const text = doctorLines(diagnosis(), true, screen).join('\n')
    // Both code pages have the letters of French, the guillemets and the degree sign.
    expect(text.replaceAll(/[ -~\nàâçéèêëîïôùûüÀÂÇÉÈÊËÎÏÔÙÛÜ«»°·]/g, '')).toBe('')
    expect(consoleText('serial 310•••01 → œ…', {signs: 'plain'})).toBe('serial 310***01 -> oe...')
  })

  it.each([
    ['fr_FR.ISO-8859-1', {letters: 'ascii'}],
    ['fr_FR.CP850', {letters: 'ascii'}],
    ['fr_FR@euro', {letters: 'ascii'}],
    ['fr_FR.UTF-8', {}],
    ['C', {}],
  ])('writes no accent where the terminal is of another character set: %s', (LANG, letters) => {
    expect(lettersOf({stream: {isTTY: true}, env: {LANG}}, 'linux')).toEqual(letters)
    expect(lettersOf({stream: {}, env: {LANG}}, 'linux')).toEqual({})
    expect(lettersOf({stream: {isTTY: true}, env: {LANG}}, 'win32')).toEqual({})
  })

  it('draws nothing but ASCII there', () => {
    const screen = createScreen({
      t: t.fr,
      stream: {isTTY: true, columns: 100},
      env: {NO_COLOR: '1', LANG: 'fr_FR.ISO-8859-1'},
      noColor: true,
    })
    expect(doctorLines(diagnosis(), true, screen).join('').replaceAll(/[ -~]/g, '')).toBe('')
    expect(consoleText('« prêt » à 5 °', {signs: 'plain', letters: 'ascii'})).toBe('"pret" a 5 o')
  })
})
