import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {deletionFlags, deletionWords} from '../../command-flags/deletion.ts'
import {takeBackLines} from '../../lib/ui/batch/undo-view.ts'
import {batchUndo} from '../../lib/usecases/batch/delete/batch-undo.ts'
import {type TakeBackReport, takeBackExit} from '../../lib/usecases/batch/delete/take-back-report.ts'

export default class BatchUndo extends DmpCommand<TakeBackReport> {
  static override summary = 'command.batch.undo.summary'
  static override description = 'command.batch.undo.description'
  static override examples = [
    'dmp batch undo 20260302-k7m2 --dry-run',
    'dmp batch undo 20260302-k7m2 --reason "wrong mapping of types"',
    'dmp batch undo 20260302-k7m2 --type 11488-4 --since 2026-03-02 --max-items 10 --yes --confirm 10',
    'dmp batch undo 20260302-k7m2 --reason wrong-patient --receipt receipts --json',
  ]
  static override schema = 'dmp.batch.undo/1'
  static override runs = true
  static override args = {run: Args.string({description: 'arg.undo-run', required: true})}
  static override flags = {
    reason: Flags.string({summary: 'flag.undo-reason', default: 'undo'}),
    ...deletionFlags,
  }

  async run(): Promise<TakeBackReport> {
    const {args, flags} = await this.parse(BatchUndo)
    const context = await this.context(flags)
    const report = await batchUndo(context, {
      run: args.run,
      reason: flags.reason,
      ...deletionWords(flags),
      observer: await context.watch(flags),
    })
    return this.show(report, takeBackLines, takeBackExit(report))
  }
}
