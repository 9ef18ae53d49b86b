import type {Bucket, BucketKey} from './buckets.ts'
import type {Split} from './counted-documents.ts'
import {monthStart} from './paris-month.ts'

export interface AnswerWish {
  readonly by: readonly Split[]
  readonly fields: Readonly<Record<Split, string>>
  /** Without it, only `doc_count`. */
  readonly measure: 'unique' | 'records'
}

/**
 * The answer to a `_search` with one composite aggregation (`missing_bucket`, months of Europe/Paris), all buckets on
 * its one page: it has no `after_key`.
 */
export function elasticAnswer(buckets: readonly Bucket[], {by, fields, measure}: AnswerWish): string {
  const total = buckets.reduce((sum, {records}) => sum + records, 0)
  const answer = {
    took: 3,
    timed_out: false,
    _shards: {total: 1, successful: 1, skipped: 0, failed: 0},
    hits: {total: {value: total, relation: 'eq'}, max_score: null, hits: []},
    aggregations: {
      k: {
        buckets: buckets.map(({keys, records, unique}) => ({
          key: Object.fromEntries(keys.map((key, at) => named(key, by[at], fields))),
          doc_count: records,
          ...(measure === 'unique' ? {documents: {value: unique}} : {}),
        })),
      },
    },
  }
  return `${JSON.stringify(answer, null, 1)}\n`
}

function named(
  key: BucketKey,
  split: Split | undefined,
  fields: AnswerWish['fields'],
): [string, string | number | null] {
  const value = key.kind === 'value' ? key.value : null
  const field = split === undefined ? '' : fields[split]
  return [field, split === 'month' && value !== null ? monthStart(value) : value]
}
