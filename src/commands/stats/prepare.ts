import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {ownFlags, traceJournalsFlag} from '../../command-flags/trace-filter.ts'
import {prepareLines, prepareTexts} from '../../lib/ui/stats/prepare-view.ts'
import {type Prepared, prepareFigures} from '../../lib/usecases/stats/prepare-figures.ts'

const several = {multiple: true, multipleNonGreedy: true} as const

export default class StatsPrepareCommand extends DmpCommand<Prepared> {
  static override summary = 'command.stats.prepare.summary'
  static override description = 'command.stats.prepare.description'
  static override examples = [
    'dmp stats prepare --period 2026-01..2026-06 --as-of 2026-07-10',
    'dmp stats prepare --period 2026-01..2026-06 --elastic elastic.csv --denominators stays.xlsx',
    'dmp stats prepare --window SUN-ES-F3 --details documents.csv --output declare.csv',
  ]
  static override schema = 'dmp.stats.prepare/1'
  static override offline = true
  static override flags = {
    period: Flags.string({summary: 'flag.prepare-period', helpValue: '2026-01..2026-06'}),
    window: Flags.string({summary: 'flag.prepare-window', helpValue: 'ID'}),
    'as-of': Flags.string({summary: 'flag.prepare-as-of', helpValue: '2026-07-10'}),
    elastic: Flags.string({summary: 'flag.stats-elastic', helpValue: 'FILE', ...several}),
    'elastic-map': Flags.string({summary: 'flag.stats-elastic-map', helpValue: 'FILE'}),
    'elastic-column': Flags.string({
      summary: 'flag.stats-elastic-column',
      helpValue: 'FIELD=HEADER',
      ...several,
    }),
    denominators: Flags.string({summary: 'flag.prepare-denominators', helpValue: 'FILE', ...several}),
    'denominator-column': Flags.string({
      summary: 'flag.prepare-denominator-column',
      helpValue: 'FIELD=HEADER',
      ...several,
    }),
    level: Flags.option({summary: 'flag.compare-level', options: ['EJ', 'EG'] as const})(),
    indicators: Flags.string({summary: 'flag.compare-indicators', helpValue: 'FILE'}),
    directory: Flags.string({summary: 'flag.compare-directory', helpValue: 'FILE'}),
    output: Flags.string({summary: 'flag.prepare-output', helpValue: 'FILE', char: 'o'}),
    details: Flags.string({summary: 'flag.prepare-details', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'flag.compare-force', default: false}),
    ...traceJournalsFlag,
  }

  async run(): Promise<Prepared> {
    const {flags} = await this.parse(StatsPrepareCommand)
    const context = await this.context(ownFlags(flags))
    const {period, window, level, indicators, directory, output, details, force} = flags
    const wish = {
      ...{period, window, level, indicators, directory, output, details, force},
      asOf: flags['as-of'],
      elastic: flags.elastic ?? [],
      elasticReading: {mapping: flags['elastic-map'], columns: flags['elastic-column'] ?? []},
      denominators: flags.denominators ?? [],
      denominatorReading: {columns: flags['denominator-column'] ?? []},
      journals: flags.journal,
    }
    return this.show(await prepareFigures(context, wish, prepareTexts(this.t)), prepareLines)
  }
}
