import {describe, expect, it} from 'vitest'
import {errorCatalogue} from '../../../src/lib/errors/catalogue.ts'
import {reasonText, rowText} from '../../../src/lib/ui/batch/plan-reason.ts'
import {planLines} from '../../../src/lib/ui/batch/plan-view.ts'
import {catalogues} from '../../../src/lib/ui/messages/catalogues.ts'
import type {Screen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import type {PlanRow} from '../../../src/lib/usecases/batch/plan/plan-row.ts'
import type {PlanReport} from '../../../src/lib/usecases/batch/plan/plan-wish.ts'
import {Tally} from '../../../src/lib/usecases/batch/plan/tally.ts'

const row = (n: number, reason: string, params: PlanRow['params']): PlanRow => ({
  n,
  class: 'held',
  action: 'submit',
  local: {},
  origin: {file: '/backlog/list.csv', line: n + 1},
  reason,
  ...(params ? {params} : {}),
})

/** What `batch plan` prints of these rows, on one line. */
function printed(rows: readonly PlanRow[], language: 'en' | 'fr' = 'en'): string {
  const tally = new Tally()
  for (const one of rows) tally.add(one)
  const report = {
    batchId: '20260302-aaaa',
    profile: 'chu',
    environment: 'test',
    account: {read: 1, ready: 0, held: 1, rejected: 0, excluded: 0},
    actions: tally.actions,
    reasons: tally.reasons(),
    alarms: 0,
    idleRules: [],
    idleHolds: [],
    files: [],
    rules: null,
    forecast: null,
  } as unknown as PlanReport
  const color = new Proxy({}, {get: () => (text: string) => text})
  const screen = {t: translator(language), color, width: 500, isTerminal: false} as unknown as Screen
  return planLines(report, screen).join(' ')
}

describe('a line that a person must correct', () => {
  it('is told by its list and its number, even where the reason names none', () => {
    const rejected = {
      n: 1,
      class: 'rejected',
      reason: 'DMP_CODE_UNKNOWN',
      params: {field: 'typeCode', code: '11488-44', table: 'J66'},
      action: 'submit',
      local: {},
      origin: {file: '/in/export.csv', line: 7},
    } as const
    expect(printed([rejected, {...rejected, n: 2, origin: {file: '/in/export.csv', line: 9}}])).toContain(
      "'11488-44' (typeCode) is not in the table J66. — first: export.csv, line 7",
    )
  })
})

describe.each(['en', 'fr'] as const)('reasons in %s', (language) => {
  const t = translator(language)
  const words = Object.keys(catalogues[language]).flatMap(
    (key) => /^batch\.reason\.([\w-]+)$/.exec(key)?.[1] ?? [],
  )

  it.each([...words, ...Object.keys(errorCatalogue)])(
    'never show the name of a placeholder: %s',
    (reason) => {
      expect(reasonText(reason, t)).not.toMatch(/[{}]|…\s*…/)
    },
  )
})

describe('the table of a plan', () => {
  it('says what the records of a line have in common, once', () => {
    const label = {label: 'CR OPHTALMO'}
    const text = printed([row(1, 'type-unmapped', label), row(2, 'type-unmapped', label)])
    expect(text).toContain('type “CR OPHTALMO” has no code: declare it')
    expect(text.split('CR OPHTALMO')).toHaveLength(2)
  })

  it('leaves out what differs between them', () => {
    const told = (value: string) => ({field: 'PID', at: value, fault: 'x'})
    const text = printed([row(1, 'hl7-syntax', told('line 1')), row(2, 'hl7-syntax', told('line 9'))])
    expect(text).toMatch(/HL7 message that cannot be read \(x\)/)
    expect(text).not.toMatch(/line \d|…/)
  })

  it('says of a hold its kind and its reason, never whom it protects', () => {
    const text = printed([row(1, 'DMP_HELD', {kind: 'ipp', reason: 'opposition'})])
    expect(text).toMatch(/held: ipp \(opposition\)\./)
  })

  it('says of a faulty line its column and its fault', () => {
    const params = {field: 'title', reason: 'encoding'}
    const text = printed([row(1, 'DMP_MANIFEST_LINE', params), row(2, 'DMP_MANIFEST_LINE', params)])
    expect(text).toContain('column title: ')
    expect(text).not.toMatch(/…/)
  })
})

describe('the explanation of a record', () => {
  it.each([
    ['DMP_INS_ENVIRONMENT', {oid: '1.2.3', environment: 'production', reason: 'unknown'}],
    ['DMP_DOCUMENT_INVALID', {count: 2, first: 'TITLE'}],
    ['DMP_MANIFEST_LINE', {field: 'title', reason: 'encoding'}],
    ['DMP_SOURCE_CHANGED', undefined],
    ['DMP_FILE_UNREADABLE', {reason: 'ENOENT'}],
  ] as const)('has no gap: %s', (reason, params) => {
    expect(rowText(row(1, reason, params), translator('fr'))).not.toMatch(/[{}…]/)
  })
})
