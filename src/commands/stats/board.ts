import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {ownFlags, traceJournalsFlag} from '../../command-flags/trace-filter.ts'
import {boardLines} from '../../lib/ui/stats/board-view.ts'
import {type FeedingBoard, feedingBoard} from '../../lib/usecases/stats/feeding-board.ts'

export default class StatsBoardCommand extends DmpCommand<FeedingBoard> {
  static override summary = 'command.stats.board.summary'
  static override description = 'command.stats.board.description'
  static override examples = [
    'dmp stats board',
    'dmp stats board --by week --from 2026-03-01 --to 2026-03-31',
    'dmp stats board --output board.csv --force',
  ]
  static override schema = 'dmp.stats.board/1'
  static override offline = true
  static override flags = {
    by: Flags.option({
      summary: 'flag.board-by',
      options: ['week', 'month'] as const,
      default: 'month' as const,
    })(),
    from: Flags.string({summary: 'flag.board-from', helpValue: '2026-03-01'}),
    to: Flags.string({summary: 'flag.board-to', helpValue: '2026-03-31'}),
    output: Flags.string({summary: 'flag.board-output', helpValue: 'FILE', char: 'o'}),
    force: Flags.boolean({summary: 'flag.compare-force', default: false}),
    ...traceJournalsFlag,
  }

  async run(): Promise<FeedingBoard> {
    const {flags} = await this.parse(StatsBoardCommand)
    const {by: step, from, to, output, force, journal: journals} = flags
    const context = await this.context(ownFlags(flags))
    return this.show(await feedingBoard(context, {step, from, to, output, force, journals}), boardLines)
  }
}
