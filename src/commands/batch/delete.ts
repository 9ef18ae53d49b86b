import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {deletionFlags, deletionWords} from '../../command-flags/deletion.ts'
import {takeBackLines} from '../../lib/ui/batch/undo-view.ts'
import {batchDelete} from '../../lib/usecases/batch/delete/batch-delete.ts'
import {type TakeBackReport, takeBackExit} from '../../lib/usecases/batch/delete/take-back-report.ts'

export default class BatchDelete extends DmpCommand<TakeBackReport> {
  static override summary = 'command.batch.delete.summary'
  static override description = 'command.batch.delete.description'
  static override examples = [
    'dmp batch delete to-delete.csv --reason "duplicates of the old archive" --dry-run',
    'dmp batch delete to-delete.txt --reason mistake --yes --confirm 12',
    'dmp batch delete --patient @ipp.txt --reason wrong-patient',
    'dmp batch delete --patient 1234 --type 11488-4 --since 2026-03-02 --reason mistake --json',
  ]
  static override schema = 'dmp.batch.delete/1'
  static override runs = true
  static override args = {list: Args.string({description: 'arg.delete-list'})}
  static override flags = {
    patient: Flags.string({summary: 'flag.delete-ipp', helpValue: 'IPP'}),
    reason: Flags.string({summary: 'flag.reason', required: true}),
    ...deletionFlags,
  }

  async run(): Promise<TakeBackReport> {
    const {args, flags} = await this.parse(BatchDelete)
    const context = await this.context(flags)
    const report = await batchDelete(context, {
      list: args.list,
      patient: flags.patient,
      reason: flags.reason,
      ...deletionWords(flags),
      observer: await context.watch(flags),
    })
    return this.show(report, takeBackLines, takeBackExit(report))
  }
}
