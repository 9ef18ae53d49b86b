/**
 * What waits for a person's word is sent on its way again: worn-out items, outcomes in doubt, documents kept back whose
 * hold is gone, and refused ones that were put right elsewhere. Identifiers stay, so that nothing is doubled; bytes that
 * meanwhile went under another identifier stay refused, or held as not found, as does what a deletion withdrew or did not find unless named by
 * that code.
 */
import {mayStillAppear, NOT_FOUND_AFTER_SENDING} from '../../../batch/not-found.ts'
import {openTwin} from '../../../batch/one-submission.ts'
import {type ErrorCode, errorCatalogue} from '../../../errors/catalogue.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {ItemChange, ItemState, JournalItem} from '../../../ports/journal.ts'
import {type Consent, requireConsent} from '../../documents/consent.ts'
import type {Workbench} from '../../ports.ts'
import {standingTwin} from '../../submission/standing-twin.ts'
import {holdsOnNames, namesOfItem} from '../held-document.ts'

type Bench = Pick<Workbench, 'journal' | 'clock' | 'profile' | 'prompter'>

const STATES = ['deferred', 'refused', 'held', 'unknown'] as const
type Waiting = (typeof STATES)[number]
const CHUNK = 200
/** What a deletion left behind goes again only when it is named. */
const BY_CODE_ONLY: readonly string[] = ['DMP_WITHDRAWN', NOT_FOUND_AFTER_SENDING, 'DMP_IDENTIFIER_TAKEN']

/** How many go again of each state, and how many do not. */
export interface Rearmed {
  readonly deferred: number
  readonly refused: number
  readonly held: number
  readonly unknown: number
  /** Kept back: their hold is still in force. */
  readonly stillHeld: number
  /** Refused ones whose content meanwhile went under another identifier, or that were withdrawn. */
  readonly leftAlone: number
}

interface Selection {
  readonly states: ReadonlySet<ItemState>
  readonly codes: ReadonlySet<string>
}

/** @throws DmpError DMP_USAGE for a word that is neither a state nor a code */
function selectionOf(only: readonly string[]): Selection {
  const isState = (word: string): word is Waiting => (STATES as readonly string[]).includes(word)
  const wrong = only.find((word) => !isState(word) && !Object.hasOwn(errorCatalogue, word as ErrorCode))
  if (wrong !== undefined) {
    const problem = `--only ${wrong} (${[...STATES, 'DMP_…'].join(' | ')})`
    throw new DmpError('DMP_USAGE', {params: {problem}, details: {only: wrong, states: STATES}})
  }
  return {
    states: new Set(only.filter(isState)),
    codes: new Set(only.filter((word) => !isState(word))),
  }
}

function* pages<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += CHUNK) yield items.slice(at, at + CHUNK)
}

async function* selected(bench: Bench, batchIds: readonly string[], {states, codes}: Selection) {
  const journal = await bench.journal()
  for (const batchId of batchIds) {
    const actions = ['submit', 'replace', 'delete'] as const
    for await (const item of journal.eachItem({batchId, states: [...STATES], actions})) {
      const named = item.cause !== undefined && codes.has(item.cause)
      const byState = states.has(item.state) && !BY_CODE_ONLY.includes(item.cause ?? '')
      if (named || byState) yield item
    }
  }
}

/** The same content in the same record under another identifier: sending this one too would double it. */
async function hasTwin({journal}: Bench, item: JournalItem): Promise<boolean> {
  if (item.action === 'delete') return false
  const others = await (await journal()).items({sourceSha256: item.sourceSha256})
  try {
    return (
      openTwin(
        others.filter(({id}) => id !== item.id),
        item,
        false,
      ) !== undefined
    )
  } catch (error) {
    if (error instanceof DmpError) return true
    throw error
  }
}

async function decide(bench: Bench, item: JournalItem): Promise<ItemChange | 'still-held' | 'left-alone'> {
  const now = bench.clock.now()
  const {id, state} = item
  switch (state) {
    case 'refused':
      return (await hasTwin(bench, item)) ? 'left-alone' : {id, to: 'planned', cause: null, retryAt: null}
    case 'held': {
      if ((await holdsOnNames(bench, namesOfItem(item))).length > 0 && item.action !== 'delete')
        return 'still-held'
      const twin = mayStillAppear(item) ? await standingTwin(bench, item) : undefined
      if (twin) return twin.settled ? {id, cause: twin.error.code} : 'left-alone'
      const to = item.heldFrom ?? 'planned'
      return {id, to, retryAt: now}
    }
    default:
      return {id, retryAt: now}
  }
}

async function countRefused(bench: Bench, batchIds: readonly string[], wanted: Selection): Promise<number> {
  let count = 0
  for await (const {state} of selected(bench, batchIds, wanted)) if (state === 'refused') count += 1
  return count
}

/**
 * Sends what `only` names on its way again; refused documents after a confirmation of their number.
 * @throws DmpError DMP_USAGE, DMP_CONFIRMATION_NEEDED
 */
export async function rearm(
  bench: Bench,
  batchIds: readonly string[],
  only: readonly string[],
  consent: Consent,
): Promise<Rearmed> {
  const wanted = selectionOf(only)
  const refused = await countRefused(bench, batchIds, wanted)
  if (refused > 0) {
    const run = batchIds.join(', ')
    const facts = {count: refused, run}
    await requireConsent(bench, consent, {action: 'retry', uniqueId: run, value: String(refused), facts})
  }
  const tally = {deferred: 0, refused: 0, held: 0, unknown: 0, stillHeld: 0, leftAlone: 0}
  const changes: {readonly batchId: string; readonly change: ItemChange}[] = []
  for await (const item of selected(bench, batchIds, wanted)) {
    const decided = await decide(bench, item)
    if (decided === 'still-held') tally.stillHeld += 1
    else if (decided === 'left-alone') tally.leftAlone += 1
    else if (item.state === 'held' && decided.to === undefined) {
      tally.leftAlone += 1
      changes.push({batchId: item.batchId ?? '', change: decided})
    } else {
      tally[item.state as Waiting] += 1
      changes.push({batchId: item.batchId ?? '', change: decided})
    }
  }
  await apply(bench, changes, only)
  return tally
}

async function apply(
  {journal, clock}: Bench,
  changes: readonly {readonly batchId: string; readonly change: ItemChange}[],
  only: readonly string[],
): Promise<void> {
  const store = await journal()
  for (const [batchId, own] of Map.groupBy(changes, (one) => one.batchId)) {
    for (const page of pages(own)) {
      const event = {
        phase: 'event',
        operation: 'batch-retry',
        occurredAt: clock.now(),
        batchId,
        data: {only, count: page.length},
      } as const
      await store.record([{event, changes: page.map(({change}) => change)}])
    }
  }
}
