import type {Values} from './build-profile.ts'
import type {Finding} from './loaded-profile.ts'
import type {Profile} from './profile.ts'
import type {ProfileRule} from './profile-rule.ts'
import {certificateRules} from './rules/certificate-rules.ts'
import {environmentRules} from './rules/environment-rules.ts'
import {identityRules} from './rules/identity-rules.ts'
import {insiRules} from './rules/insi-rules.ts'

const gravity = {error: 0, warning: 1, info: 2} as const

/**
 * Everything wrong or remarkable in a profile whose settings are each of the right type: what does not belong to its
 * environment (errors: the profile cannot be used), doubtful numbers, rules on the user of the VIHF (EX_0.1-1025),
 * and what the missing homologation number holds back. Gravest first.
 */
export function checkProfile(profile: Profile, values: Values): readonly Finding[] {
  const rules: readonly ProfileRule[] = [
    ...environmentRules,
    ...identityRules,
    ...certificateRules,
    ...insiRules,
  ]
  return rules
    .flatMap((rule) => rule(profile, values))
    .toSorted((a, b) => gravity[a.severity] - gravity[b.severity])
}
