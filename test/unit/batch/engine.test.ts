/** The loop alone, on a real journal and a virtual clock: what is done with an item is scripted. */
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {Account} from '../../../src/lib/batch/account.ts'
import {retryTerms} from '../../../src/lib/batch/retry-policy.ts'
import type {ErrorCode} from '../../../src/lib/errors/catalogue.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {nextMidnight} from '../../../src/lib/pace/forecast.ts'
import {parseWindows} from '../../../src/lib/pace/windows.ts'
import type {ItemChange, Journal, JournalItem} from '../../../src/lib/ports/journal.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {CertificateWatch} from '../../../src/lib/usecases/batch/run/certificate-watch.ts'
import {Engine} from '../../../src/lib/usecases/batch/run/engine.ts'
import {Gates} from '../../../src/lib/usecases/batch/run/gates.ts'
import type {ItemEnding} from '../../../src/lib/usecases/batch/run/item-ending.ts'
import {RunBoard} from '../../../src/lib/usecases/batch/run/run-board.ts'
import type {RunPause, RunTick} from '../../../src/lib/usecases/batch/run/run-observer.ts'
import type {RunBench, RunWish} from '../../../src/lib/usecases/batch/run/run-wish.ts'
import {standingOfRun} from '../../../src/lib/usecases/batch/run/standing-of-run.ts'
import type {Remark} from '../../../src/lib/usecases/ports.ts'
import {batchPlanning, entry, patient, plannedItem, sampleBatch} from '../../support/journal-samples.ts'
import {type VirtualClock, virtualClock} from '../../support/virtual-clock.ts'
import {type Workbench, workbench} from '../journal/workbench.ts'

const RUN = '20260302-aaaa'
/** 23:50 in Paris. */
const START = Date.UTC(2026, 2, 2, 22, 50)

let clock: VirtualClock
let folder: Workbench
let journal: Journal
let abort: AbortController
beforeEach(async () => {
  clock = virtualClock(START)
  folder = workbench({clock})
  journal = await openJournal({...folder.options, mode: 'runner'})
  abort = new AbortController()
})
afterEach(async () => {
  await journal.close()
  folder.clear()
})

const plan = (count: number, patients = count) =>
  journal.record([
    batchPlanning(
      sampleBatch(RUN),
      ...Array.from({length: count}, (_, n) => plannedItem(n, {ins: patient(n % patients)})),
    ),
  ])

const failed = (code: ErrorCode, retry?: DmpError['retry']) => new DmpError(code, retry ? {retry} : {})

const full = () => new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path: 'x', reason: 'disk-full'}})

type Script = (
  item: JournalItem,
  at: number,
) => Promise<{ending: ItemEnding; change?: Omit<ItemChange, 'id'>}>

/** What the loop did: its pauses, and who was under way at once. */
interface Watched {
  readonly pauses: RunPause[]
  readonly order: string[]
  most: number
}

interface Certificates {
  readonly validUntil: () => number
  readonly relink: () => Promise<void>
  readonly size: () => number
  readonly remarks: Remark[]
}

