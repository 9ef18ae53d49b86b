import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest'
import {describeWithPcscd, type PcscBench, startPcscd} from '../support/pcscd.ts'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'

const cps3 = '3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00'
const cps4 = '3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44'
const vitale1 = '3F 65 25 00 2C 09 69 90 00'
const vitale2 = '3B 75 13 00 00 45 09 EA 90 00'
const bank = '3B 65 13 00 01 02 03 04 05'

const home = makeHome()
afterAll(() => home.remove())

async function json(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const result = await runJson(['workstation', ...args], {env: {...home.env, ...env}})
  expectValid(result.answer)
  return result
}
const text = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runDmp(['workstation', ...args], {env: {...home.env, ...env}})

describeWithPcscd('workstation readers and card on a real pcscd', () => {
  let bench: PcscBench
  beforeAll(async () => {
    bench = await startPcscd({device: 'F600 F600 Smart Card Reader'})
  })
  afterAll(() => bench?.stop())
  afterEach(async () => {
    for (const slot of [0, 1]) await bench.remove(slot)
  })
  const kinds = async () => {
    const {code, answer} = await json(['card'], bench.env)
    const cards: {reader: string; kind: string; confidence: string}[] = answer.data?.cards ?? []
    return [code, ...cards.map(({reader, kind, confidence}) => [reader.slice(-2), kind, confidence])]
  }

  it('shows both slots of a device as one, empty', async () => {
    const {code, stdout} = await text(['readers'], bench.env)
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^F600 F600 Smart Card Reader 00 .*2 fentes\n {2}fente 0 {2}vide\n {2}fente 1 {2}vide\n/,
    )
    const {answer} = await json(['readers'], bench.env)
    expect(answer.data).toMatchObject({
      backend: 'pcscd',
      devices: [{grouping: 'sure', slots: [{kind: 'none'}, {}]}],
    })
  })

  it('says that no card is in', async () => {
    const {code, answer} = await json(['card'], bench.env)
    expect([code, answer.error?.code, answer.error?.message]).toEqual([
      4,
      'DMP_CARD_ABSENT',
      expect.stringContaining('(2 fente(s) vue(s))'),
    ])
  })

  it.each([
    [0, cps3, 'cps3'],
    [1, cps3, 'cps3'],
    [0, cps4, 'cps4'],
    [1, vitale1, 'vitale1'],
    [0, vitale2, 'vitale2'],
  ])('names the card in slot %i: %s', async (slot, atr, kind) => {
    await bench.insert(slot, atr)
    expect(await kinds()).toEqual([0, [`0${slot}`, kind, 'published']])
  })

  it('names both cards, whichever slot they are in, and never speaks to either', async () => {
    await bench.insert(0, vitale2)
    await bench.insert(1, cps4)
    expect(await kinds()).toEqual([0, ['00', 'vitale2', 'published'], ['01', 'cps4', 'published']])
    const {stdout} = await text(['card'], bench.env)
    expect(stdout).toContain('rien n’y a été sélectionné ni lu')
    expect(stdout).toContain('CDE/CPE')
    await text(['readers'], bench.env)
    expect([await bench.received(0), await bench.received(1)]).toEqual([[], []])
  })

  it('finds an unknown card worth a look', async () => {
    await bench.insert(0, bank)
    expect(await kinds()).toEqual([10, ['00', 'unknown', 'rule']])
  })

  it('tells a mute card from an empty slot', async () => {
    await bench.insert(1, {atr: cps3, mute: true})
    const readers = await json(['readers'], bench.env)
    expect(readers.code).toBe(10)
    expect(readers.answer.data.devices[0].slots).toMatchObject([{card: 'absent'}, {card: 'mute', atr: null}])
    const {code, answer} = await json(['card'], bench.env)
    expect(code).toBe(10)
    expect(answer.data).toMatchObject({cards: [], silent: [{card: 'mute'}]})
    expect((await text(['card'], bench.env)).stdout).toContain('carte muette')
  })

  it('names a card that another program keeps for itself, and says that it is kept', async () => {
    await bench.insert(0, cps3)
    const release = await bench.hold(0)
    try {
      expect(await kinds()).toEqual([0, ['00', 'cps3', 'published']])
      const {answer} = await json(['readers'], bench.env)
      expect(answer.data.devices[0].slots[0]).toMatchObject({held: 'exclusive', kind: 'cps3'})
      expect((await text(['readers'], bench.env)).stdout).toContain(
        'tenu par un autre programme pour lui seul',
      )
    } finally {
      await release()
    }
    const shared = await bench.hold(0, 'shared')
    const {answer} = await json(['readers'], bench.env)
    expect(answer.data.devices[0].slots[0]).toMatchObject({held: 'shared'})
    await shared()
  })

  it('says that the service is down, and sees the readers once it is back', async () => {
    await bench.stopService()
    const {code, answer} = await json(['readers'], bench.env)
    expect([code, answer.error?.code]).toEqual([4, 'DMP_READERS_UNAVAILABLE'])
    expect(answer.error?.suggestions.join()).toContain('pcscd.socket')
    await bench.restart()
    expect((await json(['readers'], bench.env)).code).toBe(0)
  })
})

