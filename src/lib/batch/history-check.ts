/**
 * Reads the story of a run back from its events and tells where the promise was broken: no document lost, none delivered
 * twice without the doubt being looked into first. It trusts nothing that the engine computed: intents, results and
 * look-ups alone, as the journal chained them, against the items as they stand. For tests, soak runs and audits.
 *
 * It cannot see the DMP: that a document is there once is for whoever can look into the registry.
 */
import type {ItemState, JournalItem, RecordedEvent} from '../ports/journal.ts'
import {mayStillAppear} from './not-found.ts'

export type HistoryEvent = Pick<
  RecordedEvent,
  'id' | 'phase' | 'operation' | 'intentId' | 'itemId' | 'outcome' | 'batchId' | 'patientRef'
>
export type HistoryItem = Pick<
  JournalItem,
  'id' | 'state' | 'documentUniqueId' | 'submissionSetUniqueId' | 'action'
> &
  Partial<Pick<JournalItem, 'heldFrom' | 'cause' | 'sourceSha256' | 'ins' | 'replaces'>>

/**
 * `two-at-once`: an item under way twice; `patient-at-once`: two of one patient; `sent-after-kept`: delivered again after an
 * acceptance; `sent-after-refusal`: without the operator's word; `sent-unlooked`: sent again in doubt without asking the
 * registry; `left-under-way`: never settled; `kept-uncounted`: accepted by the DMP, not by the journal; `counted-unproven`:
 * accepted by the journal alone; `twice-counted`: one uniqueId accepted twice; `doubt-dropped`: sent with an end that nobody
 * knew, and told as what never left; `sent-beside-doubt`: the same content sent as another lot while one that was sent and
 * not found may still appear.
 */
export type HistoryFaultKind =
  | 'two-at-once'
  | 'patient-at-once'
  | 'sent-after-kept'
  | 'sent-after-refusal'
  | 'sent-unlooked'
  | 'left-under-way'
  | 'kept-uncounted'
  | 'counted-unproven'
  | 'twice-counted'
  | 'doubt-dropped'
  | 'sent-beside-doubt'

export interface HistoryFault {
  readonly kind: HistoryFaultKind
  readonly itemId: string
  readonly eventId?: string
}

interface Story {
  open?: string | undefined
  last?: 'kept' | 'refused' | 'unknown' | 'not-kept' | undefined
  looked: boolean
  proven: boolean
  operation: string
  batchId?: string | undefined
  patient?: string | undefined
  /** Place of its last sending among all. */
  begun: number
  /** How many operator's words had been given for its run when it was refused. */
  words: number
}

const NEVER_LEFT: ReadonlySet<ItemState> = new Set(['planned', 'refused'])

function contentOf({id, action, sourceSha256, ins, replaces}: HistoryItem): string {
  if (sourceSha256 === undefined || action === 'delete') return id
  return [sourceSha256, ins?.oid, ins?.matricule, replaces?.uniqueId].join(' ')
}

const SENDING: ReadonlySet<string> = new Set(['submit', 'replace', 'delete'])
const LOOKING: ReadonlySet<string> = new Set(['search', 'recover', 'dmp-exists'])

export class HistoryCheck {
  readonly #stories = new Map<string, Story>()
  readonly #intents = new Map<string, string>()
  readonly #patients = new Map<string, string>()
  readonly #words = new Map<string, number>()
  readonly #faults: HistoryFault[] = []
  #sendings = 0

  /** Events in the order in which they were written. */
  see(event: HistoryEvent): void {
    const {operation, phase, itemId, batchId = ''} = event
    if (operation === 'batch-retry') this.#words.set(batchId, (this.#words.get(batchId) ?? 0) + 1)
    // A word on one item makes its end unknown again: what was looked at before it no longer counts.
    if (operation === 'batch-retry' && itemId !== undefined) this.#story(itemId, 'submit').looked = false
    if (LOOKING.has(operation) && itemId !== undefined) this.#look(itemId, event)
    if (!SENDING.has(operation)) return
    if (phase === 'intent' && itemId !== undefined) this.#begin(itemId, event)
    if (phase === 'result') this.#end(event)
  }

