import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {ownFlags, traceFilterFlags, traceJournalsFlag, traceWords} from '../../command-flags/trace-filter.ts'
import {summaryLines} from '../../lib/ui/trace/summary-view.ts'
import {summarizeTraces, type TraceSummary} from '../../lib/usecases/trace/summarize-traces.ts'

const dimensions = ['day', 'type', 'outcome', 'operation', 'user', 'unit'] as const

export default class TraceSummaryCommand extends DmpCommand<TraceSummary> {
  static override summary = 'command.trace.summary.summary'
  static override description = 'command.trace.summary.description'
  static override examples = [
    'dmp trace summary',
    'dmp trace summary --from 2026-03-01 --to 2026-03-31 --by day',
    'dmp trace summary --outcome refused --by type',
    'dmp trace summary --availability --from 2026-03-01',
    'dmp trace summary --user 899700000005 --by operation --json',
  ]
  static override schema = 'dmp.trace.summary/1'
  static override offline = true
  static override flags = {
    by: Flags.option({summary: 'flag.trace-by', options: dimensions, default: 'operation' as const})(),
    availability: Flags.boolean({summary: 'flag.trace-availability', default: false}),
    ...traceFilterFlags,
    ...traceJournalsFlag,
  }

  async run(): Promise<TraceSummary> {
    const {flags} = await this.parse(TraceSummaryCommand)
    const summary = await summarizeTraces(await this.context(ownFlags(flags)), {
      ...traceWords(flags),
      by: flags.by,
      availability: flags.availability,
    })
    return this.show(summary, summaryLines)
  }
}
