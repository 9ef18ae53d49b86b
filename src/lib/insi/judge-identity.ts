import {DmpError} from '../errors/dmp-error.ts'
import {isOid, type Oid} from '../ids/oid.ts'
import {stated} from '../ins/compare-traits.ts'
import {formerOid, insFits, isInsOid, usedOid} from '../ins/ins-oids.ts'
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
  /** Earlier numbers, each with the OIDs under which it may be held: none where the answer states none. */
  readonly earlier: readonly {readonly matricule: string; readonly oids: readonly string[]}[]
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
  if (!namesAgree(identity)) findings.push(remark('INSI-CONTRADICTS', 'warning', {traits: 'givenNames'}))
  const wrong = identity.history.filter((one) => keyOf(one) === 'wrong').length
  if (wrong > 0) findings.push(remark('INSI-HISTORY-KEY', 'warning', {count: wrong}))
  const differences = asked ? differencesFrom(asked.traits, identity, asked.attempt) : []
  if (differences.length > 0)
    findings.push(remark('INSI-DIFFERS', 'warning', {traits: differences.join(', ')}))
  return {...fitted, differences, findings, earlier: identity.history.map((one) => earlierOf(one, place))}
}

/** Fifteen characters of an answered INS; a key that was not answered is computed. */
export function wholeNumber({number, key}: ReturnedIns): string {
  const thirteen = number.toUpperCase()
  if (key !== undefined) return thirteen + key.padStart(2, '0')
  return /^\d{5}(?:\d\d|2[AB])\d{6}$/.test(thirteen) ? thirteen + matriculeKey(thirteen) : thirteen
}

function keyOf(ins: ReturnedIns): 'right' | 'wrong' | 'structure' {
  const whole = wholeNumber(ins)
  // A form that a person may type is none that the service answers.
  if (!/^\w{15}$/.test(whole)) return 'structure'
  const examined = examineMatricule(whole)
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
  if (active.oid === undefined) return {}
  if (!isOid(active.oid)) {
    findings.push(strangeOid('***', place))
    return {}
  }
  if (key === 'structure') return {}
  const returned: Ins = {matricule: wholeNumber(active) as Matricule, oid: active.oid}
  if (!place) {
    if (!isInsOid(active.oid)) findings.push(strangeOid(active.oid, place))
    return {ins: returned}
  }
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

/** Does the first given name that an answer states open the list that it states beside it? */
export function namesAgree({traits}: Pick<ReturnedIdentity, 'traits'>): boolean {
  const first = stated(traits.firstGiven)
  const list = stated(traits.givenNames)
  return first === undefined || list === undefined || opensList(first, list)
}

function strangeOid(oid: string, place: Parameters<typeof judgeIdentity>[2]): InsiFinding {
  const reason = formerOid(oid) ? 'former' : 'unknown'
  return remark('INSI-OID', 'warning', {oid, environment: place?.environment ?? '-', reason})
}

function earlierOf(
  ins: ReturnedIns,
  place: Parameters<typeof judgeIdentity>[2],
): JudgedIdentity['earlier'][number] {
  const matricule = wholeNumber(ins)
  const {oid} = ins
  if (oid === undefined) return {matricule, oids: []}
  return {matricule, oids: place && isOid(oid) ? [oid, usedOid(oid, place)] : [oid]}
}

/** Does a given name that was asked belong to those answered, in the place where it was asked? */
function givenAgrees(attempt: Attempt | undefined, asked: SearchTraits, identity: ReturnedIdentity): boolean {
  const {givenNames, firstGiven} = identity.traits
  const list = stated(givenNames)
  const first = stated(firstGiven)
  // The whole list stated is held against all that was asked; the first name alone, which older answers give, opens it.
  if (list !== undefined) return opensList(asked.givenNames.join(' '), list)
  if (first === undefined) return true
  const name = attempt?.given ?? asked.givenNames[0] ?? ''
  const loose = (text: string) => ` ${text.replaceAll(/[-' ]+/g, ' ').toUpperCase()} `
  if (attempt?.names === 'one' && attempt.position > 1) return loose(first).includes(loose(name))
  return opensList(name, first) || opensList(first, asked.givenNames.join(' '))
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