async function work(script: Script, wish: Partial<RunWish> = {}, windows = '', keys?: Certificates) {
  const watched: Watched = {pauses: [], order: [], most: 0}
  const flying = new Map<string, string>()
  const bench = {
    clock,
    random: systemRandom,
    signal: abort.signal,
    journal: async () => journal,
    profile: async () => ({
      name: 'chu',
      certificates: {
        auth: keys ? {kind: 'pkcs12', path: 'auth.p12'} : {kind: 'pkcs11'},
        sign: {kind: 'pkcs11'},
      },
    }),
    link: async () => (keys ? {validUntil: keys.validUntil()} : {}),
    relink: keys?.relink,
    warn: (remark: Remark) => keys?.remarks.push(remark),
    files: {facts: async () => ({size: keys?.size(), modifiedMs: 1})},
  } as unknown as RunBench
  const standing = await standingOfRun(bench, [RUN])
  const told: Account[] = []
  const observer = {
    onPause: (pause: RunPause | undefined) => void (pause && watched.pauses.push(pause)),
    onTick: (tick: RunTick) => void told.push(tick.account),
  }
  const terms = retryTerms()
  const board = new RunBoard(standing, {observer, perSecond: 4, now: () => clock.now(), outlook: () => ({})})
  const engine = new Engine(
    {
      bench,
      board,
      terms,
      wish: {width: 4, checkStatus: false, patienceMs: 900_000, stay: false, resume: 'x', ...wish},
      gates: new Gates(parseWindows(windows), 'chu', terms),
      certificates: new CertificateWatch(bench, keys ? 3_600_000 : 1000),
      batchIds: async () =>
        (await journal.batches([RUN])).filter(({state}) => state === 'submitted').map(({id}) => id),
      deal: async (_, item) => {
        expect([...flying.values()]).not.toContain(item.ins.matricule)
        flying.set(item.id, item.ins.matricule)
        watched.most = Math.max(watched.most, flying.size)
        watched.order.push(item.id)
        try {
          const {ending, change} = await script(item, clock.now())
          if (change === undefined) return ending
          const own = {id: item.id, ...(item.claim ? {claim: item.claim} : {})}
          if (item.state !== 'unknown' && change.to !== undefined && change.to !== 'held')
            await journal.record([entry({operation: 'submit', phase: 'intent'}, [{...own, to: 'sending'}])])
          await journal.record([entry({operation: 'submit', phase: 'result'}, [{...own, ...change}])])
          return ending
        } finally {
          flying.delete(item.id)
        }
      },
    },
    'chu',
  )
  const stop = await clock.run(engine.run())
  const after = await standingOfRun(bench, [RUN])
  expect(board.account).toEqual(after.account)
  return {stop, watched, account: after.account, board, told}
}

const accepted: Script = async () => {
  await clock.sleep(100)
  return {ending: {state: 'accepted', sent: true}, change: {to: 'accepted', registryStatus: 'approved'}}
}

