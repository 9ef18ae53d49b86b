import {maskIns} from '../../../ins/matricule.ts'
import type {Hold} from '../../../ports/journal.ts'
import type {PlanRow} from './plan-row.ts'
import type {PlanReport, ReasonCount} from './plan-wish.ts'

const ALARMS = ['same-bytes-other-patient', 'DMP_SAME_BYTES_OTHER_PATIENT']

/** Counts of a plan by reason and action; bounded by the number of reasons, not of records. */
export class Tally {
  readonly #reasons = new Map<string, {class: ReasonCount['class']; reason: string; count: number}>()
  readonly #matched = new Set<string>()
  readonly #actions = {submit: 0, replace: 0, delete: 0}
  alarms = 0
  repaired = 0
  remarked = 0

  add({class: verdict, reason = '-', action, notes = []}: PlanRow): void {
    if (notes.some((note) => note.startsWith('repair:'))) this.repaired += 1
    if (notes.some((note) => note.startsWith('rule:'))) this.remarked += 1
    if (verdict === 'ready') {
      this.#actions[action] += 1
      return
    }
    if (ALARMS.includes(reason)) this.alarms += 1
    const key = `${verdict} ${reason}`
    const known = this.#reasons.get(key) ?? {class: verdict, reason, count: 0}
    known.count += 1
    this.#reasons.set(key, known)
  }

  matched({kind, value}: Hold): void {
    this.#matched.add(`${kind} ${value}`)
  }

  get actions(): PlanReport['actions'] {
    return {...this.#actions}
  }

  /** The commonest first. */
  reasons(): readonly ReasonCount[] {
    return [...this.#reasons.values()].toSorted((a, b) => b.count - a.count)
  }

  /** Holds that kept nothing back in this plan: a typing error in one of them would let its document leave. */
  idle(holds: readonly Hold[]): PlanReport['idleHolds'] {
    return holds
      .filter(({kind, value}) => kind !== 'wrong_patient' && !this.#matched.has(`${kind} ${value}`))
      .map(({kind, value}) => ({kind, value: kind === 'ins' ? maskIns(value) : value}))
  }
}