describeWithPcscd('a reader whose name bears its serial number', () => {
  it('is shown with that number masked, unless it is asked for', async () => {
    const bench = await startPcscd({device: 'Gemalto PC Twin Reader (70012345678)'})
    try {
      await bench.insert(0, cps4)
      for (const command of ['readers', 'card']) {
        expect((await json([command], bench.env)).stdout).not.toContain('70012345678')
        expect((await text([command, '--unmask'], bench.env)).stdout).toContain('(70012345678)')
      }
    } finally {
      await bench.stop()
    }
  })
})

describeWithPcscd('a pcscd without a reader', () => {
  it('is a finding of `readers`, and the reason why `card` sees none', async () => {
    const bench = await startPcscd({device: null})
    try {
      const {code, stdout} = await text(['readers'], bench.env)
      expect([code, stdout]).toEqual([10, expect.stringContaining('aucun lecteur vu par PC/SC')])
      const {answer} = await json(['card'], bench.env)
      expect(answer.error?.message).toContain('aucun lecteur')
    } finally {
      await bench.stop()
    }
  })
})

describeWith([], 'workstation card --atr', () => {
  it('names an ATR however it is written, with no reader and no service', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dmp-no-pcscd-'))
    const env = {PCSCLITE_CSOCK_NAME: join(folder, 'none')}
    for (const atr of [
      cps3,
      cps3.replaceAll(' ', '-'),
      `ATR: ${cps3.toLowerCase()}`,
      `0x${cps3.replaceAll(' ', '')}`,
    ]) {
      const {code, answer} = await json(['card', '--atr', atr], env)
      expect(code).toBe(0)
      expect(answer.data.cards).toMatchObject([{reader: null, kind: 'cps3', confidence: 'published'}])
    }
    rmSync(folder, {recursive: true})
  })

  it('says how sure it is, and of what to beware', async () => {
    const {stdout, code} = await text(['card', '--atr', cps3.replace('03 10', '03 11')])
    expect(code).toBe(0)
    expect(stdout).toMatch(/carte CPS3 \(contact\)[\s\S]*confiance +bonne[\s\S]*mettre à jour Cryptolib CPS/)
    expect((await text(['card', '--atr', cps4.replace(/44$/, '45')])).code).toBe(10)
  })

  it.each([
    [cps3.slice(0, -1), 'nombre impair'],
    [cps3.slice(0, -3), 'tronqué'],
    ['hello', 'hexadécimaux'],
    [' ', 'vide'],
    ['3B'.repeat(40), '33 octets'],
  ])('refuses %s with its reason', async (atr, words) => {
    const {code, stderr} = await text(['card', '--atr', atr])
    expect([code, stderr]).toEqual([5, expect.stringContaining(words)])
  })
})
