import {Chalk} from 'chalk'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {statusLines} from '../../../src/lib/ui/batch/status-view.ts'
import type {Screen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {batchStatus, statusExit} from '../../../src/lib/usecases/batch/show/batch-status.ts'
import {plannedItem} from '../../support/journal-samples.ts'
import {emptyRun, feedBatch, PLANNED_AT, RUN, type SeededRun, seedRun} from './seeded-run.ts'

let run: SeededRun
beforeEach(async () => {
  run = await emptyRun({submitPerSecond: 4, perDay: 30_000, windows: '20:00-07:00,09:00-12:00'})
})
afterEach(() => run.clear())

const status = (wish: Partial<Parameters<typeof batchStatus>[1]> = {}) =>
  batchStatus(run.bench, {all: false, ...wish})

it('says that there is no run, and which number is not there', async () => {
  await expect(status()).rejects.toMatchObject({code: 'DMP_BATCH_NOT_FOUND', params: {case: 'none'}})
  await seedRun(run)
  await expect(status({run: '20200101-zzzz'})).rejects.toMatchObject({
    code: 'DMP_BATCH_NOT_FOUND',
    params: {run: '20200101-zzzz'},
  })
})

it('counts every document in one column, with causes, rate, forecast and the command that goes on', async () => {
  await seedRun(run)
  run.now = PLANNED_AT + 120_000
  const {run: found} = await status()
  expect(found.batch).toMatchObject({id: RUN, kind: 'feed', state: 'submitted'})
  expect(found.plan).toEqual({read: 51, ready: 48, held: 1, rejected: 1, excluded: 1})
  expect(found.account).toEqual({
    planned: 48,
    accepted: 40,
    refused: 3,
    unknown: 1,
    deferred: 1,
    held: 1,
    remaining: 2,
  })
  expect(found.causes).toEqual([
    {state: 'refused', code: 'DMP_REFUSED', count: 2},
    {state: 'refused', code: 'DMP_SOURCE_CHANGED', count: 1},
    {state: 'unknown', code: 'DMP_NO_ANSWER', count: 1},
    {state: 'deferred', code: 'DMP_BUSY', count: 1},
    {state: 'held', code: 'DMP_HELD', count: 1},
  ])
  expect(found.rate).toEqual({perSecond: 0.667, setPerSecond: 4, overSeconds: 60})
  expect(found.inDmp).toEqual({approved: 40, deprecated: 0, deleted: 0})
  expect(found.oldestWaitingAt).toBe(new Date(PLANNED_AT).toISOString())
  expect(found.lastAcceptedAt).toBe(new Date(PLANNED_AT + 60_000 + 39 * 250 + 590).toISOString())
  expect(found.limits).toEqual({
    perDay: 30_000,
    doneToday: 1200,
    noticeContact: null,
    windows: '20:00-07:00,09:00-12:00',
  })
  expect(Date.parse(found.forecast?.endsAt ?? '') - run.now).toBe(Math.ceil((4 / 0.667) * 1000))
  expect(found.resume).toBe(`dmp batch resume ${RUN}`)
})

it('names whom to notify once the calls of the day are used up', async () => {
  await run.clear()
  run = await emptyRun({submitPerSecond: 4, perDay: 1200, noticeContact: 'CPAM du Test'})
  await seedRun(run)
  const answer = await status()
  expect(answer.run.limits).toMatchObject({doneToday: 1200, noticeContact: 'CPAM du Test'})
  const lines = statusLines(answer, {t: translator('en'), color: new Chalk({level: 0})} as Screen)
  expect(lines.join('\n')).toMatch(/notify CPAM du Test, then run again with --daily-notice-given/)
})

it('takes the latest run when none is named, and lists them all', async () => {
  await seedRun(run)
  const later = feedBatch({id: '20260303-efgh', state: 'planned', createdAt: PLANNED_AT + 1})
  await run.journal.record([
    {
      event: {phase: 'event', operation: 'batch-plan', occurredAt: PLANNED_AT, batchId: later.id, data: {}},
      batch: later,
    },
  ])
  const found = await status({all: true})
  expect(found.run.batch.id).toBe('20260303-efgh')
  expect(found.run.resume).toBeNull()
  expect(found.runs.map(({batch}) => batch.id)).toEqual([RUN, '20260303-efgh'])
})

describe('a run that waits for a certificate', () => {
  const since = PLANNED_AT + 100_000
  const fact = {reason: 'certificate', since, until: since + 3_600_000, profile: 'chu', end: '2026-03-02'}
  const noted = (paused: object | null) =>
    run.journal.record([
      {
        event: {phase: 'event', operation: 'batch-run', occurredAt: since, batchId: RUN, data: {}},
        batch: {id: RUN, facts: {paused}},
      },
    ])
  const check = {maxAgeMs: 1e9, maxSilenceMs: 1e9}
  const printed = async (wish: Parameters<typeof status>[0] = {}) =>
    statusLines(await status(wish), {t: translator('en'), color: new Chalk({level: 0})} as Screen).join('\n')

  it('says since when, until when and what to do, and alarms the probe at once', async () => {
    await seedRun(run)
    await noted(fact)
    run.now = since + 60_000
    expect((await status()).run.paused).toMatchObject({
      since: new Date(since).toISOString(),
      end: '2026-03-02',
    })
    expect((await status()).run).toMatchObject({forecast: null, nextPause: null})
    expect(await printed()).toMatch(/PAUSED since .* profile chu ended on 2026-03-02. Put the new ones/)
    expect((await status({check})).check).toMatchObject({findings: ['certificate'], pausedSeconds: 60})
    expect(await printed({check})).toMatch(/^DMP CRITICAL .* nothing leaves since 1 min: a certificate/)
  })

  it('says that it stopped for it, and nothing once it goes on', async () => {
    await seedRun(run)
    await noted({...fact, until: null})
    expect(await printed()).toMatch(/STOPPED since .*, then go on/)
    await noted(null)
    expect(await printed()).not.toMatch(/STOPPED|PAUSED/)
    expect((await status()).run.forecast).toEqual({days: 1, endsAt: '2026-03-02T09:01:17.248Z'})
    expect((await status({check})).check).toMatchObject({findings: [], paused: null, pausedSeconds: null})
  })

  it('is not said to wait while another process goes on with it', async () => {
    await seedRun(run)
    await noted({...fact, since: PLANNED_AT - 3_600_000})
    expect((await status()).run.paused).toBeNull()
  })

  it('is told to who watches, when it begins and when it ends', async () => {
    await seedRun(run, [{to: 'accepted'}, {}])
    await noted(fact)
    const told: (string | undefined)[] = []
    const stop = new AbortController()
    let looks = 0
    const clock = {
      ...run.bench.clock,
      sleep: async () => {
        looks += 1
        if (looks === 1) return void (await noted(null))
        stop.abort()
        throw new Error('interrupted')
      },
    }
    const observer = {onPause: (pause?: {reason: string}) => void told.push(pause?.reason)}
    await batchStatus({...run.bench, clock, signal: stop.signal}, {all: false, watch: observer})
    expect(told).toEqual(['certificate', undefined])
  })
})

it('lists what still stands of each run apart from what was deleted or withdrawn since', async () => {
  await seedRun(run, [{to: 'accepted'}, {to: 'accepted'}, {to: 'refused', cause: 'DMP_WITHDRAWN'}])
  const [first] = await run.journal.items({batchId: RUN, states: ['accepted']})
  const event = {phase: 'event', operation: 'delete', occurredAt: run.now, data: {}} as const
  await run.journal.record([{event, changes: [{id: first?.id ?? '', registryStatus: 'deleted'}]}])
  const answer = await status({all: true})
  expect(answer.runs).toMatchObject([{account: {accepted: 2, refused: 1}, inDmp: {deleted: 1}, withdrawn: 1}])
  const lines = statusLines(answer, {t: translator('en'), color: new Chalk({level: 0})} as Screen)
  const numbers = lines
    .at(-1)
    ?.trim()
    .split(/\s{2,}/)
    .slice(4)
  expect(numbers).toEqual(['3', '1', '1', '0', '1', '0', '0'])
})

it('looks again and again until nothing is left, and tells who looks', async () => {
  const items = [{to: 'accepted'}, {}] as const
  await seedRun(run, items)
  const seen: number[] = []
  let looks = 0
  const [left] = await run.journal.items({batchId: RUN, states: ['planned']})
  const clock = {
    ...run.bench.clock,
    sleep: async () => {
      looks += 1
      if (looks < 3) return
      const event = {operation: 'submit', itemId: left?.id ?? '', occurredAt: run.now, data: {}} as const
      const [intentId = ''] = await run.journal.record([
        {event: {...event, phase: 'intent'}, changes: [{id: left?.id ?? '', to: 'sending'}]},
      ])
      await run.journal.record([
        {event: {...event, phase: 'result', intentId}, changes: [{id: left?.id ?? '', to: 'accepted'}]},
      ])
    },
  }
  const answer = await batchStatus(
    {...run.bench, clock},
    {all: false, watch: {onTick: ({account}) => void seen.push(account.remaining)}},
  )
  expect(seen).toEqual([1, 1, 1, 0])
  expect(answer.run.account.accepted).toBe(2)
})

describe('a journal that takes nothing', () => {
  const place = {writable: false, reason: 'disk-full', freeBytes: 2_000_000, lastEventAt: PLANNED_AT}
  const check = {maxAgeMs: 1e9, maxSilenceMs: 1e9}
  const printed = async (language: 'fr' | 'en', wish: Parameters<typeof status>[0] = {}) =>
    statusLines(await status(wish), {
      t: translator(language),
      color: new Chalk({level: 0}),
    } as Screen).join('\n')

  it.each([
    [false, /Aucun processus n’envoie/, /No process is sending/],
    [true, /Un processus l’attend/, /A process waits for it/],
    [null, /regardez à nouveau/, /look again/],
  ] as const)('is told with what is known all the same (at work: %s)', async (atWork, fr, en) => {
    await seedRun(run)
    run.journal.place = async () => ({...place, atWork})
    expect(await printed('fr')).toMatch(fr)
    const text = await printed('en')
    expect(text).toMatch(en)
    expect(text).toMatch(/disk full \(2 MB free.*Last event written on 2026-03-02/)
  })

  it('is an alarm at once, whatever the patience', async () => {
    await seedRun(run)
    run.journal.place = async () => ({...place, atWork: false})
    const answer = await status({check})
    expect(answer.check).toMatchObject({ok: false, findings: ['journal']})
    expect(await printed('en', {check})).toMatch(
      /^DMP CRITICAL .* cannot be written: disk full \(2 MB free\)/,
    )
    expect(statusExit(answer)).toBe(10)
  })

  it('is not said of one that takes what is written', async () => {
    await seedRun(run)
    const {journal} = (await status()).run
    expect(journal).toMatchObject({writable: true, reason: null, atWork: false})
    expect(await printed('en')).not.toContain('CANNOT BE WRITTEN')
  })
})

describe('the check for monitoring', () => {
  const check = (wish: Partial<Parameters<typeof batchStatus>[1]> = {}) =>
    status({check: {maxAgeMs: 2 * 3_600_000, maxSilenceMs: 30 * 60_000}, ...wish}).then(
      (answer) => answer.check,
    )

  it('finds nothing in a run that goes on', async () => {
    await seedRun(run)
    run.now = PLANNED_AT + 120_000
    expect(await check()).toMatchObject({ok: true, findings: [], oldestWaitingSeconds: 120})
  })

  it('finds a document that waits for too long and a run that fell silent, in its hours', async () => {
    await seedRun(run)
    run.now = PLANNED_AT + 45 * 60_000
    expect(await check()).toMatchObject({ok: false, findings: ['silence']})
    // Noon in Paris is past: silence is right, age is not.
    run.now = PLANNED_AT + 3 * 3_600_000
    expect(await check()).toMatchObject({ok: false, findings: ['age'], silentSeconds: null})
  })

  it('counts silence from the opening of the hours', async () => {
    await seedRun(run)
    run.now = Date.UTC(2026, 2, 2, 19, 10)
    expect((await check({check: {maxAgeMs: 1e9, maxSilenceMs: 30 * 60_000}}))?.findings).toEqual([])
    run.now = Date.UTC(2026, 2, 2, 19, 45)
    expect((await check({check: {maxAgeMs: 1e9, maxSilenceMs: 30 * 60_000}}))?.findings).toEqual(['silence'])
  })

  it('sees what an earlier night left, unless one run is named', async () => {
    await seedRun(run)
    const later = feedBatch({id: '20260303-efgh', createdAt: PLANNED_AT + 86_400_000})
    await run.journal.record([
      {
        event: {phase: 'event', operation: 'batch-plan', occurredAt: PLANNED_AT, batchId: later.id, data: {}},
        batch: later,
      },
    ])
    run.now = PLANNED_AT + 86_400_000
    expect((await check())?.findings).toContain('age')
    expect((await check({run: '20260303-efgh'}))?.ok).toBe(true)
  })

  /** A run of one document that nobody has sent. */
  async function waitingRun(n: number, createdAt: number, state: 'planned' | 'submitted' = 'submitted') {
    const batch = feedBatch({id: `20260302-j00${n}`, createdAt, state})
    run.now = createdAt
    await run.journal.record([
      {
        event: {phase: 'event', operation: 'batch-plan', occurredAt: createdAt, batchId: batch.id, data: {}},
        batch,
        planned: [plannedItem(100 + n, {batchId: batch.id})],
      },
    ])
    return batch.id
  }

  it('counts silence from the first run that waits, however many were submitted since', async () => {
    await seedRun(run, [{}])
    // No acceptance, and a job that submits again each quarter of an hour.
    for (const n of [1, 2, 3]) await waitingRun(n, PLANNED_AT + n * 15 * 60_000)
    run.now = PLANNED_AT + 46 * 60_000
    expect(await check()).toMatchObject({ok: false, findings: ['silence'], silentSeconds: 46 * 60})
  })

  it('does not call a run silent that was planned long ago and submitted just now', async () => {
    const facts = {...feedBatch().facts, submittedAt: PLANNED_AT + 50 * 60_000}
    await seedRun(run, [{}], feedBatch({facts}))
    run.now = PLANNED_AT + 51 * 60_000
    expect(await check()).toMatchObject({ok: true, silentSeconds: 60})
  })

  it('names the run whose document waits longest, with its figures, and leaves out plans nobody submitted', async () => {
    await waitingRun(1, PLANNED_AT - 5 * 3_600_000, 'planned')
    await seedRun(run, [{}, {}])
    const latest = await waitingRun(2, PLANNED_AT + 60_000)
    await waitingRun(3, PLANNED_AT + 120_000, 'planned')
    run.now = PLANNED_AT + 180_000
    const wish = {check: {maxAgeMs: 2 * 3_600_000, maxSilenceMs: 30 * 60_000}}
    const answer = await status(wish)
    expect(answer.run).toMatchObject({batch: {id: RUN}, account: {planned: 2}})
    expect(answer.check).toMatchObject({ok: true, oldestWaitingSeconds: 180})
    expect((await status({...wish, run: latest})).run.batch.id).toBe(latest)
  })

  it('finds nothing where there are only plans that nobody submitted', async () => {
    await waitingRun(1, PLANNED_AT, 'planned')
    run.now = PLANNED_AT + 86_400_000
    expect(await check()).toMatchObject({ok: true, oldestWaitingSeconds: null, silentSeconds: null})
  })
})
