import type {LookLimit} from '../ports/host-facts.ts'
import type {ClockSync} from '../ports/machine.ts'
import type {RunCommand} from './run-command.ts'
import {windowsProgram} from './windows-program.ts'

/**
 * `w32tm /query /status`, whose words are in the language of the system: its first value is the leap indicator, `3(` while
 * nothing keeps the clock. The time of the last synchronisation is a localised date and is not read.
 */
export async function windowsClock(run: RunCommand, {timeoutMs, signal}: LookLimit): Promise<ClockSync> {
  const outcome = await run(windowsProgram('w32tm'), ['/query', '/status'], {
    timeoutMs,
    ...(signal ? {signal} : {}),
  })
  return outcome.kind === 'done' && outcome.exit === 0 ? readW32tm(outcome.stdout) : {state: 'unknown'}
}

export function readW32tm(text: string): ClockSync {
  const leap = /^[^:\r\n]{1,60}?[\s\u00a0]?:\s*([0-3])\s?\(/.exec(text.trimStart())?.[1]
  if (leap === undefined) return {state: 'unknown'}
  return {state: leap === '3' ? 'not-synchronised' : 'synchronised', by: 'w32tm'}
}
