import {Flags} from '@oclif/core'
import {DmpCommand} from '../base-command.ts'
import {reportLines} from '../lib/ui/report-view.ts'
import {type ReportSummary, writeReport} from '../lib/usecases/report.ts'

export default class Report extends DmpCommand<ReportSummary> {
  static override summary = 'command.report.summary'
  static override description = 'command.report.description'
  static override examples = [
    'dmp report',
    'dmp report --output /tmp/ticket.txt',
    'dmp report --output ticket.txt --force --json',
  ]
  static override schema = 'dmp.report/1'
  static override offline = true
  static override flags = {
    output: Flags.string({summary: 'command.report.output', helpValue: 'FILE', char: 'o'}),
    force: Flags.boolean({summary: 'command.report.force'}),
  }

  async run(): Promise<ReportSummary> {
    const {flags} = await this.parse(Report)
    const report = await writeReport({...(await this.context(flags)), say: this.t}, flags)
    return this.show(report, reportLines)
  }
}
