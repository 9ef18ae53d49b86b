import {rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest'
import {describeWithPcscd, type PcscBench, startPcscd} from '../support/pcscd.ts'
import {makeHome, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import type {CardScript} from '../support/virtual-card.ts'

const cps3 = '3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00'
const cps4 = '3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44'
const vitale2 = '3B 75 13 00 00 45 09 EA 90 00'
const bank = '3B 65 13 00 01 02 03 04 05'

interface Check {
  readonly id: string
  readonly status: string
  readonly cause: {readonly code: string}
}

const home = makeHome()
afterAll(() => home.remove())

/** Readers and cards alone: what else this machine lacks is no part of the situation. */
async function doctor(bench: PcscBench, more: readonly string[] = [], use = 'web-ps-card') {
  const args = ['doctor', '--for', use, '--offline', '--only', 'readers', '--only', 'cards', ...more]
  const {answer, code} = await runJson(args, {env: {...home.env, ...bench.env}})
  expectValid(answer)
  const checks = answer.data.checks as Check[]
  const of = (status: string) =>
    checks.filter((one) => one.status === status).map(({id, cause}) => `${id} ${cause.code}`)
  return {code, data: answer.data, errors: of('error'), warnings: of('warn'), good: of('ok')}
}

describeWithPcscd('dmp doctor on a real pcscd', () => {
  let bench: PcscBench
  beforeAll(async () => {
    bench = await startPcscd()
  })
  afterAll(() => bench?.stop())
  afterEach(async () => {
    for (const slot of [0, 1]) await bench.remove(slot)
  })
  const insert = async (cards: readonly (string | CardScript)[]) => {
    for (const [slot, card] of cards.entries()) await bench.insert(slot, card)
  }

  it.each<[string, (string | CardScript)[], string, string]>([
    ['no card', [], 'card.cps no-card', 'insert-cps'],
    ['a Vitale alone', [vitale2], 'card.cps only-vitale', 'insert-cps'],
    ['an unknown card alone', [bank], 'card.cps other-card', 'insert-cps'],
    ['a mute card', [{atr: cps3, mute: true}], 'pcsc.mute card-mute', 'turn-card'],
  ])('lights one lamp: %s', async (_name, cards, error, action) => {
    await insert(cards)
    const {code, errors, data} = await doctor(bench)
    expect([code, errors]).toEqual([10, [error]])
    expect(data).toMatchObject({verdict: 'blocked', main: {id: error.split(' ')[0]}})
    expect(data.next).toMatchObject({id: error.split(' ')[0], action: {code: action}})
  })

  it.each<[string, string[]]>([
    ['a CPS3', [cps3]],
    ['a CPS4', [cps4]],
    ['a CPS3 beside a Vitale', [vitale2, cps3]],
  ])('finds nothing wrong, and sends the cards nothing: %s', async (_name, cards) => {
    await insert(cards)
    const {code, errors, warnings, good, data} = await doctor(bench, ['--vitale'])
    expect([code, errors, warnings.filter((text) => !text.startsWith('card.vitale'))]).toEqual([0, [], []])
    expect(good).toContain('card.cps cps-present')
    // A part of the checks proves nothing of the whole.
    expect(data.verdict).toBe('incomplete')
    expect([await bench.received(0), await bench.received(1)]).toEqual([[], []])
  })

  it('tells a reader that another program keeps for itself', async () => {
    await insert([cps3])
    const release = await bench.hold(0)
    const {errors} = await doctor(bench)
    await release()
    expect(errors).toEqual(['pcsc.exclusive reader-held'])
    expect((await doctor(bench)).errors).toEqual([])
  })

  it('follows a repair: the service down, then back, then the card in', async () => {
    const kept = join(home.path, 'before.json')
    await bench.stopService()
    const before = await doctor(bench)
    expect(before.errors).toEqual(['pcsc.service service-stopped'])
    writeFileSync(kept, JSON.stringify(before.data))
    await bench.restart()
    const between = await doctor(bench, ['--compare', kept])
    expect(between.data.comparison).toMatchObject({
      fixed: [{id: 'pcsc.service'}],
      // Nobody could look at the card while the service was down.
      appeared: [],
      unseen: [{id: 'card.cps'}],
    })
    await insert([cps4])
    const after = await doctor(bench, ['--compare', kept])
    expect(after.data.comparison).toMatchObject({fixed: [{id: 'pcsc.service'}], remaining: [], appeared: []})
    rmSync(kept)
  })
})

describeWithPcscd('dmp doctor on a pcscd without a reader', () => {
  it('asks for a reader, unless none is wanted', async () => {
    const bench = await startPcscd({device: null})
    try {
      const {code, errors} = await doctor(bench)
      expect([code, errors]).toEqual([10, [expect.stringMatching(/^pcsc\.readers /)]])
      const mobile = await doctor(bench, [], 'web-ps-e-cps')
      expect([mobile.code, mobile.errors]).toEqual([0, []])
    } finally {
      await bench.stop()
    }
  })
})
