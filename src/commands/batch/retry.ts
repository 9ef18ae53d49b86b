import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {actFlags} from '../../command-flags/act.ts'
import {afterRestoreFlag, runFlags, runWords} from '../../command-flags/run.ts'
import {retryReportLines} from '../../lib/ui/batch/run-report-view.ts'
import {batchRetry, type RetryReport} from '../../lib/usecases/batch/run/run-commands.ts'
import {runExit} from '../../lib/usecases/batch/run/run-exit.ts'

export default class BatchRetry extends DmpCommand<RetryReport> {
  static override summary = 'command.batch.retry.summary'
  static override description = 'command.batch.retry.description'
  static override examples = [
    'dmp batch retry --only deferred',
    'dmp batch retry 20260302-k7m2 --only held',
    'dmp batch retry 20260302-k7m2 --only DMP_SOURCE_CHANGED',
    'dmp batch retry 20260302-k7m2 --only refused --yes --confirm 12',
    'dmp batch retry 20260302-k7m2 --only DMP_IDENTIFIER_TAKEN',
  ]
  static override schema = 'dmp.batch.retry/1'
  static override runs = true
  static override args = {run: Args.string({description: 'arg.run-resumed'})}
  static override flags = {
    only: Flags.string({summary: 'flag.only', multiple: true, required: true, delimiter: ','}),
    'taken-by-another': Flags.boolean({summary: 'flag.taken-by-another', default: false}),
    yes: actFlags.yes,
    confirm: actFlags.confirm,
    ...afterRestoreFlag,
    ...runFlags,
  }

  async run(): Promise<RetryReport> {
    const {args, flags} = await this.parse(BatchRetry)
    const context = await this.context(flags)
    const observer = await context.watch(flags)
    const consent = {yes: flags.yes, confirm: flags.confirm}
    const takenByAnother = flags['taken-by-another']
    const wanted = {run: args.run, only: flags.only, consent, takenByAnother}
    const report = await batchRetry(context, wanted, {...runWords(flags), observer})
    return this.show(report, retryReportLines, runExit(report))
  }
}
