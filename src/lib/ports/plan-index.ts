/** How a record of a plan may end; see `usecases/batch/plan/plan-row.ts`. */
export type RecordClass = 'ready' | 'held' | 'rejected' | 'excluded'

/** One record as the first reading of the inputs saw it. Texts are kept as salted hashes only. */
export interface SurveyedRecord {
  /** Names the record in its source; never the same twice in one reading. */
  readonly key: string
  /** SHA-256 of its bytes, or what it deletes; a word of its own, or absent, when they cannot be read. */
  readonly content?: string
  /** Absent when only the bytes tell. */
  readonly patient?: string
  /** What is done with the bytes: the same bytes may be sent once and then replace something else. */
  readonly wish: string
  /** The hospital's number, of a record that founds a document: another one under it has other bytes by mistake. */
  readonly sourceId?: string
}

export interface IndexedRecord {
  readonly n: number
  /** Decided by an earlier, interrupted run of the same plan. */
  readonly decided?: RecordClass
  /** The same for records with the same bytes and the same wish: one after the other they are judged. */
  readonly group?: string
}

/** What the other records of the plan say against one. Numbers are `n`, at most a handful of each. */
export interface RecordRelations {
  /** First earlier record that brings the same bytes to the same patient and is ready or held. */
  readonly twin?: number
  /** Same bytes, other patient. */
  readonly strangers: readonly number[]
  /** Same number in the hospital, other bytes. */
  readonly otherBytes: readonly number[]
}

/**
 * Private working memory of one plan, on disk because a backlog has a million records: what relates them to each other.
 * Nobody else can read it, and it is gone when the process ends, however it ends.
 * @throws DmpError DMP_FILE_UNWRITABLE
 */
export interface PlanIndex {
  /** A record that an interrupted run of this plan decided; before the first `survey`. */
  restore(key: string, n: number, decided: RecordClass): Promise<void>
  /** Numbers a record: the next number, or the one it was restored with. */
  survey(record: SurveyedRecord): Promise<number>
  /** Ends the first reading; answers how many records it saw. */
  surveyed(): Promise<number>
  /** Undefined for a record that appeared after the first reading. */
  find(key: string): Promise<IndexedRecord | undefined>
  relations(n: number): Promise<RecordRelations>
  /** Whether the bytes are those that the first reading saw. */
  hasContent(n: number, content: string): Promise<boolean>
  decide(n: number, verdict: RecordClass): Promise<void>
  /** Keys of records that were seen and never decided: they vanished meanwhile. */
  undecided(): AsyncIterable<{readonly n: number}>
  /**
   * Words kept beside the records, each with the last number it was noted with: identifiers taken, what was already
   * sent, files seen by an earlier plan.
   */
  note(set: string, word: string, n?: number): Promise<void>
  noted(set: string, word: string): Promise<number | undefined>
  close(): Promise<void>
}
