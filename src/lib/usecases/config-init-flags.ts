import {DmpError} from '../errors/dmp-error.ts'
import type {GivenByFlag} from '../ports/profiles.ts'
import {flags} from './config-init-questions.ts'

/** Sets the same source for both keys: the two files of a pair usually share their passphrase. */
const twins: Readonly<Record<string, string>> = {
  'certificates.auth.passphrase': 'certificates.sign.passphrase',
}

/**
 * Settings that flags give: those with a flag of their own, then `--set key=value`.
 * @throws DmpError DMP_USAGE when a `--set` has no `=`; its text is not repeated
 */
export function givenByFlags(
  values: Readonly<Record<string, unknown>>,
  assignments: readonly string[],
): Readonly<Record<string, GivenByFlag>> {
  const given: Record<string, GivenByFlag> = {}
  for (const [key, flag] of Object.entries(flags)) {
    const value = values[flag]
    if (typeof value !== 'string') continue
    for (const name of [key, twins[key]]) if (name) given[name] = {flag: `--${flag}`, value}
  }
  for (const assignment of assignments) {
    const at = assignment.indexOf('=')
    if (at < 1) throw new DmpError('DMP_USAGE', {params: {problem: '--set key=value'}})
    given[assignment.slice(0, at)] = {flag: '--set', value: assignment.slice(at + 1)}
  }
  return given
}
