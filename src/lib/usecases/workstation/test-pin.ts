import {DmpError} from '../../errors/dmp-error.ts'
import type {Prompter} from '../../ports/prompter.ts'
import type {Token} from '../../workstation/match-token.ts'
import {type PinState, type PinTrial, pinState, tokenFlags} from '../../workstation/pin-state.ts'

type TryPin = (pin: string | undefined, allowLast: boolean) => Promise<PinTrial>

/** Asks the person and tries; undefined when the person does not want to. */
export type PinTest = (token: Token, tryPin: TryPin) => Promise<PinTrial | undefined>

const locked: readonly PinState[] = ['locked', 'locked-for-good']

/**
 * A try of the PIN, for a person at the terminal only: what is left is told first, the last try wants two confirmations,
 * a locked PIN is not tried, and one of a length that the card has not is not sent. Undefined when it was not asked for.
 * @throws DmpError DMP_USAGE when nobody can answer
 */
export function testPin(prompter: Prompter, asked: boolean): PinTest | undefined {
  if (!asked) return undefined
  if (!prompter.available)
    throw new DmpError('DMP_USAGE', {params: {problem: '--test-pin : terminal (≠ --no-input, --json, |)'}})
  return async (token, tryPin) => {
    const state = pinState(token.flags)
    if (locked.includes(state)) return {outcome: 'refused', because: 'locked'}
    if (!(await prompter.confirm(`card.pin.confirm.${state}`))) return undefined
    const last = state === 'final-try'
    if (last && !(await prompter.confirm('card.pin.confirm-again'))) return undefined
    if ((token.flags & tokenFlags.keypad) !== 0) return tryPin(undefined, last)
    const pin = await prompter.secret('card.pin.ask')
    if (pin === '') return undefined
    if (pin.length < token.minPin || (token.maxPin > 0 && pin.length > token.maxPin))
      return {outcome: 'refused', because: 'length'}
    return tryPin(pin, last)
  }
}
