/** Every reason that a line of a report can carry is a whole sentence, in both languages, whatever is known of it. */
import {describe, expect, it} from 'vitest'
import {type ErrorCode, errorCatalogue} from '../../../src/lib/errors/catalogue.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {JournalItem} from '../../../src/lib/ports/journal.ts'
import {reasonWords, remedyWords} from '../../../src/lib/ui/batch/reason-words.ts'
import {whyOf} from '../../../src/lib/ui/batch/report-view.ts'
import {catalogues} from '../../../src/lib/ui/messages/catalogues.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {verdictOfError} from '../../../src/lib/usecases/batch/plan/verdict-of-error.ts'
import {concernsTheRun} from '../../../src/lib/usecases/batch/run/deal-with-item.ts'
import {lineOf} from '../../../src/lib/usecases/batch/show/report-line.ts'
import {plannedItem} from '../../support/journal-samples.ts'

const codes = Object.keys(errorCatalogue) as ErrorCode[]
const failed = (code: ErrorCode) => new DmpError(code, {params: {}})

function isOfARecord(code: ErrorCode): boolean {
  try {
    return verdictOfError(failed(code)) !== undefined
  } catch {
    return false
  }
}

/** Of commands that send and plan nothing: the code itself is all that a list could say of them. */
const ELSEWHERE = /^DMP_(?:CARD|CERT|INSI|SANDBOX|TRUST|WORKSTATION)_/

/** What an item can be left with, or a record of a plan; an item that a dead process left under way too. */
const carried = codes.filter(
  (code) => code === 'DMP_INTERRUPTED' || !concernsTheRun(failed(code)) || isOfARecord(code),
)
/** A name of a placeholder, a hole, an empty pair of marks, or a mark with nothing before it. */
const BROKEN = /[{}…]|\(\s*\)|«\s*»|“\s*”|"\s*"|\s[.,]|^[\s:,.]|[:,(–]\s*\.?$/

const item = (cause: string, state: JournalItem['state'] = 'held'): JournalItem => ({
  ...plannedItem(1),
  sourcePath: '/in/a.xml',
  state,
  cause,
  attempts: 0,
  plannedAt: 0,
})

describe.each(['en', 'fr'] as const)('in %s', (language) => {
  const t = translator(language)
  const words = Object.keys(catalogues[language]).flatMap(
    (key) => /^batch\.reason\.([\w-]+)$/.exec(key)?.[1] ?? [],
  )

  it.each([...carried, ...words])('%s is a whole sentence and a whole advice', (code) => {
    expect(reasonWords(code, {}, t)).not.toMatch(BROKEN)
    if (!ELSEWHERE.test(code)) expect(reasonWords(code, {}, t)).not.toBe(code)
    expect(remedyWords(code, null, t)).not.toMatch(/[{}]|…\s*…/)
    for (const state of ['held', 'refused', 'deferred', 'unknown'] as const)
      expect(whyOf(lineOf(undefined, item(code, state), undefined), t)).not.toMatch(BROKEN)
    const row = {
      n: 1,
      class: 'held',
      reason: code,
      action: 'submit',
      local: {},
      origin: {file: '/in/list.csv', line: 7},
    } as const
    expect(whyOf(lineOf(row, undefined, undefined), t)).not.toMatch(BROKEN)
  })

  it('a hold is told with its kind, its reason, who laid it and until when', () => {
    const facts = {kind: 'ipp', reason: 'opposition', by: 'M. Test', until: '2026-03-31'}
    const why = whyOf(lineOf(undefined, item('DMP_HELD'), undefined, facts), t)
    for (const fact of Object.values(facts)) expect(why).toContain(fact)
    const open = whyOf(lineOf(undefined, item('DMP_HELD'), undefined, {...facts, until: '-'}), t)
    expect(open).toMatch(/end: not set|fin : non fixée/)
  })

  it('a file whose name may be a patient’s is not named', () => {
    const why = whyOf(lineOf(undefined, item('DMP_SOURCE_CHANGED'), undefined), t)
    expect(why).not.toContain('a.xml')
  })

  it.each(['DMP_REPLACEMENT_REFUSED', 'DMP_WITHDRAWN', 'DMP_HELD'])(
    '%s says which command is next',
    (code) => {
      expect(remedyWords(code, null, t)).toMatch(/dmp (?:batch|document) \w+/)
    },
  )
})
