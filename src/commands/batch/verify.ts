import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {exchangeFlags} from '../../command-flags/act.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {verifyLines} from '../../lib/ui/batch/verify-view.ts'
import {batchVerify, type VerifyReport, verifyExit} from '../../lib/usecases/batch/show/batch-verify.ts'
import {choiceOf} from '../../lib/usecases/batch/show/verify-choice.ts'

export default class BatchVerify extends DmpCommand<VerifyReport> {
  static override summary = 'command.batch.verify.summary'
  static override description = 'command.batch.verify.description'
  static override examples = [
    'dmp batch verify',
    'dmp batch verify 20260302-k7m2 --sample 200',
    'dmp batch verify 20260302-k7m2 --all --out verified.csv',
    'dmp batch verify --json',
  ]
  static override schema = 'dmp.batch.verify/1'
  static override args = {run: Args.string({description: 'arg.run'})}
  static override flags = {
    sample: Flags.integer({summary: 'flag.verify-sample', min: 1, max: 10_000}),
    all: Flags.boolean({summary: 'flag.verify-all', exclusive: ['sample']}),
    out: Flags.string({summary: 'flag.verify-out', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'command.report.force'}),
    ...journalFlag,
    ...exchangeFlags,
  }

  async run(): Promise<VerifyReport> {
    const {args, flags} = await this.parse(BatchVerify)
    const {sample, all, out, force} = flags
    const wish = {run: args.run, choice: choiceOf({sample, all}), out, force}
    const report = await batchVerify(await this.context(flags), wish)
    return this.show(report, verifyLines, verifyExit(report))
  }
}
