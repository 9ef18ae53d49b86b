import {hideMatriculesInText} from '../../../ins/hide-matricules.ts'
import type {Hold} from '../../../ports/journal.ts'
import type {Rule} from '../../../rules/rule-set.ts'
import {shownHoldValue} from '../held-value.ts'
import type {PlanRow} from './plan-row.ts'
import type {PlanReport, ReasonCount} from './plan-wish.ts'

/** One patient's document is, or could go, under another's name: identity vigilance settles it. */
const ALARMS = [
  'same-bytes-other-patient',
  'DMP_SAME_BYTES_OTHER_PATIENT',
  'patient-two-ins',
  'patient-two-ipp',
  'patient-two-names',
  'patient-other-ins',
  'patient-other-ipp',
  'patient-sex',
  'ipp-near',
]

/** Kept back for the sake of a deletion that nobody can carry out as it stands. */
const UNCLEAR = [
  'deletion-held',
  'deletion-chain',
  'deletion-ordered',
  'xdm-action',
  'hl7-other-patient-beside',
]

/** Reasons of the holds that plans and deletions lay themselves. */
const LAID = ['deletion-asked', 'wrong-patient']

/** Different reasons counted apart; what comes after is counted without its detail. */
const MOST = 500

interface Counting {
  readonly class: ReasonCount['class']
  readonly reason: string
  readonly detail: string | null
  params: Params
  count: number
  /** Where the first of them stands. */
  readonly first: ReasonCount['first']
}

type Params = NonNullable<PlanRow['params']>

/** What two records say alike. */
function common(one: Params, other: Params): Params {
  const entries = Object.entries(one)
  const alike = entries.filter(([name, value]) => other[name] === value)
  return alike.length === entries.length ? one : Object.fromEntries(alike)
}

const DETAILS = ['rule', 'label', 'field', 'reason', 'names'] as const

/** The parameters that tell kinds of records apart; never one that names a record. */
function detailOf(params: Params): string | null {
  const first = params['first']
  const words = DETAILS.map((name) => params[name]).filter((word) => word !== undefined)
  // `first` is a rule of the validation, or the number of another record.
  if (typeof first === 'string') words.push(first)
  return words.length === 0 ? null : words.join(' ').slice(0, 120)
}

/** Names of files and numbers of the hospital may carry an INS; the uniqueId is the document's. */
function shown(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? hideMatriculesInText(value) : value,
    ]),
  )
}

/** Line of a list in which a rejected record stands: a person corrects it there. */
function firstOf(verdict: PlanRow['class'], {file, line}: PlanRow['origin']): ReasonCount['first'] {
  return verdict === 'rejected' && line !== undefined ? {file: hideMatriculesInText(file), line} : undefined
}

function count(counting: Counting, params: Params): void {
  counting.params = common(counting.params, params)
  counting.count += 1
}

/** Laid by the program beside a deletion, not typed by anybody. */
const isOfDeletion = ({kind, reason, by}: Hold) =>
  kind === 'wrong_patient' || (LAID.includes(reason) && /^(?:batch|document) /.test(by))

/** Counts of a plan by reason and action; bounded by the number of reasons, not of records. */
export class Tally {
  readonly #reasons = new Map<string, Counting>()
  readonly #matched = new Set<string>()
  readonly #rules = new Set<string>()
  readonly #actions = {submit: 0, replace: 0, delete: 0}
  alarms = 0
  unclear = 0
  repaired = 0
  remarked = 0

  add({class: verdict, reason = '-', params = {}, action, notes = [], origin}: PlanRow): void {
    if (notes.some((note) => note.startsWith('repair:'))) this.repaired += 1
    if (notes.some((note) => note.startsWith('rule:'))) this.remarked += 1
    if (verdict === 'ready') {
      this.#actions[action] += 1
      return
    }
    if (reason === 'rule' || reason === 'rule-unknown') this.#rules.add(String(params['rule']))
    if (ALARMS.includes(reason)) this.alarms += 1
    if (verdict === 'held' && (action === 'delete' || UNCLEAR.includes(reason))) this.unclear += 1
    const detail = detailOf(params)
    const key = JSON.stringify([verdict, reason, detail])
    const whole = JSON.stringify([verdict, reason, null])
    const known = this.#reasons.get(key)
    if (known) count(known, params)
    else if (this.#reasons.size < MOST || detail === null)
      this.#reasons.set(key, {
        class: verdict,
        reason,
        detail,
        params,
        count: 1,
        first: firstOf(verdict, origin),
      })
    else {
      const rest = this.#reasons.get(whole) ?? {
        class: verdict,
        reason,
        detail: null,
        params,
        count: 0,
        first: firstOf(verdict, origin),
      }
      count(rest, params)
      this.#reasons.set(whole, rest)
    }
  }

  matched({kind, value}: Hold): void {
    this.#matched.add(`${kind} ${value}`)
  }

  get actions(): PlanReport['actions'] {
    return {...this.#actions}
  }

  /** The commonest first. */
  reasons(): readonly ReasonCount[] {
    return [...this.#reasons.values()]
      .toSorted((a, b) => b.count - a.count)
      .map(({params, detail, first, ...rest}) => ({
        ...rest,
        ...(first ? {first} : {}),
        detail: detail && hideMatriculesInText(detail),
        ...(Object.keys(params).length === 0 ? {} : {params: shown(params)}),
      }))
  }

  /** Rules that kept nothing back in this plan, in their order; of a plan without records nothing is said. */
  idleRules(rules: readonly Rule[], read: number): readonly string[] {
    return read === 0 ? [] : rules.map(({name}) => name).filter((name) => !this.#rules.has(name))
  }

  /**
   * Holds of people that kept nothing back in this plan: a typing error in one of them would let its document leave.
   * Those that deletions laid hold what has gone already; there may be thousands.
   */
  idle(holds: readonly Hold[]): PlanReport['idleHolds'] {
    return holds
      .filter((hold) => !isOfDeletion(hold) && !this.#matched.has(`${hold.kind} ${hold.value}`))
      .map(({kind, value}) => ({kind, value: shownHoldValue(kind, value)}))
  }
}
