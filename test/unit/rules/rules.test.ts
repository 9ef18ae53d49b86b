import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {applyRules, sameStructure} from '../../../src/lib/rules/apply-rules.ts'
import {proposedRules} from '../../../src/lib/rules/proposal.ts'
import {readRules} from '../../../src/lib/rules/read-rules.ts'
import {
  type Conditions,
  conditionNames,
  type Rule,
  type RuleFacts,
  type RuleSet,
} from '../../../src/lib/rules/rule-set.ts'
import {rulesText} from '../../../src/lib/rules/write-rules.ts'

const TODAY = '20260302'
const bytes = (text: string) => new TextEncoder().encode(text)

function setOf(...rules: readonly (Partial<Rule> & {readonly when: Conditions})[]): RuleSet {
  const whole = rules.map(
    (rule, at) => ({name: `r${at}`, action: 'exclude', unknown: 'hold', ...rule}) as const,
  )
  return {title: 't', version: '1', rules: whole, structures: []}
}

/** `exclude r0`, `hold r0 ?units`, or `-`. */
function said(when: Conditions, facts: RuleFacts, more: Partial<Rule> = {}): string {
  const found = applyRules(setOf({when, ...more}), facts, TODAY)
  return found
    ? [found.action, found.rule, found.unknown && `?${found.unknown}`].filter(Boolean).join(' ')
    : '-'
}

describe('a condition', () => {
  it.each<[string, Conditions, RuleFacts, string]>([
    ['type among', {types: ['11488-4']}, {typeCode: '11488-4'}, 'exclude r0'],
    ['type not among', {types: ['11488-4']}, {typeCode: '11502-2'}, '-'],
    ['unit in any case and accent', {units: ['Psychiatrie é']}, {unit: 'PSYCHIATRIE E'}, 'exclude r0'],
    ['leading zeros are part of a unit', {units: ['0042']}, {unit: '42'}, '-'],
    ['status other than', {not_status: ['validé']}, {status: 'brouillon'}, 'exclude r0'],
    ['status as wanted', {not_status: ['validé']}, {status: 'VALIDE'}, '-'],
    ['a blank fact is no fact', {units: ['A']}, {unit: '  '}, 'hold r0 ?units'],
    ['word of the title', {title_words: ['ivg']}, {title: 'Compte rendu (IVG)'}, 'exclude r0'],
    ['points', {title_words: ['ivg']}, {title: 'CR d’I.V.G. du 2'}, 'exclude r0'],
    ['blanks between letters', {title_words: ['ivg']}, {title: 'I V G'}, 'exclude r0'],
    ['full width', {title_words: ['ivg']}, {title: 'ＩＶＧ'}, 'exclude r0'],
    ['soft hyphen', {title_words: ['ivg', 'grossesse']}, {title: 'Grosse\u00adsse'}, 'exclude r0'],
    ['unseen blank', {title_words: ['ivg']}, {title: 'I\u200bvg'}, 'exclude r0'],
    ['several', {title_words: ['ivg']}, {title: 'Suivi des ivgs'}, 'exclude r0'],
    ['one, where the rule says several', {title_words: ['grossesses']}, {title: 'Grossesse'}, 'exclude r0'],
    ['several of two words', {title_words: ['test vih']}, {title: 'Tests V.I.H.'}, 'exclude r0'],
    ['a word with its number', {title_words: ['vih']}, {title: 'Sérologie VIH1/2'}, 'exclude r0'],
    ['points in the rule', {title_words: ['I.V.G.']}, {title: 'IVG'}, 'exclude r0'],
    ['letters of other words', {title_words: ['ivg']}, {title: 'Voie IV G'}, '-'],
    ['unit in full width', {units: ['psy']}, {unit: 'ＰＳＹ'}, 'exclude r0'],
    ['no part of a word', {title_words: ['ivg']}, {title: 'Tivgar'}, '-'],
    ['two words in a row', {title_words: ['sous x']}, {title: 'Accouchement sous-X'}, 'exclude r0'],
    ['before', {before: '2020-01-01'}, {documentDate: '2019-12-31T23:59:00+01:00'}, 'exclude r0'],
    ['that day is not before', {before: '2020-01-01'}, {documentDate: '20200101'}, '-'],
    [
      'a month that straddles cannot be told',
      {before: '2020-01-15'},
      {documentDate: '202001'},
      'hold r0 ?before',
    ],
    ['a whole year before', {before: '2020-01-01'}, {documentDate: '2019'}, 'exclude r0'],
    ['after', {after: '2020-01-01'}, {documentDate: '2020-01-02'}, 'exclude r0'],
    ['that day is not after', {after: '2020-01-01'}, {documentDate: '2020-01-01'}, '-'],
    ['a day before 18', {younger_than: 18}, {birthDate: '2008-03-03'}, 'exclude r0'],
    ['18 that day', {younger_than: 18}, {birthDate: '20080302'}, '-'],
    ['older than 80 on the 81st birthday', {older_than: 80}, {birthDate: '1945-03-02'}, 'exclude r0'],
    ['80 is not older than 80', {older_than: 80}, {birthDate: '1945-03-03'}, '-'],
    ['structure by its bare FINESS', {not_structures: ['990000002']}, {structureId: '1990000002'}, '-'],
    ['another structure', {not_structures: ['990000002']}, {structureId: '1990000010'}, 'exclude r0'],
  ])('%s', (_name, when, facts, verdict) => {
    expect(said(when, facts)).toBe(verdict)
  })

  it('takes all conditions together', () => {
    const when = {types: ['A'], units: ['B']}
    expect(said(when, {typeCode: 'A', unit: 'B'})).toBe('exclude r0')
    expect(said(when, {typeCode: 'A', unit: 'C'})).toBe('-')
    expect(said(when, {typeCode: 'C'})).toBe('-')
    expect(said(when, {typeCode: 'A'})).toBe('hold r0 ?units')
    expect(said(when, {typeCode: 'A'}, {unknown: 'pass'})).toBe('-')
  })

  it('lets the first rule that is met decide, and a certain one before a doubtful one', () => {
    const set = setOf(
      {when: {units: ['A']}, action: 'exclude'},
      {when: {types: ['X']}, action: 'hold'},
      {when: {types: ['X']}, action: 'exclude'},
    )
    expect(applyRules(set, {typeCode: 'X'}, TODAY)).toEqual({rule: 'r1', action: 'hold'})
    expect(applyRules(set, {typeCode: 'Y'}, TODAY)).toEqual({rule: 'r0', action: 'hold', unknown: 'units'})
    expect(applyRules(set, {typeCode: 'Y', unit: 'B'}, TODAY)).toBeUndefined()
  })

  it('knows a structure by FINESS, SIRET and Struct_IdNat alike', () => {
    expect(sameStructure('1990000002', '990000002')).toBe(true)
    expect(sameStructure('312345678901234', '12345678901234')).toBe(true)
    expect(sameStructure('990000002', '990000010')).toBe(false)
  })
})

