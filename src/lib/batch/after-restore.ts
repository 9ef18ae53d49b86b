/**
 * A run of a journal that was put back from a copy. It may have gone on, ended or been taken back since the copy was made,
 * so that nothing of it leaves before a person says so.
 */
import type {Batch} from '../ports/journal.ts'

/** Fact of such a run: when the copy was put back, ms since 1970; `null` once a person let it go on. */
export const RESTORED_AT = 'restoredAt'

export const awaitsWord = ({facts}: Pick<Batch, 'facts'>): boolean => typeof facts[RESTORED_AT] === 'number'

/**
 * Events about what a copy put back does not tell are found under this in place of a run: `journal-restored` with
 * `isComplete`, and `journal-answered`, the word that what was sent since is accounted for.
 */
export const RESTORATIONS = 'restorations'

/** End of the name of a file beside a journal: a copy is being put in its place, and the journal may be there or not. */
export const RESTORING_END = '.restoring'
