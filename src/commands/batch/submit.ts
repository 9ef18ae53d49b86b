import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {afterRestoreFlag, runFlags, runWords} from '../../command-flags/run.ts'
import {runReportLines} from '../../lib/ui/batch/run-report-view.ts'
import {batchSubmit} from '../../lib/usecases/batch/run/run-commands.ts'
import {runExit} from '../../lib/usecases/batch/run/run-exit.ts'
import type {RunReport} from '../../lib/usecases/batch/run/run-report.ts'

export default class BatchSubmit extends DmpCommand<RunReport> {
  static override summary = 'command.batch.submit.summary'
  static override description = 'command.batch.submit.description'
  static override examples = [
    'dmp batch submit 20260302-k7m2',
    'dmp batch submit plan-2026/ --max-duration 8h --events events.ndjson',
    'dmp batch submit 20260302-k7m2 --max-items 100',
    'dmp batch submit 20260302-k7m2 --journal postgres://dmp@db.hopital.invalid/dmp --json',
  ]
  static override schema = 'dmp.batch.submit/1'
  static override runs = true
  static override args = {plan: Args.string({description: 'arg.plan', required: true})}
  static override flags = {...afterRestoreFlag, ...runFlags}

  async run(): Promise<RunReport> {
    const {args, flags} = await this.parse(BatchSubmit)
    const context = await this.context(flags)
    const observer = await context.watch(flags)
    const report = await batchSubmit(context, args.plan, {...runWords(flags), observer})
    return this.show(report, runReportLines, runExit(report))
  }
}
