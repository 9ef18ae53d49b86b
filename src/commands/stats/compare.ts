import {DmpCommand} from '../../base-command.ts'
import {compareFlags, compareWish, comparisonFlags, writeWish} from '../../command-flags/stats-compare.ts'
import {ownFlags} from '../../command-flags/trace-filter.ts'
import {comparisonTexts} from '../../lib/ui/stats/compare-table.ts'
import {comparisonLines} from '../../lib/ui/stats/compare-view.ts'
import {compareFigures} from '../../lib/usecases/stats/compare-figures.ts'
import {
  comparisonExit,
  requireTargets,
  type WrittenComparison,
  writeComparison,
} from '../../lib/usecases/stats/write-comparison.ts'

export default class StatsCompareCommand extends DmpCommand<WrittenComparison> {
  static override summary = 'command.stats.compare.summary'
  static override description = 'command.stats.compare.description'
  static override examples = [
    'dmp stats compare --elastic elastic.csv --declared osis.csv',
    'dmp stats compare --elastic elastic.xlsx --declared osis.xlsx --period 2026-01..2026-06 --output gap.xlsx',
    'dmp stats compare --elastic e.csv --declared d.csv --output gap.html',
    'dmp stats compare --elastic e.csv --declared d.csv --directory sites.csv --details documents.csv --keep',
    'dmp stats compare --elastic e.csv --declared d.csv --elastic-column count="Documents uniques" --json',
  ]
  static override schema = 'dmp.stats.compare/1'
  static override offline = true
  static override flags = {...compareFlags, ...comparisonFlags}

  async run(): Promise<WrittenComparison> {
    const {flags} = await this.parse(StatsCompareCommand)
    const context = await this.context(ownFlags(flags))
    const target = writeWish(flags, this.jsonEnabled())
    await requireTargets(context, target)
    const report = await compareFigures(context, compareWish(flags))
    const written = await writeComparison(context, target, report, comparisonTexts(this.t))
    return this.show(
      written,
      (result, screen) => (target.output === '-' ? [] : comparisonLines(result, screen, flags.verbose)),
      comparisonExit(report),
    )
  }
}
