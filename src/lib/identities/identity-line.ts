import {DmpError} from '../errors/dmp-error.ts'
import {coherenceFindings} from '../ins/coherence.ts'
import {readIdentityStatus} from '../ins/identity-status.ts'
import {insFits} from '../ins/ins-oids.ts'
import type {Ins, StrictTraits} from '../ins/patient-identity.ts'
import type {ManifestProblem} from '../manifest/manifest.ts'
import {problem} from '../manifest/read-fields.ts'
import {readIdentity} from '../manifest/row-identity.ts'
import {labelKey} from '../mapping/mapping.ts'
import type {Profile} from '../profile/profile.ts'
import type {IdentityDoubt} from './identities.ts'

/** What identities are judged by. */
export interface IdentityRules {
  readonly profile: Pick<Profile, 'environment' | 'ins' | 'structure'>
  /** Words of the source that mean a qualified identity, as `labelKey` writes them. */
  readonly qualifiedWords: ReadonlySet<string>
  /** AAAAMMJJ: nobody is born later. */
  readonly today?: string
}

/** A line that can be used. */
export interface IdentityLine {
  readonly ipp: string
  readonly ins: Ins
  readonly traits?: StrictTraits
  readonly usedName?: string
  readonly usedGiven?: string
  /** AAAAMMJJ as a number; 0 when it is not said. */
  readonly asOf: number
  /** Numbers that the patient had before. */
  readonly former?: readonly string[]
  readonly doubt?: IdentityDoubt
  readonly deceased?: true
  /** `INS-COHERENCE/birthYear`… */
  readonly warnings: readonly string[]
}

/** An identity that the source itself calls not qualified, and that has no number for that. */
export interface UnqualifiedLine {
  readonly ipp: string
  readonly doubt: 'identity-not-qualified'
  readonly deceased?: true
  readonly warnings: readonly never[]
}

type Given = (name: string) => string | undefined

/** Only a number that was asked of INSi stands in a file: a provisional identity or a validated one may hold none (RNIV). */
function needsNone(status: string | undefined, {qualifiedWords}: IdentityRules): boolean {
  const word = status ?? ''
  const read = readIdentityStatus(word)
  return (read === 'PROV' || read === 'VALI') && !qualifiedWords.has(labelKey(word))
}

/** Reads the columns of one line, or says what is wrong with it; the values stay out of that. */
export function identityLine(
  text: Given,
  rules: IdentityRules,
): IdentityLine | UnqualifiedLine | ManifestProblem[] {
  const [ipp, stated, died] = [text('ipp'), statusOf(text), isDeceased(text('deceased'))]
  if (ipp !== undefined && text('ins') === undefined && needsNone(stated, rules))
    return {ipp, doubt: 'identity-not-qualified', ...(died ? {deceased: died} : {}), warnings: []}
  const problems: ManifestProblem[] = []
  const refuse = (field: string, reason: string) => void problems.push(problem(field, reason))
  if (ipp === undefined) refuse('ipp', 'missing')
  if (text('ins') === undefined) refuse('ins', 'missing')
  const short: Readonly<Record<string, string>> = {ins_oid: 'oid'}
  // The status is judged below: a line that is not qualified is no fault, its patient waits.
  const {ins, insOid, traits} = readIdentity(
    (name) => (name === 'identity_status' ? undefined : (text(name) ?? text(short[name] ?? ''))),
    refuse,
  )
  if (traits) for (const [field, reason] of oddTraits(traits, rules)) refuse(field, reason)
  const findings = ins && traits ? coherenceFindings(ins, traits) : []
  for (const {rule, severity} of findings) if (severity === 'error') refuse('-', rule.toLowerCase())
  if (problems.length > 0 || ipp === undefined || !ins || !insOid) return problems
  const warnings = findings.map(({rule, params}) => [rule, params['trait']].filter(Boolean).join('/'))
  const doubt = doubtOf({matricule: ins, oid: insOid}, stated, warnings, rules)
  const former = formerNumbers(text('ins_history'), ins)
  const [usedName, usedGiven] = [text('used_name'), text('used_given')]
  return {
    ipp,
    ins: {matricule: ins, oid: insOid},
    ...(traits ? {traits} : {}),
    ...(usedName ? {usedName} : {}),
    ...(usedGiven ? {usedGiven} : {}),
    ...(former.length > 0 ? {former} : {}),
    asOf: Number((text('as_of') ?? '0').replaceAll('-', '')),
    ...(doubt ? {doubt} : {}),
    ...(died ? {deceased: died} : {}),
    warnings: warnings.filter((one) => one !== SEX && one !== PARENT),
  }
}

/** A spreadsheet runs what begins so. */
const FORMULA = /^[=+@\t\r]/

/** Columns whose value is no person's, and why. */
function oddTraits(
  {birthName, firstGiven, givenNames, birthDate}: StrictTraits,
  {today}: IdentityRules,
): (readonly [string, string])[] {
  const named = {birth_name: birthName, first_given: firstGiven, given_names: givenNames}
  const formulas = Object.entries(named).filter(([, name]) => FORMULA.test(name))
  return [
    ...formulas.map(([field]) => [field, 'name-formula'] as const),
    ...(today !== undefined && birthDate > today ? [['birth_date', 'birth-date-future'] as const] : []),
  ]
}

const statusOf = (text: Given) => text('identity_status') ?? text('status')

/** INSi gives the current number among the former ones too; that says nothing. */
function formerNumbers(history: string | undefined, current: string): readonly string[] {
  const numbers = (history ?? '').toUpperCase().split(/[^0-9AB]+/)
  return numbers.filter((one) => one.length === 15 && one !== current)
}

/** The first digit says the sex of the birth act: here a difference is no remark, it holds (RNIV). */
const SEX = 'INS-COHERENCE/sex'
/** The documents of a child would go into the record of a parent. */
const PARENT = 'INS-PARENT'

/** A date of death, or a word that says so; `N` and `0` say the contrary. */
function isDeceased(word: string | undefined): boolean {
  return word !== undefined && !/^(?:N|NON|NO|0|FALSE|FAUX|VIVANTE?)$/i.test(word)
}

function doubtOf(
  ins: Ins,
  status: string | undefined,
  warnings: readonly string[],
  {profile, qualifiedWords}: IdentityRules,
): IdentityDoubt | undefined {
  const word = status ?? ''
  if (readIdentityStatus(word) !== 'QUAL' && !qualifiedWords.has(labelKey(word)))
    return 'identity-not-qualified'
  try {
    insFits(ins, profile.environment, profile.ins.allowedOids, profile.ins.oidMapping)
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    return 'identity-environment'
  }
  if (warnings.includes(PARENT)) return 'identity-parent'
  return warnings.includes(SEX) ? 'identity-sex' : undefined
}
