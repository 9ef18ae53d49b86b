import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../../base-command.ts'
import {accountName} from '../../../command-flags/account-name.ts'
import {journalFlag} from '../../../command-flags/journal.ts'
import {addedHoldLines} from '../../../lib/ui/batch/hold-add-view.ts'
import {type AddedHolds, addHolds} from '../../../lib/usecases/batch/add-holds.ts'
import {holdWords} from '../../../lib/usecases/batch/hold-columns.ts'

export default class BatchHoldAdd extends DmpCommand<AddedHolds> {
  static override summary = 'command.batch.hold.add.summary'
  static override description = 'command.batch.hold.add.description'
  static override examples = [
    'dmp batch hold add ins @ins.txt --reason opposition',
    'dmp batch hold add unit PSY --reason "décision CME" --until 2026-12-31 --by "Dr Test"',
    'dmp batch hold add document 2.25.4242.1 --reason litige',
    'dmp batch hold add --from oppositions.csv --json',
  ]
  static override schema = 'dmp.batch.hold.add/1'
  static override offline = true
  static override args = {
    kind: Args.string({
      description: 'arg.hold-kind',
      options: [...holdWords],
    }),
    value: Args.string({description: 'arg.hold-value'}),
  }
  static override flags = {
    reason: Flags.string({summary: 'flag.hold-reason'}),
    until: Flags.string({summary: 'flag.hold-until', helpValue: 'YYYY-MM-DD'}),
    by: Flags.string({summary: 'flag.hold-by'}),
    from: Flags.string({summary: 'flag.hold-from', helpValue: 'FILE'}),
    replace: Flags.boolean({summary: 'flag.hold-replace'}),
    ...journalFlag,
  }

  async run(): Promise<AddedHolds> {
    const {args, flags} = await this.parse(BatchHoldAdd)
    const {reason, until, from, replace} = flags
    const by = flags.by ?? accountName()
    const added = await addHolds(await this.context(flags), {...args, reason, until, by, from, replace})
    return this.show(added, addedHoldLines)
  }
}