describe('the loop', () => {
  it('goes on with a patient at once when another process settled one of the items it holds', async () => {
    await plan(3, 1)
    const other = await openJournal(folder.options)
    const sent = {id: 'item-0', to: 'accepted', registryStatus: 'approved'} as const
    const {account} = await work(async (item, at) => {
      if (item.id !== 'item-0') return accepted(item, at)
      await other.record([entry({operation: 'submit', phase: 'intent'}, [{id: 'item-0', to: 'sending'}])])
      await other.record([entry({operation: 'submit', phase: 'result'}, [sent])])
      return {ending: {state: 'lost', sent: false}}
    })
    await other.close()
    expect(account).toMatchObject({accepted: 3})
    // By the virtual clock; a lease is three minutes.
    expect(clock.now() - START).toBeLessThan(60_000)
  })

  it('keeps its width in flight, one of a patient at a time, in the order of the plan', async () => {
    await plan(40, 10)
    const {stop, watched, account} = await work(accepted)
    expect([stop.reason, account.accepted, watched.most]).toEqual(['done', 40, 4])
    const ofOne = watched.order.filter((id) => Number(id.slice(5)) % 10 === 3)
    expect(ofOne).toEqual(['item-3', 'item-13', 'item-23', 'item-33'])
  })

  it('sends an item put off again when it is due, not before', async () => {
    await plan(3)
    let first: number | undefined
    const {stop, account} = await work(async (item, at) => {
      if (item.id !== 'item-1' || (first !== undefined && at >= first + 120_000)) return accepted(item, at)
      first ??= at
      expect(at).toBe(first)
      const retryAt = at + 120_000
      return {
        ending: {state: 'deferred', error: failed('DMP_ANSWER_UNREADABLE'), sent: true, retryAt},
        change: {to: 'deferred', retryAt},
      }
    })
    expect([stop.reason, account.accepted]).toEqual(['done', 3])
  })

  it('leaves what is due beyond its patience, and says when', async () => {
    await plan(2)
    const due = START + 7_200_000
    const {stop, account} = await work(async () => ({
      ending: {state: 'deferred', error: failed('DMP_BUSY'), sent: true, retryAt: due},
      change: {to: 'deferred', retryAt: due, cause: 'DMP_BUSY'},
    }))
    expect([stop, account.deferred]).toEqual([{reason: 'waiting', nextAt: due}, 2])
  })

  it('bounds its patience where items are only put off, again and again', async () => {
    await plan(2)
    const {stop, account} = await work(
      async (item, at) => {
        if (item.id === 'item-0') return accepted(item, at)
        const retryAt = at + 2000
        return {ending: {state: 'planned', sent: false, retryAt}, change: {retryAt}}
      },
      {patienceMs: 15_000},
    )
    expect([stop.reason, account.accepted, account.remaining]).toEqual(['waiting', 1, 1])
    expect(clock.now() - START).toBeLessThan(20_000)
    expect(clock.now() - START).toBeGreaterThan(10_000)
  })

  it('waits while what is due is with another worker, counts what that one does, and takes over', async () => {
    await plan(9)
    const others = journal.claim.bind(journal)
    const lent = await others({batchIds: [RUN], limit: 8, now: START, leaseMs: 600_000})
    const elsewhere = async () => {
      for (const {id, claim} of lent.slice(0, 6)) {
        await clock.sleep(10_000)
        const own = {id, ...(claim ? {claim} : {})}
        await journal.record([entry({operation: 'submit', phase: 'intent'}, [{...own, to: 'sending'}])])
        await journal.record([
          entry({operation: 'submit', phase: 'result'}, [
            {...own, to: 'accepted', registryStatus: 'approved'},
          ]),
        ])
      }
      await journal.release(lent.map(({id}) => id))
    }
    const other = elsewhere()
    const {stop, watched, account, told} = await work(accepted, {patienceMs: 15_000})
    await other
    expect([stop.reason, account.accepted]).toEqual(['done', 9])
    expect(watched.order).toHaveLength(3)
    expect(watched.pauses[0]?.reason).toBe('taken')
    // Another's sixth comes after a minute: it was seen before the end, and no look ever said more than there is.
    expect(told.some(({accepted: seen, remaining}) => seen === 4 && remaining === 5)).toBe(true)
    for (const {planned, remaining, accepted: done} of told) expect(done + remaining).toBe(planned)
  })

  it('leaves what another worker keeps and never sends, after its patience', async () => {
    await plan(2)
    await journal.claim({batchIds: [RUN], limit: 1, now: START, leaseMs: 10 * 3_600_000})
    const {stop, account} = await work(accepted, {patienceMs: 15_000})
    expect([stop.reason, account.accepted, account.remaining]).toEqual(['waiting', 1, 1])
    expect(clock.now() - START).toBeLessThan(20_000)
    expect(clock.now() - START).toBeGreaterThan(10_000)
  })

  it('stops everybody when one hears that the DMP is busy, then lets one go first', async () => {
    await plan(12)
    let busyAt: number | undefined
    const after: number[] = []
    const {stop} = await work(async (item, at) => {
      if (busyAt === undefined) {
        busyAt = at
        return {
          ending: {
            state: 'deferred',
            error: failed('DMP_BUSY', 'after:PT60S'),
            sent: true,
            retryAt: at + 60_000,
          },
          change: {to: 'deferred', retryAt: at + 60_000},
        }
      }
      if (at > busyAt) after.push(at)
      return accepted(item, at)
    })
    expect(stop.reason).toBe('done')
    const [one = 0, two = 0] = after
    expect(one - (busyAt ?? 0)).toBeGreaterThanOrEqual(60_000)
    expect(two).toBeGreaterThan(one)
  })

  it('breaks the circuit after five failures of the way, whatever the width', async () => {
    await plan(100)
    const {stop, account} = await work(
      async (_, at) => ({
        ending: {state: 'deferred', error: failed('DMP_TLS_REFUSED'), sent: false, retryAt: at + 1000},
        change: {to: 'deferred', retryAt: at + 1000, cause: 'DMP_TLS_REFUSED'},
      }),
      {width: 8},
    )
    expect([stop.reason, stop.error?.code]).toEqual(['circuit', 'DMP_CIRCUIT_OPEN'])
    expect(account.deferred).toBeLessThanOrEqual(12)
    expect(account.remaining + account.deferred).toBe(100)
  })

  it('at the daily limit ends a command, and lets a worker wait for midnight in Paris', async () => {
    await plan(4)
    let left = 2
    const guarded: Script = async (item, at) => {
      if (at < nextMidnight(START) && left-- <= 0) throw failed('DMP_DAILY_GUARD')
      return accepted(item, at)
    }
    const first = await work(guarded, {width: 1})
    expect([
      {reason: first.stop.reason, nextAt: first.stop.nextAt},
      first.account.accepted,
      first.account.remaining,
    ]).toEqual([{reason: 'guard', nextAt: nextMidnight(START)}, 2, 2])
    let afterwards = 0
    const worker = await work(
      async (item, at) => {
        const done = await guarded(item, at)
        afterwards += 1
        if (afterwards === 2) abort.abort()
        return done
      },
      {width: 1, stay: true},
    )
    expect([worker.stop.reason, worker.account.accepted]).toEqual(['interrupted', 4])
    expect(clock.now()).toBeGreaterThanOrEqual(nextMidnight(START))
    expect(worker.watched.pauses.map(({reason}) => reason)).toContain('guard')
  })

  it('waits for its hours as a worker', async () => {
    await plan(1)
    const starts: number[] = []
    await work(
      async (item, at) => {
        starts.push(at)
        abort.abort()
        return accepted(item, at)
      },
      {stay: true},
      '23:55-07:00',
    )
    expect(starts).toEqual([Date.UTC(2026, 2, 2, 22, 55)])
  })

  it('takes no more than it was told to, and stops after its time', async () => {
    await plan(10)
    const few = await work(accepted, {maxItems: 3})
    expect([few.stop.reason, few.account.accepted]).toEqual(['max-items', 3])
    const short = await work(
      async (item, at) => {
        await clock.sleep(60_000)
        return accepted(item, at)
      },
      {maxDurationMs: 30_000, width: 2},
    )
    expect([short.stop.reason, short.account.accepted]).toEqual(['max-duration', 5])
  })

  it('ends what is under way when it is interrupted, and takes nothing more', async () => {
    await plan(20)
    const {stop, account} = await work(async (item, at) => {
      abort.abort()
      return accepted(item, at)
    })
    expect([stop.reason, account.accepted, account.remaining]).toEqual(['interrupted', 4, 16])
    expect((await journal.claim({batchIds: [RUN], limit: 99, now: clock.now(), leaseMs: 1})).length).toBe(16)
  })

  it('takes nothing from a run that was withdrawn meanwhile', async () => {
    await plan(30)
    const {account} = await work(
      async (item, at) => {
        if (item.id === 'item-0')
          await journal.record([{event: entry({}).event, batch: {id: RUN, state: 'closed'}}])
        return accepted(item, at)
      },
      {width: 1},
    )
    expect(account.accepted).toBeLessThanOrEqual(3)
  })

  it('waits for a journal that does not answer for a while, and stops at one that is damaged', async () => {
    await plan(6)
    let down = true
    const claim = journal.claim.bind(journal)
    journal.claim = async (query) => {
      if (down && clock.now() < START + 30_000) throw failed('DMP_JOURNAL_LOCKED')
      return claim(query)
    }
    const {stop, watched} = await work(accepted)
    expect([stop.reason, watched.pauses[0]?.reason]).toEqual(['done', 'journal'])
    down = false
    journal.claim = async () => {
      throw failed('DMP_JOURNAL_DAMAGED')
    }
    const damaged = await work(accepted)
    expect([damaged.stop.reason, damaged.stop.error?.code]).toEqual(['journal', 'DMP_JOURNAL_DAMAGED'])
    expect(damaged.watched.pauses).toEqual([])
  })

  it('tells at once that the disk is full and until when it waits, tries one at a time, and goes on with room', async () => {
    await plan(12)
    let tries = 0
    const {stop, watched, account} = await work(async (item, at) => {
      if (at < START + 60_000 && ++tries > 0) throw full()
      return accepted(item, at)
    })
    expect([stop.reason, account.accepted]).toEqual(['done', 12])
    expect(watched.pauses.map(({reason, at, until, params}) => ({reason, at, until, params}))).toEqual([
      {reason: 'journal', at: START, until: START + 600_000, params: {path: 'x', reason: 'disk-full'}},
    ])
    expect(tries).toBeLessThanOrEqual(4 + 30)
  })

  it('leaves a disk that stays full after ten minutes, nothing lost', async () => {
    await plan(6)
    const {stop, account} = await work(async () => {
      throw full()
    })
    expect([stop.reason, stop.error?.code, account.remaining]).toEqual([
      'journal',
      'DMP_JOURNAL_UNWRITABLE',
      6,
    ])
    expect(clock.now() - START).toBeGreaterThanOrEqual(600_000)
    expect(clock.now() - START).toBeLessThan(610_000)
  })

  it('tells a bug of ours once what is under way has ended', async () => {
    await plan(8)
    const script: Script = async (item, at) => {
      if (item.id === 'item-2') throw new TypeError('x is undefined')
      return accepted(item, at)
    }
    await expect(work(script)).rejects.toThrow('x is undefined')
    expect((await journal.items({states: ['sending']})).length).toBe(0)
  })
})