describe('a rules file', () => {
  const refused = (text: string) => {
    try {
      readRules(bytes(text), 'r.yaml')
    } catch (error) {
      if (error instanceof DmpError) return `${error.params['place']} ${error.params['reason']}`
      throw error
    }
    return 'read'
  }
  const rule = (text: string) => refused(`title: t\nversion: 1\nrules:\n  - ${text}\n`)

  it.each([
    ['{name: a, when: {units: [A]}, action: hold}', 'read'],
    ['{name: a b, when: {units: [A]}, action: hold}', 'rules[1].name name'],
    ['{name: a, when: {unit: [A]}, action: hold}', 'rules[1].when unknown-key'],
    ['{name: a, when: {units: A}, action: hold}', 'rules[1].when.units list'],
    ['{name: a, when: {units: []}, action: hold}', 'rules[1].when.units list'],
    ['{name: a, when: {units: [[A]]}, action: hold}', 'rules[1].when.units[1] text'],
    ['{name: a, when: {}, action: hold}', 'rules[1].when missing'],
    ['{name: a, when: {before: 2020-02-30}, action: hold}', 'rules[1].when.before day'],
    ['{name: a, when: {younger_than: -1}, action: hold}', 'rules[1].when.younger_than age'],
    ['{name: a, when: {units: [A]}, action: drop}', 'rules[1].action word'],
    ['{name: a, when: {units: [A]}}', 'rules[1].action word'],
    ['{name: a, when: {units: [A]}, action: hold, unknown: perhaps}', 'rules[1].unknown word'],
  ])('%s → %s', (text, verdict) => {
    expect(rule(text)).toBe(verdict)
  })

  it('is refused whole when it is something else', () => {
    expect(refused('- a')).toBe('- map')
    expect(refused('title: [')).toMatch(/yaml$/)
    expect(refused('title: a\ntitle: b\nversion: 1')).toMatch(/yaml$/)
    expect(refused('title: t\nrules: []')).toBe('version missing')
    expect(refused('a: &a [x]\nb: *a')).toMatch(/^- /)
    expect(
      refused(
        'title: t\nversion: 1\nrules:\n- {name: a, when: {units: [A]}, action: hold}\n- {name: a, when: {units: [B]}, action: hold}',
      ),
    ).toBe('rules twice')
  })

  it('keeps every text as written: zeros, days and numbers', () => {
    const {rules} = readRules(
      bytes('title: t\nversion: 0x1\nrules:\n- {name: a, when: {units: [0042, 1e3, no]}, action: hold}'),
      'f',
    )
    expect(rules[0]?.when).toEqual({units: ['0042', '1e3', 'no']})
  })

  it('reads back what is written of any set of rules', () => {
    const word = fc
      .string({minLength: 1, maxLength: 12})
      .filter((text) => text.trim() === text && text !== '')
    const list = fc.array(word, {minLength: 1, maxLength: 4})
    const when = fc.record(
      {types: list, title_words: list, before: fc.constant('2020-02-29'), younger_than: fc.nat(120)},
      {requiredKeys: ['types']},
    )
    const rules = fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z][\w-]{0,20}$/),
        when,
        action: fc.constantFrom('exclude', 'hold'),
        unknown: fc.constantFrom('hold', 'pass'),
      }),
      {selector: ({name}) => name, maxLength: 5},
    )
    fc.assert(
      fc.property(fc.record({title: word, version: word, rules, structures: fc.constant([])}), (set) => {
        expect(readRules(bytes(rulesText(set as RuleSet)), 'f')).toEqual(set)
      }),
    )
  })

  it('never fails but with its own error, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({maxLength: 200}), fc.string({unit: 'binary', maxLength: 200}).map(bytes)),
        (given) => {
          try {
            readRules(given, 'f')
          } catch (error) {
            expect(error).toMatchObject({code: 'DMP_RULES_INVALID'})
          }
        },
      ),
      {numRuns: 500},
    )
  })

  it('proposes rules that it reads itself', () => {
    expect(readRules(bytes(rulesText(proposedRules)), 'f')).toEqual(proposedRules)
    const used = new Set(proposedRules.rules.flatMap(({when}) => Object.keys(when)))
    expect([...used].every((name) => (conditionNames as readonly string[]).includes(name))).toBe(true)
  })
})
