import type {MeasuredRequest} from '../ports/measured-figures.ts'

const ZONE = 'Europe/Paris'
/** Buckets of a page. */
export const PAGE_BUCKETS = 1000

/** First day of the month after `AAAA-MM`. */
function dayAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}

/**
 * Asks for one page of counts by establishment, month and type. Months begin at midnight in Paris; `missing_bucket` keeps
 * the documents that lack a field, which would else vanish (Elasticsearch reference, composite aggregation).
 */
export function compositeRequest({fields, from, to}: MeasuredRequest, after?: unknown): object {
  const {date, finess, type, software, environment} = fields
  const terms = (field: string) => ({terms: {field, missing_bucket: true}})
  const range = {gte: `${from}-01`, lt: dayAfter(to), time_zone: ZONE}
  return {
    size: 0,
    track_total_hits: true,
    query: {
      bool: {
        filter: [
          {range: {[date]: range}},
          ...(environment ? [{term: {[environment.field]: environment.value}}] : []),
        ],
      },
    },
    aggs: {
      figures: {
        composite: {
          size: PAGE_BUCKETS,
          sources: [
            {finess: terms(finess)},
            {month: {date_histogram: {field: date, calendar_interval: 'month', time_zone: ZONE}}},
            {type_code: terms(type)},
            ...(software === undefined ? [] : [{software: terms(software)}]),
          ],
          ...(after === undefined ? {} : {after}),
        },
      },
    },
  }
}
