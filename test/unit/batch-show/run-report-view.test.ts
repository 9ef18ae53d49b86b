import {expect, it} from 'vitest'
import {runReportLines} from '../../../src/lib/ui/batch/run-report-view.ts'
import type {Screen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import type {RunReport} from '../../../src/lib/usecases/batch/run/run-report.ts'

const color = new Proxy({}, {get: () => (text: string) => text})
const account = {planned: 5, accepted: 0, refused: 2, unknown: 0, deferred: 0, held: 3, remaining: 0}

function printed(language: 'fr' | 'en', causes: RunReport['causes'], code: string | null): string {
  const report: RunReport = {
    environment: 'test',
    profiles: ['chu'],
    startedAt: '2026-03-02T09:00:00.000Z',
    endedAt: '2026-03-02T09:01:00.000Z',
    stopped: {reason: 'done', code, params: {run: '20260302-abcd'}, exitCode: null, nextAt: null},
    batches: [{id: '20260302-abcd', kind: 'feed', establishment: 'chu', account, plan: null}],
    account,
    own: {items: 0, requests: 0, accepted: 0},
    causes,
    resume: null,
  }
  const screen = {t: translator(language), color, width: 200, isTerminal: false} as unknown as Screen
  return runReportLines(report, screen).join('\n')
}

const causes = [
  {state: 'refused', code: 'DMP_WITHDRAWN', count: 2},
  {state: 'held', code: 'DMP_REPLACEMENT_REFUSED', count: 3},
] as const

it.each(['fr', 'en'] as const)('advises each cause by itself, in %s', (language) => {
  const text = printed(language, causes, null)
  expect(text).toMatch(/DMP_REPLACEMENT_REFUSED : .*dmp document history/)
  expect(text).toMatch(/DMP_WITHDRAWN : .*dmp batch plan/)
  // Trying again what was taken back, or lifting a hold that nobody laid, leads nowhere.
  expect(text).not.toMatch(/--only refused|--only held/)
})

it('keeps the general advice for other causes', () => {
  const one = {state: 'held', code: 'DMP_SOURCE_CHANGED', count: 3} as const
  expect(printed('en', [causes[0], one], null)).toContain('--only held')
})

it('says of a run taken back under its sender what is left of it, and how its documents go after all', () => {
  const text = printed('en', causes, 'DMP_WITHDRAWN')
  expect(text).toContain('dmp batch undo 20260302-abcd --dry-run')
  expect(text).toContain('a new plan (dmp batch plan)')
})

it.each(['fr', 'en'] as const)(
  'does not advise to try again what was sent and not found, in %s',
  (language) => {
    const lost = {state: 'held', code: 'DMP_NOT_FOUND_AFTER_SENDING', count: 3} as const
    const text = printed(language, [causes[0], lost], null)
    expect(text).toMatch(/DMP_NOT_FOUND_AFTER_SENDING : .*batch verify.*--again/)
    expect(text).not.toContain(translator(language)('run.hand.held'))
  },
)
