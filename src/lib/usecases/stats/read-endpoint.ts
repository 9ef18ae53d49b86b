import {DmpError} from '../../errors/dmp-error.ts'
import type {MeasuredFields, MeasuredFigures} from '../../ports/measured-figures.ts'
import type {MonthRange} from '../../stats/months.ts'
import type {Figures} from '../../stats/reading/figures.ts'
import {readMeasured} from './read-measured.ts'

/** An index as a command names it. */
export interface EndpointWish {
  readonly url?: string | undefined
  readonly apiKeyFile?: string | undefined
  readonly caFile?: string | undefined
  /** `finess=finess_eg` */
  readonly fields: readonly string[]
}

/** What the fields are called where nothing else is said. */
const usual: MeasuredFields = {date: 'submission_time', finess: 'finess_eg', type: 'type_code'}
const NAMES = ['date', 'finess', 'type', 'software', 'environment'] as const

interface Bench {
  readonly measured: MeasuredFigures
  readonly signal: AbortSignal
}

/**
 * The measured side, asked of an Elasticsearch over a stated period.
 * @throws DmpError DMP_MISSING_VALUE without --period, DMP_USAGE for a field, DMP_STATS_ENDPOINT, DMP_STATS_ENDPOINT_SETTING
 */
export async function readEndpoint(
  bench: Bench,
  {url = '', apiKeyFile, caFile, fields}: EndpointWish,
  period: MonthRange | undefined,
): Promise<Figures> {
  if (!period)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--period'}, details: {missing: ['period']}})
  const named = fieldsOf(fields)
  return readMeasured(bench, {url, apiKeyFile, caFile, fields: named, from: period.from, to: period.to})
}

function fieldsOf(words: readonly string[]): MeasuredFields {
  const given = new Map<string, string>()
  for (const word of words) {
    const [, name = '', field = ''] = /^([a-z]+)=(\S+)$/.exec(word) ?? []
    if (!(NAMES as readonly string[]).includes(name))
      throw new DmpError('DMP_USAGE', {params: {problem: `--elastic-field ${word}: ${NAMES.join(', ')}`}})
    given.set(name, field)
  }
  const [environment, value] = given.get('environment')?.split(':') ?? []
  const software = given.get('software')
  return {
    date: given.get('date') ?? usual.date,
    finess: given.get('finess') ?? usual.finess,
    type: given.get('type') ?? usual.type,
    ...(software === undefined ? {} : {software}),
    ...(environment === undefined || value === undefined ? {} : {environment: {field: environment, value}}),
  }
}
