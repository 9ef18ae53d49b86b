import {describe, expect, it} from 'vitest'
import type {CardReaders, ReaderInventory, SeenReader} from '../../../src/lib/ports/card-readers.ts'
import {whileWatched} from '../../../src/lib/usecases/workstation/watched-readers.ts'
import {mayHoldVitale, mayLoadBeside} from '../../../src/lib/workstation/beside-cards.ts'
import {cardVitale} from '../../../src/lib/workstation/checks/vitale.ts'
import type {CpsModule} from '../../../src/lib/workstation/cps-module.ts'
import {standOf} from '../../../src/lib/workstation/meanwhile.ts'
import {
  aroundFor,
  type Changes,
  CPS3,
  factsWith,
  goodValues,
  VITALE2,
} from '../../support/workstation-facts.ts'

const BANK = '3B6513000102030405'
const reader = (atr: string | undefined, more: Partial<SeenReader> = {}): SeenReader => ({
  name: 'R 00',
  card: 'present',
  held: 'free',
  insertions: 1,
  ...(atr === undefined ? {} : {atr}),
  ...more,
})
const HELLO = '3B8D0180FBA000000397425446590401CF'
const citrix = (atr: string) => reader(atr, {name: 'Citrix Virtual Smart Card Reader 0'})
const listed = (...readers: SeenReader[]): ReaderInventory => ({kind: 'listed', backend: 'pcscd', readers})
const windows = (...readers: SeenReader[]): ReaderInventory => ({
  kind: 'listed',
  backend: 'certutil',
  readers,
})
const empty = reader(undefined, {card: 'absent'})
const mute = reader(undefined, {card: 'mute'})
const untold = reader(undefined, {card: 'untold'})

describe('beside which cards a module is loaded', () => {
  it.each<[string, ReaderInventory, boolean, boolean]>([
    ['a CPS', listed(reader(CPS3)), true, true],
    ['nothing', listed(empty), true, true],
    ['a Vitale', listed(reader(CPS3), reader(VITALE2)), false, false],
    ['an unknown card', listed(reader(CPS3), reader(BANK)), false, false],
    ['a Vitale in a reader of another name', listed(reader(CPS3), citrix(VITALE2)), false, false],
    ['a mute card in one', listed(reader(CPS3), {...citrix(CPS3), card: 'mute'}), false, false],
    ['the identity device of Windows', listed(reader(CPS3), reader(HELLO)), true, true],
    ['a mute card', listed(reader(CPS3), mute), false, false],
    ['a reader of which nothing is told', listed(reader(CPS3), untold), false, false],
    ['no answer of pcscd', {kind: 'failed', backend: 'pcscd', reason: 'timeout'}, false, false],
    ['no pcscd', {kind: 'no-service', backend: 'pcscd'}, true, true],
    ['on Windows, a CPS', windows(reader(CPS3), empty), true, true],
    ['on Windows, a Vitale', windows(reader(CPS3), reader(VITALE2)), false, false],
    ['on Windows, a mute card', windows(reader(CPS3), mute), false, false],
    ['on Windows, a reader of which nothing is told', windows(reader(CPS3), untold), true, false],
  ])('%s', (_name, inventory, installed, named) => {
    expect(mayLoadBeside(inventory, {family: 'current'})).toBe(installed)
    for (const family of ['asked', 'unconfirmed', 'obsolete'] as const)
      expect(mayLoadBeside(inventory, {family})).toBe(named)
  })

  it.each<[string, ReaderInventory, boolean]>([
    ['a CPS', listed(reader(CPS3)), false],
    ['an unknown card, as the one with the keys', listed(reader(BANK)), false],
    ['the identity device of Windows', listed(reader(HELLO)), false],
    ['a Vitale in a reader of another name', listed(citrix(VITALE2)), true],
    ['no pcscd', {kind: 'no-service', backend: 'pcscd'}, false],
    ['a Vitale', listed(reader(VITALE2)), true],
    ['one byte from a Vitale', listed(reader('3B751300004609EB9000')), true],
    ['a mute card', listed(mute), true],
    ['a card without an ATR', listed(reader(undefined)), true],
    ['what is no ATR', listed(reader('FF00')), true],
    ['no answer', {kind: 'failed', backend: 'pcscd', reason: 'protocol'}, true],
  ])('may hold a Vitale: %s', (_name, inventory, expected) => {
    expect(mayHoldVitale(inventory)).toBe(expected)
  })

  it('tells how cards lie where they are counted alone, and not who uses them', () => {
    const one = standOf(listed(reader(CPS3)))
    expect(standOf(listed(reader(CPS3, {held: 'shared'})))).toBe(one)
    expect(standOf(listed(reader(CPS3, {insertions: 3})))).not.toBe(one)
    expect(standOf(windows(reader(CPS3)))).toBeNull()
  })
})

