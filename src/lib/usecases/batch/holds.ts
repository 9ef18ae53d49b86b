import {DmpError} from '../../errors/dmp-error.ts'
import {hideMatriculesInText} from '../../ins/hide-matricules.ts'
import type {Hold, HoldKind} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {wordValue} from '../submission/patient-of-flags.ts'
import {heldValue, shownHoldValue} from './held-value.ts'
import {readHoldValue, readKind} from './hold-columns.ts'

export type {HoldKind}

export interface ShownHold {
  readonly kind: HoldKind
  /** An INS is masked. */
  readonly value: string
  /** A person's sentence; an INS in it is hidden. */
  readonly reason: string
  readonly by: string
  readonly createdAt: string
  readonly until: string | null
  /** Profile that laid it, in a journal that several share; the others' cannot be lifted from here. */
  readonly establishment?: string
}

export interface HoldList {
  readonly holds: readonly ShownHold[]
}

export interface LiftedHold {
  readonly kind: HoldKind
  readonly value: string
  readonly lifted: true
}

const iso = (ms: number) => new Date(ms).toISOString()

/** A hold as a screen shows it. */
export function shownHold({kind, value, reason, by, createdAt, until, establishment}: Hold): ShownHold {
  return {
    kind,
    value: shownHoldValue(kind, value),
    reason: hideMatriculesInText(reason),
    by: hideMatriculesInText(by),
    createdAt: iso(createdAt),
    until: until === undefined ? null : iso(until),
    ...(establishment === undefined ? {} : {establishment}),
  }
}

/** `batch hold list`: what keeps documents from leaving, oldest first. */
export async function listHolds(bench: Pick<Workbench, 'journal'>): Promise<HoldList> {
  const holds = await (await bench.journal()).holds(true)
  return {holds: holds.toSorted((a, b) => a.createdAt - b.createdAt).map(shownHold)}
}

/** What is typed stays in the history of the shell, and others of the machine see it while the command runs. */
export function warnOfTyped({warn}: Pick<Workbench, 'warn'>, word: string | undefined): void {
  if (word !== undefined && word !== '-' && !word.startsWith('@')) warn({code: 'ins-typed'})
}

/**
 * `batch hold lift`: a person decides that it may leave again. Kind and value are written as for `batch hold add`, and
 * `wrong_patient` besides. @throws DmpError DMP_HOLD_UNKNOWN
 */
export async function liftHold(
  bench: Pick<Workbench, 'journal' | 'files' | 'signal' | 'warn'>,
  kindWord: string,
  word: string,
): Promise<LiftedHold> {
  const given = await wordValue(bench, word)
  const kind = kindWord === 'wrong_patient' ? kindWord : readKind(kindWord)
  if (kind === 'ins') warnOfTyped(bench, word)
  if (!kind) throw new DmpError('DMP_HOLD_UNKNOWN', {params: {kind: kindWord, value: '-'}})
  const read = readHoldValue(kind, await heldValue(bench, kind, given))
  const value = 'value' in read ? read.value : given
  const lifted = await (await bench.journal()).liftHold(kind, value)
  const told = shownHoldValue(kind, value)
  if (!lifted) throw new DmpError('DMP_HOLD_UNKNOWN', {params: {kind, value: told}})
  return {kind, value: told, lifted: true}
}
