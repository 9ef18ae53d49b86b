/**
 * Why one side counts a document where the other does not: the first cause that fits, in the order of `gapCauses`.
 *
 * What stands in the traces alone decides: the state of the document, the code of this program, the codes of the DMP.
 * Causes of the figures themselves (software of others, subcontracted laboratory, another measure, a cut export) are not
 * those of a document: see `figure-causes`.
 */
import {knownAnswer} from '../answers/known-answers.ts'
import {
  type CountedPlace,
  type CountingRules,
  declaredAt,
  hasType,
  isBy,
  isGone,
  measuredAt,
} from './counting-rules.ts'
import type {DocumentFact} from './document-fact.ts'
import {type GapCauseCode, gapCauses} from './gap.ts'
import type {Indicator} from './indicator.ts'

const DAY = 86_400_000
/** A document dated longer than this before it left is of a backlog, not of the end of a month. */
const BACKLOG_DAYS = 31

export interface Counted {
  readonly fact: DocumentFact
  readonly indicator: Indicator
  readonly rules: CountingRules
  readonly declared: CountedPlace | undefined
  readonly measured: CountedPlace | undefined
}

type Fits = (counted: Counted) => boolean

/** What a code of this program or of the plan says of a document that was not taken. */
const ofCause: Readonly<Record<string, GapCauseCode>> = {
  DMP_IDENTITY_NOT_QUALIFIED: 'ins-not-qualified',
  'hl7-identity-refused': 'ins-not-qualified',
  'hl7-identity-status-absent': 'ins-not-qualified',
  'ins-absent': 'ins-not-qualified',
  'ins-former': 'ins-not-qualified',
  DMP_ACCESS_REFUSED: 'refused-access',
  DMP_PATIENT_CLOSED: 'dmp-closed',
  DMP_PATIENT_NONE: 'dmp-closed',
  'known-sent': 'duplicate',
  'already-sent': 'duplicate',
  'duplicate-row': 'duplicate',
}

/** What an explained answer of the DMP says of it. */
const ofAnswer: Readonly<Record<string, GapCauseCode>> = {
  'identity-uncertified': 'ins-not-qualified',
  rights: 'refused-access',
  'local-policy': 'refused-access',
  'dmp-closed': 'dmp-closed',
  'patient-unknown': 'dmp-closed',
  'id-already-registered': 'duplicate',
}

/** Words under which holds are laid for a patient who refuses, and for one who died. */
const OPPOSED = /opposition|oppos[ée]|refus du patient/i
const DECEASED = /d[ée]c[èe]s|d[ée]c[ée]d[ée]|deceased|death/i

/** The cause that a document that was not taken carries with it, where its codes tell. */
export function toldCause({cause, causeReason = '', refusals}: DocumentFact): GapCauseCode | undefined {
  const held = cause === 'DMP_HELD'
  if (held && OPPOSED.test(causeReason)) return 'patient-blocked'
  if ((held || cause === 'DMP_PATIENT_CLOSED') && DECEASED.test(causeReason)) return 'deceased'
  // A line of a manifest that states an identity other than qualified is never planned.
  if (cause === 'DMP_MANIFEST_LINE' && causeReason === 'not-qualified') return 'ins-not-qualified'
  const known = cause === undefined ? undefined : ofCause[cause]
  if (known && known !== 'refused-access') return known
  for (const code of refusals) {
    const answer = knownAnswer(code)?.id
    const told = answer === undefined ? undefined : ofAnswer[answer]
    if (told) return told
  }
  return known
}

/** Not taken, and its codes tell why. */
const told =
  (code: GapCauseCode): Fits =>
  ({fact}) =>
    fact.state !== 'accepted' && toldCause(fact) === code

const isDoubtful = ({state, wasUnknown}: DocumentFact) =>
  state === 'unknown' || state === 'sending' || (state === 'held' && wasUnknown)

const isUntold = ({fact}: Counted) =>
  fact.state !== 'accepted' && toldCause(fact) === undefined && !isDoubtful(fact)

const fits: Partial<Record<GapCauseCode, Fits>> = {
  environment: ({fact, rules}) => fact.environment !== rules.environment,
  finess: ({declared, measured}) => isElsewhere(declared, measured, 'finess'),
  'type-mapping': ({fact, indicator}) => !hasType(indicator, fact),
  'ins-not-qualified': told('ins-not-qualified'),
  'not-sent': (counted) => isUntold(counted) && counted.fact.state !== 'refused',
  'refused-access': told('refused-access'),
  'patient-blocked': told('patient-blocked'),
  deceased: told('deceased'),
  'dmp-closed': told('dmp-closed'),
  refused: isUntold,
  duplicate: (counted) =>
    counted.fact.state === 'accepted' ? counted.fact.repeats === true : told('duplicate')(counted),
  ambiguous: ({fact}) => isDoubtful(fact),
  'visibility-change': ({fact, rules}) =>
    fact.changesVisibilityOnly === true && !rules.measured.countsReplacements,
  replacement: ({fact, rules}) => fact.action === 'replace' && !rules.measured.countsReplacements,
  deleted: ({fact, rules}) => isGone(fact, rules.elasticAsOf) && !rules.measured.countsDeleted,
  'between-dates': (counted) => isBetween(counted),
  backlog: (counted) => isMoved(counted) && isOld(counted),
  'month-boundary': (counted) => isMoved(counted),
}

function isElsewhere(
  declared: CountedPlace | undefined,
  measured: CountedPlace | undefined,
  part: keyof CountedPlace,
): boolean {
  return declared !== undefined && measured !== undefined && declared[part] !== measured[part]
}

const isMoved: Fits = ({declared, measured}) => isElsewhere(declared, measured, 'month')

const isOld: Fits = ({fact, indicator, rules}) =>
  measuredAt(fact, rules) - declaredAt(fact, indicator) > BACKLOG_DAYS * DAY

/** Known to one side alone because the other was drawn before. */
function isBetween({fact, rules, declared, measured}: Counted): boolean {
  if (measured) return declared === undefined
  return fact.state === 'accepted' && !isBy(fact.acceptedAt ?? fact.submittedAt, rules.elasticAsOf)
}

/** The cause of a document that the sides do not count alike. @throws RangeError when none fits: a fault of this file */
export function causeOf(counted: Counted): GapCauseCode {
  const code = gapCauses.find((one) => fits[one]?.(counted) === true)
  if (code) return code
  throw new RangeError(`no cause fits a document in state ${counted.fact.state}`)
}
