import {Args} from '@oclif/core'
import {DmpCommand} from '../../../base-command.ts'
import {journalFlag} from '../../../command-flags/journal.ts'
import {liftLines} from '../../../lib/ui/batch/hold-views.ts'
import {holdWords} from '../../../lib/usecases/batch/hold-columns.ts'
import {type LiftedHold, liftHold} from '../../../lib/usecases/batch/holds.ts'

export default class BatchHoldLift extends DmpCommand<LiftedHold> {
  static override summary = 'command.batch.hold.lift.summary'
  static override description = 'command.batch.hold.lift.description'
  static override examples = [
    'dmp batch hold lift source_id DOC-17',
    'dmp batch hold lift ins @ins.txt',
    'dmp batch hold lift wrong_patient 2.25.4242.1',
    'dmp batch hold lift file scans/DOC-17.pdf',
    'dmp batch hold lift source_id DOC-17 --json',
  ]
  static override schema = 'dmp.batch.hold.lift/1'
  static override offline = true
  static override args = {
    kind: Args.string({
      description: 'arg.hold-kind',
      required: true,
      options: [...holdWords, 'wrong_patient'],
    }),
    value: Args.string({description: 'arg.hold-value', required: true}),
  }
  static override flags = {...journalFlag}

  async run(): Promise<LiftedHold> {
    const {args, flags} = await this.parse(BatchHoldLift)
    return this.show(await liftHold(await this.context(flags), args.kind, args.value), liftLines)
  }
}
