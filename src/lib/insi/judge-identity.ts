import {DmpError} from '../errors/dmp-error.ts'
import {isOid, type Oid} from '../ids/oid.ts'
import {stated} from '../ins/compare-traits.ts'
import {insFits} from '../ins/ins-oids.ts'
import {examineMatricule, matriculeKey} from '../ins/matricule.ts'
import {opensList, sameName} from '../ins/names.ts'
import type {Ins, Matricule} from '../ins/patient-identity.ts'
import type {Environment} from '../profile/profile.ts'
import type {Attempt} from './attempts.ts'
import type {InsiFinding, ReturnedIdentity, ReturnedIns, SearchTraits} from './insi.ts'

export interface JudgedIdentity {
  /** The INS as the profile uses it; absent when what came back is none. */
  readonly ins?: Ins
  /** The OID answered, when `ins.oidMapping` changed it: to be traced. */
  readonly mappedFrom?: Oid
  /** Traits answered that differ from those asked: names only. */
  readonly differences: readonly string[]
  readonly findings: readonly InsiFinding[]
}

const remark = (
  rule: InsiFinding['rule'],
  severity: InsiFinding['severity'],
  params: InsiFinding['params'] = {},
): InsiFinding => ({rule, severity, params})

/**
 * What can be said of an identity that INSi answered. Nothing is corrected: a wrong key, an absent part or another OID
 * than the environment's are remarks, for published answers hold them.
 * @param asked the traits and the attempt that found it; absent for a saved answer alone
 * @param place the profile's environment and `ins.oidMapping`; absent where no profile is used
 */
export function judgeIdentity(
  identity: ReturnedIdentity,
  asked: {readonly traits: SearchTraits; readonly attempt?: Attempt} | undefined,
  place:
    | {readonly environment: Environment; readonly oidMapping: Readonly<Record<string, string>>}
    | undefined,
): JudgedIdentity {
  const findings: InsiFinding[] = []
  const {active, missing} = identity
  if (asked?.attempt?.names === 'one' && asked.attempt.position > 1)
    findings.push(remark('INSI-SECOND-GIVEN', 'warning', {position: asked.attempt.position}))
  if (missing.length > 0) findings.push(remark('INSI-INCOMPLETE', 'warning', {parts: missing.join(', ')}))
  const fitted = fittedIns(active, place, findings)
  const wrong = identity.history.filter((one) => keyOf(one) === 'wrong').length
  if (wrong > 0) findings.push(remark('INSI-HISTORY-KEY', 'warning', {count: wrong}))
  const differences = asked ? differencesFrom(asked.traits, identity, asked.attempt) : []
  if (differences.length > 0)
    findings.push(remark('INSI-DIFFERS', 'warning', {traits: differences.join(', ')}))
  return {...fitted, differences, findings}
}

/** Fifteen characters of an answered INS; a key that was not answered is computed. */
export function wholeNumber({number, key}: ReturnedIns): string {
  const thirteen = number.toUpperCase()
  if (key !== undefined) return thirteen + key.padStart(2, '0')
  return /^\d{5}(?:\d\d|2[AB])\d{6}$/.test(thirteen) ? thirteen + matriculeKey(thirteen) : thirteen
}

function keyOf(ins: ReturnedIns): 'right' | 'wrong' | 'structure' {
  const examined = examineMatricule(wholeNumber(ins))
  if (typeof examined === 'string') return 'structure'
  return examined.keyIsRight ? 'right' : 'wrong'
}

function fittedIns(
  active: ReturnedIns,
  place: Parameters<typeof judgeIdentity>[2],
  findings: InsiFinding[],
): Pick<JudgedIdentity, 'ins' | 'mappedFrom'> {
  const key = keyOf(active)
  if (key !== 'right') findings.push(remark(key === 'wrong' ? 'INSI-KEY' : 'INSI-STRUCTURE', 'warning'))
  if (key === 'structure' || active.oid === undefined || !isOid(active.oid)) return {}
  const returned: Ins = {matricule: wholeNumber(active) as Matricule, oid: active.oid}
  if (!place) return {ins: returned}
  const {environment, oidMapping} = place
  try {
    const {ins, mappedFrom} = insFits(returned, environment, [], oidMapping)
    if (!mappedFrom) return {ins}
    findings.push(remark('INSI-OID-MAPPED', 'info', {from: mappedFrom, to: ins.oid}))
    return {ins, mappedFrom}
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    const reason = String(error.params['reason'])
    // The test service answers .8 for people who do not exist: expected there, and the mapping is offered.
    const usual = reason === 'real-outside-production'
    findings.push(
      remark(usual ? 'INSI-OID-TEST' : 'INSI-OID', usual ? 'info' : 'warning', {
        oid: active.oid,
        environment,
        reason,
      }),
    )
    return {ins: returned}
  }
}

/** Does a given name that was asked belong to those answered, in the place where it was asked? */
function givenAgrees(attempt: Attempt | undefined, asked: SearchTraits, identity: ReturnedIdentity): boolean {
  const {givenNames, firstGiven} = identity.traits
  const list = stated(givenNames) ?? stated(firstGiven)
  if (list === undefined) return true
  const name = attempt?.given ?? asked.givenNames[0] ?? ''
  const loose = (text: string) => ` ${text.replaceAll(/[-' ]+/g, ' ').toUpperCase()} `
  if (attempt?.names === 'one' && attempt.position > 1) return loose(list).includes(loose(name))
  return opensList(name, list) || opensList(list, name)
}

function differencesFrom(
  asked: SearchTraits,
  identity: ReturnedIdentity,
  attempt: Attempt | undefined,
): string[] {
  const {birthName, sex, birthDate, birthPlace} = identity.traits
  const other = (ours: string | undefined, theirs: string | undefined, same = sameName) => {
    const said = stated(theirs)
    return ours !== undefined && said !== undefined && !same(ours, said)
  }
  const digits = (one: string, two: string) => one.replaceAll('-', '') === two.replaceAll('-', '')
  const letters = (one: string, two: string) => one === two.toUpperCase()
  return [
    ...(other(asked.birthName, birthName) ? ['birthName'] : []),
    ...(givenAgrees(attempt, asked, identity) ? [] : ['givenNames']),
    ...(other(asked.sex, sex, letters) ? ['sex'] : []),
    ...(other(asked.birthDate, birthDate, digits) ? ['birthDate'] : []),
    ...(other(asked.birthPlace, birthPlace, letters) ? ['birthPlace'] : []),
  ]
}
