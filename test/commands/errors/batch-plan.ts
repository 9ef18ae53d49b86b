import {globSync, readFileSync, utimesSync} from 'node:fs'
import {setTimeout as pause} from 'node:timers/promises'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {writtenManifest} from '../../support/feeding.ts'
import type {Desk, Scenarios} from './stage.ts'

/** Takes the plan over as soon as it is begun: what another process on the same journal would write. */
async function takeOver(desk: Desk): Promise<void> {
  const profile = readFileSync(desk.path('config/profiles/sandbox.yaml'), 'utf8')
  const state = desk.path('state')
  for (let round = 0; round < 400; round++, await pause(25)) {
    const [path] = globSync('journals/*/*.sqlite', {cwd: state})
    if (!path) continue
    const journal = await openJournal({
      path: desk.path('state', path),
      keyDir: desk.path('state/keys'),
      registryDir: state,
      oidRoot: /oidRoot: '?([\d.]+)'?/.exec(profile)?.[1] ?? '',
      environment: 'sandbox',
      clock: systemClock,
      random: systemRandom,
    }).catch(() => undefined)
    const [batch] = (await journal?.batches()) ?? []
    if (journal && batch) {
      const event = {
        phase: 'event',
        operation: 'batch-plan',
        batchId: batch.id,
        occurredAt: Date.now(),
        data: {},
      } as const
      await journal.record([{event, batch: {id: batch.id, facts: {planner: 'another'}}}])
    }
    await journal?.close()
    if (batch) return
  }
}

/** Errors of planning: plans, rules, holds. */
export const batchPlan: Scenarios = {
  DMP_PLAN_TAKEN: {
    once: true,
    prepare: (stage) => {
      const desk = stage.desk()
      const manifest = writtenManifest(desk.path('backlog'), 2)
      // Young files make the plan wait, long enough for another process to come.
      for (const file of globSync('row-*.txt', {cwd: desk.path('backlog')}))
        utimesSync(desk.path('backlog', file), new Date(), new Date())
      const attempt = desk.attempt(['batch', 'plan', manifest, '--visible', '--settle', '4', '--quiet'])
      return {...attempt, during: () => void takeOver(desk)}
    },
  },
  DMP_RULES_INVALID: (stage) => {
    const desk = stage.desk()
    const rules = desk.write(
      'rules.yaml',
      'title: Essai\nversion: 1\nrules:\n  - {name: a, when: {unit: [A]}, action: hold}\n',
    )
    return desk.attempt(['batch', 'rules', '--rules', rules])
  },
  DMP_HOLD_INVALID: (stage) =>
    stage.desk().attempt(['batch', 'hold', 'add', 'ins', '2541', '--reason', 'opposition']),
}
