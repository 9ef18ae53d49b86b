import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {CardReaders} from '../../../src/lib/ports/card-readers.ts'
import type {HostLook} from '../../../src/lib/ports/host-facts.ts'
import {type GatherAround, gatherFacts} from '../../../src/lib/usecases/workstation/gather.ts'
import type {DoctorBench} from '../../../src/lib/usecases/workstation/ports.ts'
import {settleWanted} from '../../../src/lib/usecases/workstation/settle-wanted.ts'
import type {FactName} from '../../../src/lib/workstation/facts.ts'
import {aroundFor, goodValues} from '../../support/workstation-facts.ts'

const never = new Promise<never>(() => undefined)
const look: HostLook = {
  host: async () => goodValues.host,
  clockSync: async () => goodValues.clockSync,
  localPorts: async () => goodValues.localPorts,
  galss: async () => goodValues.galss,
  browsers: async () => goodValues.browsers,
}
const readers: CardReaders = {list: async () => goodValues.readers, usb: async () => goodValues.usb}

function around(change: {
  readonly look?: Partial<HostLook>
  readonly readers?: Partial<CardReaders>
  readonly noCard?: boolean
  readonly signal?: AbortSignal
}): GatherAround {
  const bench = {
    clock: {now: () => 0, monotonic: () => performance.now()},
    signal: change.signal ?? new AbortController().signal,
    workstation: {
      hostLook: async () => ({...look, ...change.look}),
      cardReaders: async () => ({...readers, ...change.readers}),
    },
  } as unknown as DoctorBench
  const {settings} = aroundFor('web-ps-card', {noCard: change.noCard ?? false})
  const roads = {use: 'web-ps-card', hosts: [], usableProfile: false} as const
  // Roads to servers belong to the group of the network.
  return {bench, settings, profile: 'none', client: undefined, roads} as unknown as GatherAround
}
const names: ReadonlySet<FactName> = new Set([
  'host',
  'clockSync',
  'localPorts',
  'galss',
  'readers',
  'certificates',
  'client',
])

describe('gathering facts', () => {
  it('keeps no fact waiting for one that hangs', async () => {
    const started = performance.now()
    const facts = await gatherFacts(around({readers: {list: () => never}}), names, 60)
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(facts.readers).toMatchObject({state: 'failed', reason: 'timeout'})
    expect(facts.host).toMatchObject({state: 'known', value: goodValues.host})
  })

  it('tells a failure by its code, never by its text', async () => {
    const refused = Object.assign(new Error("EACCES: '/home/jdupont'"), {code: 'EACCES'})
    const facts = await gatherFacts(
      around({
        look: {galss: () => Promise.reject(refused), clockSync: () => Promise.reject(new Error('jdupont'))},
      }),
      names,
      5_000,
    )
    expect(facts.galss).toMatchObject({state: 'failed', reason: 'failed', detail: 'EACCES'})
    expect(JSON.stringify(facts)).not.toContain('jdupont')
  })

  it('leaves alone what was not selected, what is passive, and what there is not', async () => {
    const asked: string[] = []
    const list: CardReaders['list'] = async () => {
      asked.push('list')
      return goodValues.readers
    }
    const facts = await gatherFacts(around({noCard: true, readers: {list}}), names, 5_000)
    expect(facts).toMatchObject({
      readers: {state: 'not-gathered', because: 'passive'},
      certificates: {state: 'not-gathered', because: 'no-profile'},
      client: {state: 'not-gathered', because: 'not-asked'},
      browsers: {state: 'not-gathered', because: 'not-selected'},
    })
    expect(asked).toEqual([])
  })

  it('gives each part the time it has, and ends at once when the person interrupts', async () => {
    const given: number[] = []
    const localPorts: HostLook['localPorts'] = async (_ports, {timeoutMs}) => {
      given.push(timeoutMs)
      return goodValues.localPorts
    }
    await gatherFacts(around({look: {localPorts}}), names, 500)
    expect(given[0]).toBeLessThanOrEqual(500)
    const controller = new AbortController()
    const gathered = gatherFacts(
      around({look: {host: () => never}, signal: controller.signal}),
      names,
      60_000,
    )
    controller.abort(new Error('interrupted'))
    await expect(gathered).rejects.toThrow('interrupted')
  })
})

describe('what the workstation is wanted for', () => {
  const missing = new DmpError('DMP_PROFILE_NOT_FOUND', {params: {name: 'default', known: '–'}})
  const bench = (loaded: () => Promise<unknown>, answer?: string, known: readonly unknown[] = []) =>
    ({
      loadedProfile: loaded,
      profiles: {list: async () => known},
      prompter: {available: answer !== undefined, choose: async () => answer},
    }) as unknown as DoctorBench
  const none = () => Promise.reject(missing)
  const wish = {use: undefined, vitale: false, profileNamed: false}

  it('is what the flag says, whatever the profile', async () => {
    expect(
      await settleWanted(
        bench(async () => ({})),
        {...wish, use: 'web-ps-e-cps'},
      ),
    ).toEqual({
      wanted: {use: 'web-ps-e-cps', vitale: false, from: 'flag'},
      profile: 'usable',
    })
  })

  it('is feeding where there is a profile, usable or not, and where none of several was named', async () => {
    const feeding = {wanted: {use: 'feeding-certificate', from: 'profile'}}
    expect(
      await settleWanted(
        bench(async () => ({})),
        wish,
      ),
    ).toMatchObject({...feeding, profile: 'usable'})
    const invalid = () => Promise.reject(new DmpError('DMP_PROFILE_SYNTAX', {params: {file: 'x', line: 1}}))
    expect(await settleWanted(bench(invalid), wish)).toMatchObject({...feeding, profile: 'unusable'})
    expect(await settleWanted(bench(none, undefined, [{}, {}]), wish)).toMatchObject({
      ...feeding,
      profile: 'unusable',
    })
  })

  it('is asked of the person, else assumed and said to be', async () => {
    expect(await settleWanted(bench(none, 'web-ps-e-cps'), wish)).toMatchObject({
      wanted: {use: 'web-ps-e-cps', from: 'answer'},
      profile: 'none',
    })
    expect(await settleWanted(bench(none), wish)).toMatchObject({
      wanted: {use: 'web-ps-card', from: 'assumed'},
    })
  })

  it('is not settled when a profile that was named cannot be used', async () => {
    await expect(settleWanted(bench(none), {...wish, profileNamed: true})).rejects.toBe(missing)
  })
})
