/**
 * One claimed item of a bulk run, from the last checks to what the journal says of it. What an error means is decided by
 * its retry class: `never` about the item itself keeps it back for a person (it had not left) or is the DMP's refusal;
 * anything later is due again; a doubt stays a doubt until the registry settles it. What concerns every item alike (a
 * key, the journal, the daily limit, an interruption) is thrown, and the item is as it was.
 * Source: IHE ITI TF-2 §3.41 (a lot is kept whole or not at all), README "unknown outcome".
 */
import {wayOf} from '../../../batch/breaker.ts'
import {usualRetry} from '../../../batch/retry-policy.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {exitCodes} from '../../../errors/exit-codes.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {ItemChange, JournalItem} from '../../../ports/journal.ts'
import {neverSent} from '../../exchange/call-dmp.ts'
import type {Workbench} from '../../ports.ts'
import {closedMeanwhile} from '../../submission/closed-meanwhile.ts'
import {type CarriedOn, carryOn} from '../../submission/go-on.ts'
import type {SendTerms} from '../../submission/send-lot.ts'
import {runDeletionItem} from '../delete/run-deletion-item.ts'
import type {ItemEnding} from './item-ending.ts'
import {keepBack, putOff} from './leave-item.ts'
import {waitForOriginal} from './original-first.ts'

export interface Dealing {
  readonly bench: Workbench
  /** When an item that was not kept is due again. */
  readonly retryAt: SendTerms['retryAt']
  /** When an item that could not even be tried is looked at again. */
  readonly lookAgainAt: (error: DmpError) => number
  /** TD0.2, once per patient. @throws DmpError DMP_PATIENT_CLOSED, DMP_PATIENT_NONE */
  readonly checkPatient?: (ins: Ins) => Promise<void>
}

const RUN_EXITS: readonly number[] = [
  exitCodes.localMeans,
  exitCodes.configuration,
  exitCodes.interrupted,
  exitCodes.internal,
]

/** Whether an error stops every item alike; a handshake that fails is the line's and counted by the breaker. */
export function concernsTheRun({code, exitCode}: DmpError): boolean {
  if (code === 'DMP_TLS_REFUSED' || code === 'DMP_FILE_UNREADABLE') return false
  return code.startsWith('DMP_JOURNAL_') || code === 'DMP_DAILY_GUARD' || RUN_EXITS.includes(exitCode)
}

/** The DMP says that the record was closed since: only a person can tell what follows. */
const isClosed = (error: DmpError) => error.details['known'] === 'dmp-closed'

/** Tried again and again without an end: no longer a matter of waiting. */
const isWorn = (attempts: number) => attempts > 0 && attempts % usualRetry.attempts === 0

/** @throws DmpError of what concerns the whole run */
export async function dealWithItem(dealing: Dealing, item: JournalItem): Promise<ItemEnding> {
  const {bench} = dealing
  if (item.action === 'delete') return runDeletionItem(bench, item)
  try {
    return (await waitForOriginal(bench, item)) ?? (await send(dealing, item))
  } catch (error) {
    return caught(dealing, item, error)
  }
}

async function send({bench, retryAt, checkPatient}: Dealing, item: JournalItem): Promise<ItemEnding> {
  if (item.state !== 'unknown') await checkPatient?.(item.ins)
  let recorded: ItemChange | undefined
  const settled = (change: ItemChange) => {
    if (change.id === item.id) recorded = change
  }
  const done = await carryOn(bench, item, {retryAt, settled}, (blocked) => !isClosed(blocked))
  const {error} = done.ending
  if (done.way === 'kept' && error)
    return {state: error.code === 'DMP_WITHDRAWN' ? 'refused' : 'held', error, sent: false}
  return done.way === 'looked' ? looked(bench, item, done) : sent(bench, item, done, recorded)
}

/** The registry alone was asked about an unknown outcome. */
async function looked(bench: Workbench, item: JournalItem, {ending, blind}: CarriedOn): Promise<ItemEnding> {
  const {error} = ending
  if (!error) return {state: 'accepted', sent: false}
  if (blind) return keepBack(bench, item, closedMeanwhile(item, error))
  const seconds = Number(error.details['recheckInSeconds'] ?? 0)
  return {state: 'unknown', error, sent: false, retryAt: bench.clock.now() + seconds * 1000}
}

async function sent(
  bench: Workbench,
  item: JournalItem,
  {ending, blind}: CarriedOn,
  recorded: ItemChange | undefined,
): Promise<ItemEnding> {
  const {answer, error, tookMs} = ending
  const took = tookMs === undefined ? {} : {tookMs}
  if (!error) {
    const warnings = answer?.outcome === 'accepted-with-warnings'
    return {state: 'accepted', sent: true, ...took, ...(warnings ? {warnings} : {})}
  }
  const left = answer !== undefined || !neverSent(error)
  const state = recorded?.to as Exclude<ItemEnding['state'], 'lost'>
  if (
    state === 'unknown' &&
    ((blind && answer?.outcome === 'refused') || (left && isWorn(item.attempts + 1)))
  )
    return {...(await keepBack(bench, {...item, state}, error)), sent: left, ...took}
  const retryAt = recorded?.retryAt
  return {state, error, sent: left, ...took, ...(typeof retryAt === 'number' ? {retryAt} : {})}
}

/** What was thrown before the lot left. */
async function caught({bench, lookAgainAt}: Dealing, item: JournalItem, error: unknown): Promise<ItemEnding> {
  if (!(error instanceof DmpError)) throw error
  if (error.code === 'DMP_ITEM_STATE') return {state: 'lost', sent: false}
  if (concernsTheRun(error) || bench.signal.aborted) throw error
  if (error.retry === 'never' && wayOf(error.code) !== 'blocked') return keepBack(bench, item, error)
  return putOff(bench, item, lookAgainAt(error), error)
}
