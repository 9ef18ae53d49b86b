import {DmpError} from '../../errors/dmp-error.ts'
import type {ItemChange, JournalEvent} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'

const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 5000

type Bench = Pick<Workbench, 'clock' | 'journal' | 'resultPatienceMs' | 'journalTold'>

const concernsJournal = (error: unknown): error is DmpError =>
  error instanceof DmpError && error.code.startsWith('DMP_JOURNAL_')

/**
 * Writes how a call ended. What left cannot be taken back, so a journal that cannot be written is tried again for
 * `resultPatienceMs` before it is given up: the item then stays `sending` and becomes `unknown` at the next opening.
 * `also` is written with it. When the item is no longer ours (its claim ran out, another process settled it) the trace is kept without its changes.
 * @throws DmpError DMP_JOURNAL_*, DMP_ITEM_STATE
 */
export async function recordResult(
  bench: Bench,
  event: JournalEvent,
  changes: () => readonly ItemChange[],
  also: readonly JournalEvent[] = [],
): Promise<void> {
  try {
    await persist(bench, event, changes, also)
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_ITEM_STATE')
      await persist(bench, event, () => [], also)
    throw error
  }
}

async function persist(
  {clock, journal, resultPatienceMs = 0, journalTold}: Bench,
  event: JournalEvent,
  changes: () => readonly ItemChange[],
  also: readonly JournalEvent[],
): Promise<void> {
  const until = clock.monotonic() + resultPatienceMs
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    try {
      await (await journal()).record([{event, changes: changes()}, ...also.map((one) => ({event: one}))])
      if (wait > FIRST_PAUSE_MS) journalTold?.(undefined)
      return
    } catch (error) {
      if (!concernsJournal(error) || clock.monotonic() + wait > until) throw error
      journalTold?.(error)
      // No signal: an interruption waits for what is under way, and this is.
      await clock.sleep(wait)
    }
  }
}
