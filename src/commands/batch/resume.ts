import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {afterRestoreFlag, runFlags, runWords} from '../../command-flags/run.ts'
import {runReportLines} from '../../lib/ui/batch/run-report-view.ts'
import {batchResume} from '../../lib/usecases/batch/run/run-commands.ts'
import {runExit} from '../../lib/usecases/batch/run/run-exit.ts'
import type {RunReport} from '../../lib/usecases/batch/run/run-report.ts'

export default class BatchResume extends DmpCommand<RunReport> {
  static override summary = 'command.batch.resume.summary'
  static override description = 'command.batch.resume.description'
  static override examples = [
    'dmp batch resume',
    'dmp batch resume 20260302-k7m2',
    'dmp batch resume --daily-notice-given --max-duration 10h',
    'dmp batch resume --json',
  ]
  static override schema = 'dmp.batch.resume/1'
  static override runs = true
  static override args = {run: Args.string({description: 'arg.run-resumed'})}
  static override flags = {...afterRestoreFlag, ...runFlags}

  async run(): Promise<RunReport> {
    const {args, flags} = await this.parse(BatchResume)
    const context = await this.context(flags)
    const observer = await context.watch(flags)
    const report = await batchResume(context, args.run, {...runWords(flags), observer})
    return this.show(report, runReportLines, runExit(report))
  }
}
