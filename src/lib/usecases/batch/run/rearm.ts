/**
 * What waits for a person's word is sent on its way again: worn-out items, outcomes in doubt, documents kept back whose
 * hold is gone, and refused ones that were put right elsewhere. Identifiers stay, so that nothing is doubled; bytes that
 * meanwhile went under another identifier stay refused, or held as not found, as does what a deletion withdrew or did not find unless named by
 * that code. A number that is taken is looked for at the DMP, on the word that the document there is this one; on the word
 * that it is another's, the item is withdrawn, and a new plan gives its document another number.
 */
import {IDENTIFIER_TAKEN, isKeptInDoubt, isTaken, toUnknown} from '../../../batch/at-the-dmp.ts'
import {NOT_FOUND_AFTER_SENDING} from '../../../batch/not-found.ts'
import {openTwin} from '../../../batch/one-submission.ts'
import {type ErrorCode, errorCatalogue} from '../../../errors/catalogue.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {ItemChange, ItemState, JournalItem} from '../../../ports/journal.ts'
import {type Consent, requireConsent} from '../../documents/consent.ts'
import type {Workbench} from '../../ports.ts'
import {onItsWay} from '../../submission/once-more.ts'
import {standingTwin} from '../../submission/standing-twin.ts'
import {holdsOnNames, namesOfItem} from '../held-document.ts'

type Bench = Pick<Workbench, 'journal' | 'clock' | 'profile' | 'prompter'>

const STATES = ['deferred', 'refused', 'held', 'unknown'] as const
type Waiting = (typeof STATES)[number]
const CHUNK = 200
/** What a deletion left behind goes again only when it is named. */
const BY_CODE_ONLY: readonly string[] = ['DMP_WITHDRAWN', NOT_FOUND_AFTER_SENDING, IDENTIFIER_TAKEN]

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
  /** Withdrawn, as another document has their number: a new plan gives them another. */
  readonly numberLost: number
}

interface Selection {
  readonly states: ReadonlySet<ItemState>
  readonly codes: ReadonlySet<string>
}

/** @throws DmpError DMP_USAGE for a word that is neither a state nor a code, or for `takenByAnother` of anything else */
function selectionOf(only: readonly string[], takenByAnother: boolean): Selection {
  if (takenByAnother && only.join() !== IDENTIFIER_TAKEN)
    throw new DmpError('DMP_USAGE', {params: {problem: `--taken-by-another --only ${IDENTIFIER_TAKEN}`}})
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
  const feeds = new Set(
    (await journal.batches(batchIds)).flatMap(({id, kind}) => (kind === 'feed' ? [id] : [])),
  )
  for (const batchId of batchIds) {
    const actions = ['submit', 'replace', 'delete'] as const
    for await (const item of journal.eachItem({batchId, states: [...STATES], actions})) {
      // Whoever names this code of a backlog wants its documents sent again: to delete one is another word.
      const sought = item.action === 'delete' && item.cause === NOT_FOUND_AFTER_SENDING && feeds.has(batchId)
      const named = item.cause !== undefined && codes.has(item.cause) && !sought
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

type Decision = readonly ItemChange[] | 'number-lost' | 'still-held' | 'left-alone'

async function decide(bench: Bench, item: JournalItem, takenByAnother: boolean): Promise<Decision> {
  const now = bench.clock.now()
  const {id, state} = item
  if (takenByAnother) return isTaken(item) ? 'number-lost' : 'left-alone'
  switch (state) {
    case 'refused':
      return (await hasTwin(bench, item)) ? 'left-alone' : [{id, to: 'planned', cause: null, retryAt: null}]
    case 'held': {
      if ((await holdsOnNames(bench, namesOfItem(item))).length > 0 && item.action !== 'delete')
        return 'still-held'
      const twin = isKeptInDoubt(item) ? await standingTwin(bench, item) : undefined
      if (twin && isTaken(item)) return 'left-alone'
      if (twin) return twin.settled ? [{id, cause: twin.error.code}] : 'left-alone'
      return onItsWay(item, now)
    }
    default:
      return [{id, retryAt: now}]
  }
}

/** Another document has its number: nothing of it is there. */
const numberLost = (item: JournalItem): readonly ItemChange[] => [
  ...toUnknown(item),
  {id: item.id, to: 'refused', cause: 'DMP_WITHDRAWN', retryAt: null},
]

async function countOf(
  bench: Bench,
  batchIds: readonly string[],
  wanted: Selection,
  state: ItemState,
): Promise<number> {
  let count = 0
  for await (const item of selected(bench, batchIds, wanted)) if (item.state === state) count += 1
  return count
}

/**
 * Sends what `only` names on its way again; refused documents after a confirmation of their number, as well as those whose
 * number is said to be another document's.
 * @throws DmpError DMP_USAGE, DMP_CONFIRMATION_NEEDED
 */
export async function rearm(
  bench: Bench,
  batchIds: readonly string[],
  only: readonly string[],
  consent: Consent,
  takenByAnother = false,
): Promise<Rearmed> {
  const wanted = selectionOf(only, takenByAnother)
  const count = await countOf(bench, batchIds, wanted, takenByAnother ? 'held' : 'refused')
  if (count > 0) {
    const run = batchIds.join(', ')
    const action = takenByAnother ? 'taken' : 'retry'
    await requireConsent(bench, consent, {action, uniqueId: run, value: String(count), facts: {count, run}})
  }
  const tally = {deferred: 0, refused: 0, held: 0, unknown: 0, stillHeld: 0, leftAlone: 0, numberLost: 0}
  const changes: Change[] = []
  for await (const item of selected(bench, batchIds, wanted)) {
    const decided = await decide(bench, item, takenByAnother)
    const {batchId = ''} = item
    if (decided === 'still-held') tally.stillHeld += 1
    else if (decided === 'left-alone') tally.leftAlone += 1
    else if (decided === 'number-lost') {
      tally.numberLost += 1
      changes.push({batchId, changes: numberLost(item)})
    } else {
      const stays = item.state === 'held' && decided.every(({to}) => to === undefined)
      tally[stays ? 'leftAlone' : (item.state as Waiting)] += 1
      changes.push({batchId, changes: decided})
    }
  }
  await apply(bench, changes, only)
  return tally
}

/** What becomes of one item. */
interface Change {
  readonly batchId: string
  readonly changes: readonly ItemChange[]
}

async function apply(
  {journal, clock}: Bench,
  changes: readonly Change[],
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
      await store.record([{event, changes: page.flatMap((one) => one.changes)}])
    }
  }
}
