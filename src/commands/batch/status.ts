import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {lengthOfTime} from '../../command-flags/length-of-time.ts'
import {watchingFlags} from '../../command-flags/watching.ts'
import {statusLines} from '../../lib/ui/batch/status-view.ts'
import {batchStatus, type StatusAnswer, statusExit} from '../../lib/usecases/batch/show/batch-status.ts'

export default class BatchStatus extends DmpCommand<StatusAnswer> {
  static override summary = 'command.batch.status.summary'
  static override description = 'command.batch.status.description'
  static override examples = [
    'dmp batch status',
    'dmp batch status 20260302-k7m2 --watch',
    'dmp batch status --all',
    'dmp batch status --check --max-age 15d --max-silence 30m',
    'dmp batch status --metrics /var/lib/node_exporter/dmp.prom',
    'dmp batch status --json',
  ]
  static override schema = 'dmp.batch.status/1'
  static override offline = true
  static override endsOnRequest = true
  static override args = {run: Args.string({description: 'arg.run'})}
  static override flags = {
    all: Flags.boolean({summary: 'flag.all-runs', exclusive: ['check', 'watch']}),
    watch: Flags.boolean({summary: 'flag.watch', exclusive: ['check']}),
    check: Flags.boolean({summary: 'flag.check-run'}),
    'max-age': lengthOfTime({summary: 'flag.max-age', default: 2 * 3_600_000, defaultHelp: async () => '2h'}),
    'max-silence': lengthOfTime({
      summary: 'flag.max-silence',
      default: 30 * 60_000,
      defaultHelp: async () => '30m',
    }),
    metrics: watchingFlags.metrics,
    ...journalFlag,
  }

  async run(): Promise<StatusAnswer> {
    const {args, flags} = await this.parse(BatchStatus)
    const context = await this.context(flags)
    const {watch, metrics, check} = flags
    const answer = await batchStatus(context, {
      run: args.run,
      all: flags.all,
      check: check ? {maxAgeMs: flags['max-age'], maxSilenceMs: flags['max-silence']} : undefined,
      watch: watch ? await context.watch({metrics, looking: true}) : undefined,
      metrics: watch ? undefined : metrics,
    })
    return this.show(answer, statusLines, statusExit(answer))
  }
}
