import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {reportPage} from '../../lib/ui/batch/report-page.ts'
import {reportLines, whyOf} from '../../lib/ui/batch/report-view.ts'
import {type BatchReport, batchReport} from '../../lib/usecases/batch/show/batch-report.ts'

const formats = ['csv', 'json', 'html'] as const

export default class BatchReportCommand extends DmpCommand<BatchReport> {
  static override summary = 'command.batch.report.summary'
  static override description = 'command.batch.report.description'
  static override examples = [
    'dmp batch report',
    'dmp batch report 20260302-k7m2 --out /srv/reports/march',
    'dmp batch report --format html --force',
    'dmp batch report --json',
  ]
  static override schema = 'dmp.batch.report/1'
  static override offline = true
  static override args = {run: Args.string({description: 'arg.run'})}
  static override flags = {
    out: Flags.string({summary: 'flag.report-out', helpValue: 'FOLDER'}),
    format: Flags.option({
      summary: 'flag.report-format',
      options: formats,
      multiple: true,
      delimiter: ',',
      default: [...formats],
    })(),
    force: Flags.boolean({summary: 'command.report.force'}),
    ...journalFlag,
  }

  async run(): Promise<BatchReport> {
    const {args, flags} = await this.parse(BatchReportCommand)
    const report = await batchReport(
      await this.context(flags),
      {run: args.run, out: flags.out, formats: flags.format, force: flags.force},
      {why: (line) => whyOf(line, this.t), page: (made) => reportPage(made, this.t)},
    )
    return this.show(report, reportLines)
  }
}