describe('readers watched while a module is used', () => {
  const only = (inventory: ReaderInventory) => !mayHoldVitale(inventory)
  const clock = {
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, Math.min(ms, 5))
        signal?.addEventListener('abort', () => {
          clearTimeout(timer)
          reject(signal.reason)
        })
      }),
  }
  const showing = (now: () => ReaderInventory): CardReaders => ({
    list: async () => now(),
    usb: async () => ({kind: 'untold', reason: 'none'}),
  })
  const limit = {timeoutMs: 1_000}

  it('uses none beside a card that does not fit', async () => {
    const readers = showing(() => listed(reader(VITALE2)))
    const use = () => Promise.reject(new Error('was used'))
    expect(await whileWatched({readers, clock}, limit, only, use)).toMatchObject({
      value: undefined,
      meanwhile: 'not-loaded',
    })
  })

  it('stops it as soon as such a card comes in', async () => {
    let now = listed(reader(CPS3))
    const readers = showing(() => now)
    const stopped = whileWatched({readers, clock}, limit, only, async (signal) => {
      now = listed(reader(CPS3), reader(VITALE2))
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    expect(await stopped).toMatchObject({value: undefined, meanwhile: 'other-card'})
  })

  it('says whether cards were moved, and nothing where the system does not count', async () => {
    let now = listed(reader(CPS3))
    const readers = showing(() => now)
    const use = async () => 'used'
    expect(await whileWatched({readers, clock}, limit, only, use)).toMatchObject({
      value: 'used',
      meanwhile: 'still',
    })
    const swapping = async () => {
      now = listed(reader(CPS3, {insertions: 3}))
    }
    expect((await whileWatched({readers, clock}, limit, only, swapping)).meanwhile).toBe('moved')
    now = windows(reader(CPS3))
    expect((await whileWatched({readers, clock}, limit, only, use)).meanwhile).toBe('untold')
  })

  it('stops it the moment the service tells of such a card, and loads none that is told before', async () => {
    let tell: (now: ReaderInventory) => void = () => {}
    const watching = (first: ReaderInventory): CardReaders => ({
      ...showing(() => listed(reader(CPS3))),
      watch: (onChange, signal) => {
        tell = onChange
        onChange(first)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(false)))
      },
    })
    const never = {sleep: () => new Promise<void>(() => {})}
    let stoppedAt: unknown
    const stopped = await whileWatched(
      {readers: watching(listed(reader(CPS3))), clock},
      limit,
      only,
      async (signal) => {
        tell(listed(reader(CPS3), reader(VITALE2)))
        stoppedAt = signal.aborted
        signal.throwIfAborted()
      },
    )
    expect(stoppedAt).toBe(true)
    expect(stopped).toMatchObject({value: undefined, meanwhile: 'other-card'})
    const readers = watching(listed(reader(CPS3), reader(VITALE2)))
    const use = () => Promise.reject(new Error('was used'))
    expect(await whileWatched({readers, clock: never}, limit, only, use)).toMatchObject({
      value: undefined,
      meanwhile: 'not-loaded',
    })
  })

  it('asks by itself where the service does not tell', async () => {
    let now = listed(reader(CPS3))
    const readers: CardReaders = {...showing(() => now), watch: async () => false}
    const stopped = whileWatched({readers, clock}, limit, only, async (signal) => {
      now = listed(reader(CPS3), reader(VITALE2))
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    expect(await stopped).toMatchObject({value: undefined, meanwhile: 'other-card'})
  })

  it('passes on what the module fails with', async () => {
    const readers = showing(() => listed(reader(CPS3)))
    const use = () => Promise.reject(new Error('its own'))
    await expect(whileWatched({readers, clock}, limit, only, use)).rejects.toThrow('its own')
  })
})

describe('what is said of a carte Vitale', () => {
  const {cpsModule, certificates} = goodValues
  const both = (backend: 'pcscd' | 'certutil') => ({...listed(reader(CPS3), reader(VITALE2)), backend})
  const told = (changes: Changes) => {
    const judgement = cardVitale.judge(
      factsWith({readers: both('pcscd'), ...changes}),
      aroundFor('web-ps-card'),
    )
    return [judgement.status, judgement.evidence.at(-1)?.code]
  }
  const module = (meanwhile: CpsModule['meanwhile']): CpsModule => ({...cpsModule, meanwhile})

  it('is that nothing was read where that is known', () => {
    for (const meanwhile of ['not-loaded', 'still', 'moved'] as const)
      expect(told({cpsModule: module(meanwhile)})).toEqual(['ok', 'vitale-not-read'])
    expect(told({cpsModule: undefined, certificates: undefined})).toEqual(['ok', 'vitale-not-read'])
    expect(told({readers: both('certutil')})).toEqual(['ok', 'vitale-not-read-but-certutil'])
  })

  it('is a doubt where a module was loaded and that is not known', () => {
    for (const meanwhile of ['other-card', 'untold'] as const)
      expect(told({cpsModule: module(meanwhile)})).toEqual(['warn', 'vitale-maybe-read'])
    const late = {state: 'failed', reason: 'timeout', durationMs: 9} as const
    expect(told({cpsModule: late})).toEqual(['warn', 'vitale-maybe-read'])
    expect(told({certificates: {...certificates, meanwhile: 'other-card'}})).toEqual([
      'warn',
      'vitale-maybe-read',
    ])
  })
})