  /** What does not hold, given the items as they stand now. */
  finish(items: Iterable<HistoryItem>): readonly HistoryFault[] {
    const all = [...items]
    const proven = new Set(
      all.filter(({id}) => this.#stories.get(id)?.proven).map((item) => item.submissionSetUniqueId),
    )
    const counted = new Map<string, string>()
    for (const item of all) {
      const {id, state} = item
      const story = this.#stories.get(id)
      if (state === 'sending') this.#fault('left-under-way', id)
      if (story?.last === 'kept' && state !== 'accepted') this.#fault('kept-uncounted', id)
      if (story?.last === 'unknown' && item.action !== 'delete' && NEVER_LEFT.has(state))
        this.#fault('doubt-dropped', id)
      if (state !== 'accepted') continue
      if (!proven.has(item.submissionSetUniqueId)) this.#fault('counted-unproven', id)
      const key = `${item.action === 'delete' ? 'delete' : 'feed'} ${item.documentUniqueId}`
      if (counted.has(key)) this.#fault('twice-counted', id)
      counted.set(key, id)
    }
    this.#besideDoubt(all)
    return this.#faults
  }

  /** The same bytes for the same patient and place, in another lot that left later than one that may still appear. */
  #besideDoubt(items: readonly HistoryItem[]): void {
    const doubts = new Map<string, HistoryItem>()
    for (const item of items) if (mayStillAppear(item)) doubts.set(contentOf(item), item)
    if (doubts.size === 0) return
    for (const item of items) {
      const doubt = doubts.get(contentOf(item))
      if (!doubt || doubt.submissionSetUniqueId === item.submissionSetUniqueId) continue
      const [first, later] = [this.#stories.get(doubt.id), this.#stories.get(item.id)]
      if (first && later && later.begun > first.begun) this.#fault('sent-beside-doubt', item.id)
    }
  }

  #story(itemId: string, operation: string): Story {
    const known = this.#stories.get(itemId) ?? {looked: false, proven: false, operation, begun: 0, words: 0}
    this.#stories.set(itemId, known)
    return known
  }

  /** Asking the registry is a look, whatever it answers; a recovery that is no result may also bring the proof. */
  #look(itemId: string, {operation, phase, outcome}: HistoryEvent): void {
    const story = this.#story(itemId, operation)
    story.looked = true
    const found = operation === 'search' && phase === 'result' && outcome === 'success'
    if (found || operation === 'recover') story.proven = true
  }

  #begin(itemId: string, {id, operation, batchId, patientRef}: HistoryEvent): void {
    const story = this.#story(itemId, operation)
    if (story.open !== undefined) this.#fault('two-at-once', itemId, id)
    if (story.last === 'kept') this.#fault('sent-after-kept', itemId, id)
    if (story.last === 'refused' && story.words === (this.#words.get(batchId ?? '') ?? 0))
      this.#fault('sent-after-refusal', itemId, id)
    if (story.last === 'unknown' && !story.looked) this.#fault('sent-unlooked', itemId, id)
    if (batchId !== undefined && patientRef !== undefined) {
      const other = this.#patients.get(patientRef)
      if (other !== undefined && other !== itemId) this.#fault('patient-at-once', itemId, id)
      this.#patients.set(patientRef, itemId)
      story.patient = patientRef
    }
    this.#sendings += 1
    story.begun = this.#sendings
    story.open = id
    story.batchId = batchId
    story.looked = false
    this.#intents.set(id, itemId)
  }

  #end({intentId = '', outcome}: HistoryEvent): void {
    const itemId = this.#intents.get(intentId)
    const story = itemId === undefined ? undefined : this.#stories.get(itemId)
    if (!story || itemId === undefined) return
    this.#intents.delete(intentId)
    if (story.patient !== undefined && this.#patients.get(story.patient) === itemId)
      this.#patients.delete(story.patient)
    const isKept = outcome === 'success' || outcome === 'warning'
    if (isKept) story.proven = true
    story.last = isKept
      ? 'kept'
      : outcome === 'refused'
        ? 'refused'
        : outcome === 'unknown'
          ? 'unknown'
          : story.last === 'unknown'
            ? 'unknown'
            : 'not-kept'
    // A late result of a worker that lost its claim says nothing of the one that has it now.
    if (story.open === intentId) story.open = undefined
    story.words = this.#words.get(story.batchId ?? '') ?? 0
  }

  #fault(kind: HistoryFaultKind, itemId: string, eventId?: string): void {
    this.#faults.push({kind, itemId, ...(eventId === undefined ? {} : {eventId})})
  }
}

/** The whole check over a journal's events, oldest first, and its items. */
export async function checkHistory(
  events: AsyncIterable<HistoryEvent> | Iterable<HistoryEvent>,
  items: Iterable<HistoryItem>,
): Promise<readonly HistoryFault[]> {
  const check = new HistoryCheck()
  for await (const event of events) check.see(event)
  return check.finish(items)
}

/** States in which nothing of an item can be at the DMP. */
export const NOT_THERE: readonly ItemState[] = ['planned', 'deferred', 'refused']