describe('certificates that end while the loop works', () => {
  const refused: Script = async () => {
    const error = failed('DMP_ACCESS_REFUSED')
    return {ending: {state: 'deferred', error, sent: true}, change: {to: 'deferred', retryAt: clock.now()}}
  }

  it('pauses with many in flight that the DMP then refuses or that never left, and goes on with new ones', async () => {
    await plan(30)
    let end = START + 1000
    const remarks: Remark[] = []
    const keys: Certificates = {
      validUntil: () => end,
      size: () => (clock.now() < START + 60_000 ? 1 : 2),
      relink: async () => {
        end = START + 86_400_000
      },
      remarks,
    }
    const script: Script = async (item, at) => {
      await clock.sleep(900)
      if (clock.now() < end) return accepted(item, at)
      if (Number(item.id.slice(5)) % 2 === 0) throw failed('DMP_CERTIFICATE_ENDED')
      return refused(item, at)
    }
    const {stop, watched, account} = await work(script, {width: 16}, '', keys)
    expect([stop.reason, account.accepted]).toEqual(['done', 30])
    expect(watched.pauses[0]?.reason).toBe('certificate')
    expect(remarks).toEqual([])
  })

  it('tells within seconds that the new files cannot be used, and once', async () => {
    await plan(60)
    const remarks: Remark[] = []
    const keys: Certificates = {
      validUntil: () => START + 86_400_000,
      size: () => (clock.now() < START + 6000 ? 1 : 2),
      relink: async () => {
        throw failed('DMP_CERTIFICATE_UNFIT')
      },
      remarks,
    }
    const slow: Script = async (item, at) => {
      await clock.sleep(2000)
      return accepted(item, at)
    }
    const {account} = await work(slow, {}, '', keys)
    expect(account.accepted).toBe(60)
    expect(remarks.map(({code, params}) => [code, params?.['code']])).toEqual([
      ['certificate-not-taken', 'DMP_CERTIFICATE_UNFIT'],
    ])
  })
})
