import {DmpError} from '../errors/dmp-error.ts'
import type {Oid} from '../ids/oid.ts'
import type {Environment} from '../profile/profile.ts'
import type {IdentityFinding, Ins} from './patient-identity.ts'

const ROOT = '1.2.250.1.213.1.4'

/** OIDs of the authorities (HL7 France FR Core; EX_GEN-1520). */
export const insOids = {
  nir: `${ROOT}.8` as Oid,
  nia: `${ROOT}.9` as Oid,
  test: `${ROOT}.10` as Oid,
  demonstration: `${ROOT}.11` as Oid,
} as const

/** INS-A and INS-C of the first DMP, and their test forms: no longer identities. */
const FORMER: ReadonlySet<string> = new Set(['.1', '.2', '.6', '.7'].map((end) => ROOT + end))
const REAL: ReadonlySet<string> = new Set([insOids.nir, insOids.nia])
const FICTITIOUS: ReadonlySet<string> = new Set([insOids.test, insOids.demonstration])

/** Message `error.DMP_INS_ENVIRONMENT.reason.<reason>`. */
export type OidFault =
  | 'former'
  | 'unknown'
  | 'fictitious-in-production'
  | 'real-outside-production'
  | 'not-allowed'

export interface FittedIns {
  readonly ins: Ins
  /** The OID that the source gave, when the profile's `ins.oidMapping` changed it: to be traced. */
  readonly mappedFrom?: Oid
  readonly findings: readonly IdentityFinding[]
}

/**
 * Checks that an INS belongs to the environment it is sent to: `.8` and `.9` in production only, `.10` (and `.11`,
 * with a warning) elsewhere only. The mapping of the profile applies first and never in production: INSi's test
 * bench answers `.8` for people whom the DMP test bench knows under `.10`.
 * @param allowedOids further restriction of the profile; empty means none
 * @param oidMapping OID given → OID used; `.8` may stand for the whole OID
 * @throws DmpError DMP_INS_ENVIRONMENT {oid, environment, reason}
 */
export function insFits(
  ins: Ins,
  environment: Environment,
  allowedOids: readonly Oid[] = [],
  oidMapping: Readonly<Record<string, string>> = {},
): FittedIns {
  const oid = usedOid(ins.oid, {environment, oidMapping})
  const reason = oidFault(oid, environment, allowedOids)
  if (reason) {
    const params = {oid, environment, reason}
    throw new DmpError('DMP_INS_ENVIRONMENT', {params, details: params})
  }
  const findings: IdentityFinding[] =
    oid === insOids.demonstration ? [{rule: 'INS-DEMONSTRATION', severity: 'warning', params: {oid}}] : []
  const fitted = {ins: {matricule: ins.matricule, oid}, findings}
  return oid === ins.oid ? fitted : {...fitted, mappedFrom: ins.oid}
}

/** CX of an INS, as in XDS patientId, the VIHF's resource-id and queries (GIE message samples). */
export function cx(ins: Ins): string {
  return `${ins.matricule}^^^&${ins.oid}&ISO^NH`
}

/** The OID under which a profile uses another; itself in production, where none is mapped. */
export function usedOid(
  oid: Oid,
  {
    environment,
    oidMapping,
  }: {readonly environment: Environment; readonly oidMapping: Readonly<Record<string, string>>},
): Oid {
  return environment === 'production' ? oid : mapped(oid, oidMapping)
}

/** An INS-A or INS-C, or their test forms. */
export function formerOid(oid: string): boolean {
  return FORMER.has(oid)
}

export function isInsOid(oid: string): boolean {
  return REAL.has(oid) || FICTITIOUS.has(oid)
}

function mapped(oid: Oid, oidMapping: Readonly<Record<string, string>>): Oid {
  const target = Object.entries(oidMapping).find(([from]) => whole(from) === oid)?.[1]
  return target === undefined ? oid : whole(target)
}

function whole(oid: string): Oid {
  return (oid.startsWith('.') ? ROOT + oid : oid) as Oid
}

function oidFault(oid: Oid, environment: Environment, allowed: readonly Oid[]): OidFault | undefined {
  if (FORMER.has(oid)) return 'former'
  if (!isInsOid(oid)) return 'unknown'
  if (environment === 'production' && FICTITIOUS.has(oid)) return 'fictitious-in-production'
  if (environment !== 'production' && REAL.has(oid)) return 'real-outside-production'
  if (allowed.length > 0 && !allowed.includes(oid)) return 'not-allowed'
  return undefined
}
