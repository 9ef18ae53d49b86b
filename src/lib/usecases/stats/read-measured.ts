import {DmpError} from '../../errors/dmp-error.ts'
import type {MeasuredFigures, MeasuredRequest} from '../../ports/measured-figures.ts'
import {FigureSums} from '../../stats/reading/figure-sums.ts'
import type {Figures, SignCode} from '../../stats/reading/figures.ts'
import type {JsonValue} from '../../stats/reading/json-values.ts'
import {presetNamed} from '../../stats/reading/presets.ts'
import {openFiguresJson} from './open-figures-json.ts'
import {figuresOf} from './read-figures.ts'
import {readFile} from './read-file.ts'

/** What an answer asked for here and now must not say: it would be whole another time. */
const BROKEN: ReadonlySet<SignCode> = new Set<SignCode>([
  'shards-failed',
  'timed-out',
  'terminated-early',
  'partial',
  'clusters-missing',
])

/**
 * Reads the measured side from an Elasticsearch that the establishment may query, by the decoder of saved answers.
 * @throws DmpError DMP_STATS_ENDPOINT, DMP_STATS_ENDPOINT_SETTING, DMP_STATS_UNREADABLE
 */
export async function readMeasured(
  {measured, signal}: {readonly measured: MeasuredFigures; readonly signal: AbortSignal},
  request: MeasuredRequest,
): Promise<Figures> {
  const sums = new FigureSums()
  const source = await openFiguresJson(request.url, 0, values(measured.pages(request, signal)))
  const map = presetNamed('elasticsearch')
  const maps = map ? [map] : []
  const read = await readFile(source, sums, {file: request.url, side: 'elastic', maps})
  const broken = read.signs.find(({code}) => BROKEN.has(code))
  if (broken) {
    const params = {host: new URL(request.url).host, reason: 'incomplete', said: broken.code}
    throw new DmpError('DMP_STATS_ENDPOINT', {params, details: params})
  }
  return figuresOf('elastic', sums, [read])
}

async function* values(pages: AsyncIterable<unknown>): AsyncGenerator<JsonValue> {
  for await (const value of pages) yield {value, line: 1}
}
