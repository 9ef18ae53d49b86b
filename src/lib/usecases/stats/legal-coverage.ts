import {Coverage, type CoverageRow, type LegalList} from '../../stats/legal-list/coverage.ts'
import {civilDays} from './civil-days.ts'
import {type BoardBench, readFacts, requireFree, writeRows} from './feeding-board.ts'
import type {CatalogueBench} from './load-catalogue.ts'
import {readDirectory} from './read-directory.ts'

export interface CoverageWish {
  /** Civil dates, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly directory?: string | undefined
  readonly journals?: readonly string[] | undefined
  readonly output?: string | undefined
  readonly force: boolean
}

export interface LegalCoverage {
  readonly from: string | null
  readonly to: string | null
  readonly environment: string
  readonly list: LegalList
  readonly rows: readonly CoverageRow[]
  readonly files: readonly string[]
}

/**
 * `stats coverage`: documents that must go to the DMP, produced, sent and never sent, per site.
 * @throws DmpError DMP_USAGE, DMP_FILE_EXISTS, DMP_STATS_SETTING, DMP_TRACE_STORE, DMP_JOURNAL_*
 */
export async function legalCoverage(
  bench: BoardBench & CatalogueBench,
  wish: CoverageWish,
): Promise<LegalCoverage> {
  const {from, to} = civilDays(wish)
  const {output, force} = wish
  await requireFree(bench, wish)
  const bytes = await bench.files.read(bench.shipped('legal-types.json'), {maxBytes: 1024 * 1024})
  const list = JSON.parse(new TextDecoder().decode(bytes)) as LegalList
  const {environment, structure} = await bench.profile()
  const named = await readDirectory(bench, wish.directory)
  const own = structure.finessEg || structure.finessEj
  const sites = [...(own ? [own] : []), ...named.map(({eg}) => eg)]
  const coverage = new Coverage(list, {environment, from, to, sites})
  await readFacts(bench, wish.journals, 'stats coverage', (fact) => coverage.add(fact))
  const rows = coverage.rows()
  const files = output === undefined ? [] : [await writeRows(bench, {output, force}, cells(rows))]
  return {from: from ?? null, to: to ?? null, environment, list, rows, files}
}

function* cells(rows: readonly CoverageRow[]): Generator<readonly (string | number)[]> {
  yield ['finess', 'document', 'types', 'produced', 'sent', 'accepted', 'state']
  for (const {finess, document, typeCodes, produced, sent, accepted, state} of rows)
    yield [finess, document, typeCodes.join(' '), produced, sent, accepted, state]
}
