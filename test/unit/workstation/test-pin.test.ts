import {describe, expect, it} from 'vitest'
import type {Prompter} from '../../../src/lib/ports/prompter.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {testPin} from '../../../src/lib/usecases/workstation/test-pin.ts'
import type {Token} from '../../../src/lib/workstation/match-token.ts'
import {pinState} from '../../../src/lib/workstation/pin-state.ts'

const token = (flags: number): Token => ({
  state: 'read',
  label: 'CPS3v3-3100000001',
  model: 'IAS ECC',
  manufacturer: '',
  serial: '310000000',
  flags,
  minPin: 4,
  maxPin: 8,
  certificates: {state: 'read', list: []},
})

/** Answers yes so many times, then no; keeps what was asked and tried. */
function person({yes = 9, pin = '4711', available = true} = {}) {
  const asked: string[] = []
  const tried: (readonly [string | undefined, boolean])[] = []
  let left = yes
  const never = async () => {
    throw new Error('not asked here')
  }
  const prompter: Prompter = {
    available,
    text: never,
    choose: never,
    async confirm(question) {
      asked.push(question)
      left -= 1
      return left >= 0
    },
    async secret(question) {
      asked.push(question)
      return pin
    },
  }
  const run = (flags: number) =>
    testPin(prompter, true)?.(token(flags), async (given, allowLast) => {
      tried.push([given, allowLast])
      return {outcome: 'accepted', after: 'clear'}
    })
  return {asked, tried, run, prompter}
}

describe('a try of the PIN', () => {
  it('tells what is left, then asks, then tries once', async () => {
    const {run, asked, tried} = person()
    expect(await run(0x1040d)).toEqual({outcome: 'accepted', after: 'clear'})
    expect(asked).toEqual(['card.pin.confirm.count-low', 'card.pin.ask'])
    expect(tried).toEqual([['4711', false]])
  })

  it('wants the last try confirmed twice', async () => {
    const once = person({yes: 1})
    expect(await once.run(0x3040d)).toBeUndefined()
    expect([once.asked, once.tried]).toEqual([['card.pin.confirm.final-try', 'card.pin.confirm-again'], []])
    const twice = person({yes: 2})
    await twice.run(0x3040d)
    expect(twice.tried).toEqual([['4711', true]])
  })

  it.each([0x4040d, 0x44040d])('is not made on a locked PIN, nor asked for (0x%s)', async (flags) => {
    const {run, asked, tried} = person()
    expect(await run(flags)).toEqual({outcome: 'refused', because: 'locked'})
    expect([asked, tried]).toEqual([[], []])
  })

  it.each([['1'], ['123456789']])(
    'is not spent on a PIN of a length that the card has not: %s',
    async (pin) => {
      const {run, tried} = person({pin})
      expect(await run(0x40d)).toEqual({outcome: 'refused', because: 'length'})
      expect(tried).toEqual([])
    },
  )

  it('leaves off when the person says no, or nothing', async () => {
    expect(await person({yes: 0}).run(0x40d)).toBeUndefined()
    const silent = person({pin: ''})
    expect(await silent.run(0x40d)).toBeUndefined()
    expect(silent.tried).toEqual([])
  })

  it('asks for no PIN where the reader has its own keypad', async () => {
    const {run, asked, tried} = person()
    await run(0x50d)
    expect([asked, tried]).toEqual([['card.pin.confirm.clear'], [[undefined, false]]])
  })

  it('is refused where nobody can answer, and not made unless asked for', () => {
    expect(() => testPin(person({available: false}).prompter, true)).toThrow('DMP_USAGE')
    expect(testPin(person().prompter, false)).toBeUndefined()
  })

  it('has its question for every state of a PIN that is not locked', () => {
    for (const flags of [0x40d, 0x1040d, 0x3040d, 0x40040d, 0x405, 0x8040d]) {
      const key = `card.pin.confirm.${pinState(flags)}`
      expect([key, key in fr, key in en]).toEqual([key, true, true])
    }
  })
})
