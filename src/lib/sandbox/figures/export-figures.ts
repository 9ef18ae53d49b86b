/**
 * The measured figures of the embedded DMP, written as the pilotage tool of the real one might export them: counts of
 * documents by FINESS, month, type and software, in the dialects of Kibana or as an answer of Elasticsearch. It closes the
 * loop of a trial: submit, delete, declare, compare, explain.
 *
 * Nobody has published what the real tool counts nor the layout of its exports. What is counted is therefore a choice
 * (replacements, deleted documents, which date, which level of FINESS), and the layouts are those of Kibana's own wording
 * (export of a Lens panel, of a data table, French interface) and of the composite aggregation of Elasticsearch.
 *
 * Months, buckets and cells are worked out here, from this registry alone: the reader of such files on the client's side
 * shares nothing with it. It does not model index patterns, filters, saved searches or reporting jobs.
 */
import type {CountedEntry} from '../store/counted-entries.ts'
import {bucketsOf} from './buckets.ts'
import {type CountingWish, countDocuments, type LeftOut, type Split, splits} from './counted-documents.ts'
import {elasticAnswer} from './elastic-answer.ts'
import {type Dialect, kibanaFile} from './kibana-file.ts'

export interface ExportWish extends CountingWish {
  readonly format: Dialect | 'es-json'
  readonly values: 'raw' | 'formatted'
  readonly locale: 'fr' | 'en'
  readonly separator: string
  readonly quotes: boolean
  readonly byteOrderMark: boolean
  readonly measure: 'unique' | 'records'
  readonly by: readonly Split[]
  readonly top: number | undefined
}

export interface ExportedFigures {
  readonly text: string
  readonly rows: number
  /** Documents counted, by uniqueId, and entries left out with their reason. */
  readonly documents: number
  readonly leftOut: Readonly<LeftOut>
}

const FIELDS = {
  finess: {EG: 'finess_eg', EJ: 'finess_ej'},
  month: {submission: 'submission_time', creation: 'creation_time'},
} as const

export function exportFigures(entries: Iterable<CountedEntry>, wish: ExportWish): ExportedFigures {
  const {documents, leftOut} = countDocuments(entries, wish)
  const by = splits.filter((split) => wish.by.includes(split))
  const fields = {
    finess: FIELDS.finess[wish.level],
    month: FIELDS.month[wish.date],
    type: 'type_code',
    software: 'software',
  }
  const buckets = documents.length === 0 ? [] : bucketsOf(documents, by, wish.top)
  const {format} = wish
  const text =
    format === 'es-json'
      ? elasticAnswer(buckets, {...wish, by, fields})
      : kibanaFile(buckets, {...wish, dialect: format, by, fields})
  const counted = new Set(documents.map(({uniqueId}) => uniqueId)).size
  return {text, rows: buckets.length, documents: counted, leftOut}
}
