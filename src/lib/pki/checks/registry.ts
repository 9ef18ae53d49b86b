import type {CertificateCheck} from '../finding.ts'
import {chainRules} from './chain.ts'
import type {CertificateRule} from './check.ts'
import {containerRules} from './container.ts'
import {environmentRules} from './environment.ts'
import {fileRules} from './file.ts'
import {finessRules} from './finess.ts'
import {keyRules} from './key.ts'
import {revocationRules} from './revocation.ts'
import {profileRules} from './sharing.ts'
import {storeRules} from './store.ts'
import {structureRules} from './structure.ts'
import {timeRules} from './time.ts'
import {useRules} from './use.ts'

/** Every check, in the order in which they are shown. */
export const certificateChecks: readonly CertificateRule[] = [
  ...timeRules,
  ...environmentRules,
  ...chainRules,
  ...useRules,
  ...structureRules,
  ...keyRules,
  ...containerRules,
  ...revocationRules,
  ...fileRules,
  ...storeRules,
  ...finessRules,
  ...profileRules,
]

const byId = new Map<string, CertificateRule>(certificateChecks.map((rule) => [rule.id, rule]))

/** The rule of an id, written in any case; undefined when there is none. */
export function findRule(id: string): CertificateRule | undefined {
  return byId.get(id.trim().toUpperCase())
}

export function isCheckId(id: string): id is CertificateCheck {
  return byId.has(id)
}
