import {DmpError} from '../errors/dmp-error.ts'
import type {Oid} from '../ids/oid.ts'
import type {Environment} from '../profile/profile.ts'
import {insFits, insOids, isInsOid} from './ins-oids.ts'
import {examineMatricule, type MatriculeFault} from './matricule.ts'
import type {IdentityFinding, Matricule} from './patient-identity.ts'
import {type MatriculeReading, plausibilityFindings, readMatricule} from './read-matricule.ts'

export type InsVerdict = 'valid' | 'suspicious' | 'invalid'

/** The kind of number: only its OID tells. */
export type InsKind = 'nir' | 'nia' | 'test' | 'demonstration' | 'unstated'

export interface MatriculeCheck {
  readonly verdict: InsVerdict
  /** Why it is no matricule; message `error.DMP_INS_INVALID.reason.<fault>`. */
  readonly fault?: MatriculeFault
  readonly matricule?: Matricule
  readonly kind: InsKind
  readonly reading?: MatriculeReading
  readonly findings: readonly IdentityFinding[]
}

export interface CheckedAgainst {
  readonly thisYear: number
  /** Authority of the number, when it is known. */
  readonly oid?: string | undefined
  /** Where the number is to be used; without it the OID is only looked up. */
  readonly place?:
    | {
        readonly environment: Environment
        readonly allowedOids: readonly Oid[]
        readonly oidMapping: Readonly<Record<string, string>>
      }
    | undefined
  /** The number was answered by a service: it is kept as it is, a wrong key is a doubt (published samples have some). */
  readonly returned?: boolean | undefined
  /** Year of birth known from elsewhere. */
  readonly year?: number | undefined
}

const KINDS: Readonly<Record<string, InsKind>> = {
  [insOids.nir]: 'nir',
  [insOids.nia]: 'nia',
  [insOids.test]: 'test',
  [insOids.demonstration]: 'demonstration',
}

/**
 * Everything that can be known of a matricule offline: form, key, OID against the environment, plausibility of its
 * parts. A wrong key is an error where the number was typed, and a doubt where it was answered or is fictitious.
 */
export function checkMatricule(text: string, against: CheckedAgainst): MatriculeCheck {
  const {oid, thisYear} = against
  const kind = (oid !== undefined && Object.hasOwn(KINDS, oid) ? KINDS[oid] : undefined) ?? 'unstated'
  const examined = examineMatricule(text)
  const refused = (fault: MatriculeFault): MatriculeCheck => ({verdict: 'invalid', fault, kind, findings: []})
  if (typeof examined === 'string') return refused(examined)
  const {matricule, keyIsRight} = examined
  const fictitious = kind === 'test' || kind === 'demonstration'
  if (!keyIsRight && against.returned !== true && !fictitious) return refused('key')
  const reading = readMatricule(matricule, thisYear)
  const underWay = reading.registration !== 'final' && (kind === 'nir' || kind === 'unstated')
  const findings: IdentityFinding[] = [
    ...(keyIsRight ? [] : [doubt('INS-KEY-RETURNED')]),
    ...(underWay ? [doubt('INS-REGISTRATION')] : []),
    ...plausibilityFindings(matricule, thisYear, against.year),
    ...oidFindings(matricule, against),
  ]
  return {verdict: insVerdict(findings), matricule, kind, reading, findings}
}

export function insVerdict(findings: readonly IdentityFinding[]): InsVerdict {
  if (findings.some(({severity}) => severity === 'error')) return 'invalid'
  return findings.length > 0 ? 'suspicious' : 'valid'
}

const doubt = (rule: `INS-${string}`): IdentityFinding => ({rule, severity: 'warning', params: {}})

function oidFindings(matricule: Matricule, {oid, place}: CheckedAgainst): readonly IdentityFinding[] {
  if (oid === undefined) return []
  const refused = (params: IdentityFinding['params']): IdentityFinding[] => [
    {rule: 'INS-ENVIRONMENT', severity: 'error', params},
  ]
  if (!place) return isInsOid(oid) ? [] : refused({oid, environment: '-', reason: 'unknown'})
  try {
    return insFits({matricule, oid: oid as Oid}, place.environment, place.allowedOids, place.oidMapping)
      .findings
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    return refused({oid, environment: place.environment, reason: String(error.params['reason'])})
  }
}
