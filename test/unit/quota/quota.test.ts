import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterEach, describe, expect, it} from 'vitest'
import type {Clock} from '../../../src/lib/ports/clock.ts'
import {openQuota, type QuotaOptions} from '../../../src/lib/quota/quota.ts'
import {virtualClock} from '../../support/virtual-clock.ts'

const folders: string[] = []
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'quota-'))
  folders.push(made)
  return made
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, {recursive: true, force: true})
})

const key = {establishment: '990000001', software: 'dmp'}
function options(clock: Clock, more: Partial<QuotaOptions> = {}): QuotaOptions {
  return {
    dir: folder(),
    key,
    perSecond: 4,
    perDay: 30_000,
    environment: 'test',
    clock,
    boot: 'boot-1',
    ...more,
  }
}

function expectPace(instants: readonly number[], perSecond: number, windowMs = 1030): void {
  const sorted = [...instants].sort((a, b) => a - b)
  for (let place = perSecond; place < sorted.length; place++)
    expect((sorted[place] ?? 0) - (sorted[place - perSecond] ?? 0)).toBeGreaterThan(windowMs)
}

describe('the quota', () => {
  it('holds for several claimers on one file, with pauses between their calls', async () => {
    const pauses = fc.array(fc.array(fc.nat(1500), {minLength: 1, maxLength: 6}), {
      minLength: 2,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(pauses, async (claimers) => {
        const clock = virtualClock()
        const dir = folder()
        const instants: number[] = []
        const work = claimers.map(async (waits) => {
          const quota = await openQuota(options(clock, {dir}))
          for (const wait of waits) {
            await clock.sleep(wait)
            await quota.acquire()
            instants.push(clock.monotonic())
          }
          await quota.close()
        })
        await clock.run(Promise.all(work))
        expect(instants).toHaveLength(claimers.flat().length)
        expectPace(instants, 4)
      }),
      {numRuns: 25},
    )
  })

  it('lets four claimers that never rest use at least 95 % of the rate', async () => {
    const clock = virtualClock()
    const dir = folder()
    const instants: number[] = []
    const work = Array.from({length: 4}, async () => {
      const quota = await openQuota(options(clock, {dir}))
      for (let call = 0; call < 25; call++) {
        await quota.acquire()
        instants.push(clock.monotonic())
      }
      await quota.close()
    })
    await clock.run(Promise.all(work))
    expectPace(instants, 4)
    expect(99 / ((Math.max(...instants) - Math.min(...instants)) / 1000)).toBeGreaterThanOrEqual(3.8)
  })

  it('uses at least 95 % of the rate by the instants of the first bytes, for claimers of several processes', async () => {
    const clock = virtualClock()
    const dir = folder()
    const left: number[] = []
    // Invented times of preparation, now and then far beyond the usual.
    const readyFor = (call: number) => (call % 17 === 0 ? 300 : 5 + ((call * 37) % 60))
    const work = Array.from({length: 6}, async (_, worker) => {
      const quota = await openQuota(options(clock, {dir}))
      for (let call = 0; call < 40; call++) {
        const grant = await quota.acquire(undefined, {confirm: true})
        await clock.sleep(readyFor(call + worker))
        await grant.due()
        await clock.sleep(call % 5)
        left.push(clock.monotonic())
        grant.left()
      }
      await quota.close()
    })
    await clock.run(Promise.all(work))
    expect(left).toHaveLength(240)
    expectPace(left, 4)
    expect(239 / ((Math.max(...left) - Math.min(...left)) / 1000)).toBeGreaterThanOrEqual(3.8)
  })

  it('gives back the place, and the count of the day, of a call that never leaves', async () => {
    const clock = virtualClock()
    const quota = await openQuota(options(clock, {perDay: 2}))
    for (let call = 0; call < 6; call++) {
      const grant = await clock.run(quota.acquire(undefined, {confirm: true}))
      grant.left()
    }
    expect(await quota.doneToday?.()).toBe(0)
    expect((await clock.run(quota.acquire())).waitedMs).toBe(0)
    expect(await quota.doneToday?.()).toBe(1)
    await quota.close()
  })

  it('counts each environment, establishment and software apart', async () => {
    const clock = virtualClock()
    const dir = folder()
    const keys = [key, {...key, establishment: '990000002'}, {...key, software: 'other'}]
    for (const other of keys) {
      const quota = await openQuota(options(clock, {dir, key: other}))
      expect((await quota.acquire()).waitedMs).toBe(0)
      await quota.close()
    }
    const sandbox = await openQuota(options(clock, {dir, environment: 'sandbox'}))
    expect((await sandbox.acquire()).waitedMs).toBe(0)
    await sandbox.close()
  })

  it('keeps the distance by the wall clock after a restart of the machine', async () => {
    const dir = folder()
    const before = virtualClock(1_000_000, {monotonic: 5_000_000})
    const first = await openQuota(options(before, {dir}))
    await first.acquire()
    await first.close()
    const after = virtualClock(1_000_400, {monotonic: 10})
    const second = await openQuota(options(after, {dir, boot: 'boot-2'}))
    const grant = await after.run(second.acquire())
    expect(grant.waitedMs).toBeGreaterThanOrEqual(1031 - 400)
    const next = await after.run(second.acquire())
    expect(next.at - grant.at).toBeGreaterThan(250)
    await second.close()
  })

  it('stops at the daily limit and starts again on the next civil day', async () => {
    const clock = virtualClock(Date.UTC(2026, 2, 2, 21, 0))
    const quota = await openQuota(options(clock, {perDay: 2}))
    await clock.run(quota.acquire())
    await clock.run(quota.acquire())
    await expect(clock.run(quota.acquire())).rejects.toMatchObject({
      code: 'DMP_DAILY_GUARD',
      params: {limit: 2, day: '2026-03-02'},
    })
    await clock.advance(2 * 3_600_000)
    await expect(clock.run(quota.acquire())).resolves.toBeDefined()
    await quota.close()
  })

  it('names whom to tell before more leave', async () => {
    const clock = virtualClock()
    const quota = await openQuota(options(clock, {perDay: 0, noticeContact: 'CPAM 75'}))
    await expect(quota.acquire()).rejects.toMatchObject({
      code: 'DMP_DAILY_GUARD',
      params: {case: 'contact', contact: 'CPAM 75'},
    })
    await quota.close()
  })

  it('goes beyond the daily limit once notice was given', async () => {
    const clock = virtualClock()
    const quota = await openQuota(options(clock, {perDay: 1, dailyNoticeGiven: true}))
    await clock.run(Promise.all([quota.acquire(), quota.acquire(), quota.acquire()]))
    await quota.close()
  })

  it('allows more than 4 per second in the sandbox only', async () => {
    const clock = virtualClock()
    await expect(openQuota(options(clock, {perSecond: 5}))).rejects.toThrow(RangeError)
    await expect(openQuota(options(clock, {perSecond: 0}))).rejects.toThrow(RangeError)
    const quota = await openQuota(options(clock, {perSecond: 100, environment: 'sandbox'}))
    for (let call = 0; call < 100; call++) expect((await quota.acquire()).waitedMs).toBe(0)
    expect((await clock.run(quota.acquire())).waitedMs).toBeGreaterThan(1000)
    await quota.close()
  })

  it('gives up at once when its caller does', async () => {
    const clock = virtualClock()
    const quota = await openQuota(options(clock))
    await quota.acquire()
    const control = new AbortController()
    const waiting = quota.acquire(control.signal)
    const reason = new Error('stop')
    setImmediate(() => control.abort(reason))
    await expect(waiting).rejects.toBe(reason)
    await quota.close()
  })

  it('keeps its file to the account that made it', async () => {
    const clock = virtualClock()
    const dir = join(folder(), 'state')
    await (await openQuota(options(clock, {dir}))).close()
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, 'quota.db')).mode & 0o777).toBe(0o600)
  })

  it('is held by three real processes together', {timeout: 30_000}, async () => {
    const dir = folder()
    const script = join(import.meta.dirname, 'claimer.ts')
    const outputs = await Promise.all([1, 2, 3].map(() => run(process.execPath, [script, dir, '2000'])))
    const lines = outputs.flatMap((text) => text.split('\n').filter(Boolean))
    const grants = lines.map(Number)
    expect(grants.length).toBeGreaterThanOrEqual(7)
    expectPace(grants, 4)
  })
})

function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'inherit']})
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += String(chunk)
    })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`exit ${code}`))))
  })
}
