import {expect, it} from 'vitest'
import {takeBackLines} from '../../../src/lib/ui/batch/undo-view.ts'
import type {Screen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import type {TakeBackReport} from '../../../src/lib/usecases/batch/delete/take-back-report.ts'

const color = new Proxy({}, {get: () => (text: string) => text})

function printed(kind: TakeBackReport['kind'], causes: TakeBackReport['causes']): string {
  const report: TakeBackReport = {
    kind,
    run: kind === 'undo' ? '20260302-abcd' : null,
    batches: ['20260303-efgh'],
    dryRun: false,
    reason: 'mistake',
    plan: {read: 2, ready: 2, held: 0, rejected: 0, excluded: 0},
    reasons: [],
    underway: 0,
    leavesObsolete: 0,
    documents: [],
    kept: [],
    account: {planned: 2, accepted: 0, refused: 2, unknown: 0, deferred: 0, held: 0, remaining: 0},
    causes,
    unproven: 0,
    neverArrived: 0,
    notFound: 0,
    holds: 0,
    stopped: null,
    receipt: null,
    resume: null,
  }
  const screen = {t: translator('en'), color, width: 200, isTerminal: false} as unknown as Screen
  return takeBackLines(report, screen).join('\n')
}

it('says that what the DMP does not show yet is looked for again by the same command', () => {
  const causes = [{state: 'refused', code: 'DMP_DOCUMENT_NOT_FOUND', count: 2}] as const
  expect(printed('undo', causes)).toMatch(/not visible yet.*dmp batch undo 20260302-abcd/)
  expect(printed('delete', causes)).toMatch(/not visible yet.*the same command/)
})

it('says where the code of a refusal is, and that a later version is deleted first', () => {
  const causes = [{state: 'refused', code: 'DMP_REFUSED', count: 2}] as const
  expect(printed('undo', causes)).toMatch(/document history.*dmp batch undo.*batch report 20260303-efgh/)
})
