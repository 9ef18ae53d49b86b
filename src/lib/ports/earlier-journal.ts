import type {JournalItem} from './journal.ts'

/**
 * Items of another journal of this program, in the order of planning, deletions included; nothing of it is changed.
 * @throws DmpError DMP_JOURNAL_KEY_LOST without the key file of that journal, DMP_JOURNAL_DAMAGED, DMP_JOURNAL_NEWER
 */
export type EarlierJournal = (path: string) => AsyncIterable<JournalItem>
