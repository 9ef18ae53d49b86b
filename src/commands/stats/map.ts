import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {statsReadingFlags} from '../../command-flags/stats-files.ts'
import {mapFiguresLines} from '../../lib/ui/stats/map-view.ts'
import {type MapFiguresReport, mapFigures, mapFiguresExit} from '../../lib/usecases/stats/map-figures.ts'

const sides = ['elastic', 'declared'] as const

export default class StatsMap extends DmpCommand<MapFiguresReport> {
  static override summary = 'command.stats.map.summary'
  static override description = 'command.stats.map.description'
  static override examples = [
    'dmp stats map sipil.csv',
    'dmp stats map osis.xlsx --side declared --output osis-map.json',
    'dmp stats map sipil.csv --column count="Documents uniques"',
    'dmp stats map sipil.csv --share --json',
  ]
  static override schema = 'dmp.stats.map/1'
  static override offline = true
  static override args = {file: Args.string({description: 'arg.stats-file', required: true})}
  static override flags = {
    ...statsReadingFlags,
    side: Flags.option({summary: 'flag.stats-side', options: sides})(),
    share: Flags.boolean({summary: 'flag.stats-share'}),
    output: Flags.string({summary: 'flag.stats-output', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'flag.stats-force'}),
  }

  async run(): Promise<MapFiguresReport> {
    const {args, flags} = await this.parse(StatsMap)
    const {mapping, column, preset, sheet, side, share, output, force} = flags
    const report = await mapFigures(await this.context(flags), {
      file: args.file,
      mapping,
      columns: column,
      preset,
      numberLocale: flags['number-locale'],
      sheet,
      side,
      share: share ?? false,
      output,
      force: force ?? false,
    })
    return this.show(report, mapFiguresLines, mapFiguresExit(report))
  }
}
