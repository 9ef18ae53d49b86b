import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {historyLines} from '../../lib/ui/stats/history-view.ts'
import {type StatsHistory, statsHistory} from '../../lib/usecases/stats/stats-history.ts'

export default class StatsHistoryCommand extends DmpCommand<StatsHistory> {
  static override summary = 'command.stats.history.summary'
  static override description = 'command.stats.history.description'
  static override examples = [
    'dmp stats history',
    'dmp stats history --finess 010000032 --indicator LDL',
    'dmp stats history --json',
  ]
  static override schema = 'dmp.stats.history/1'
  static override offline = true
  static override flags = {
    finess: Flags.string({summary: 'flag.compare-finess'}),
    indicator: Flags.string({summary: 'flag.compare-indicator'}),
  }

  async run(): Promise<StatsHistory> {
    const {flags} = await this.parse(StatsHistoryCommand)
    return this.show(await statsHistory(await this.context(flags), flags), historyLines)
  }
}
