import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {checkpointLines} from '../../lib/ui/trace/checkpoint-view.ts'
import {
  checkpointExit,
  type TakenCheckpoint,
  takeCheckpoint,
} from '../../lib/usecases/trace/take-checkpoint.ts'

export default class TraceCheckpoint extends DmpCommand<TakenCheckpoint> {
  static override summary = 'command.trace.checkpoint.summary'
  static override description = 'command.trace.checkpoint.description'
  static override examples = [
    'dmp trace checkpoint --output /media/usb/march.checkpoint --public-key /media/usb/journal.pub',
    'dmp trace checkpoint --output march.checkpoint --with-seal',
    'dmp trace checkpoint | lp',
    'dmp trace checkpoint --json',
  ]
  static override schema = 'dmp.trace.checkpoint/1'
  static override offline = true
  static override flags = {
    output: Flags.string({summary: 'flag.checkpoint-output', helpValue: 'FILE'}),
    'with-seal': Flags.boolean({summary: 'flag.checkpoint-seal', dependsOn: ['output']}),
    'public-key': Flags.string({summary: 'flag.checkpoint-public-key', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'command.report.force'}),
    ...journalFlag,
  }

  async run(): Promise<TakenCheckpoint> {
    const {flags} = await this.parse(TraceCheckpoint)
    const {output, 'with-seal': withSeal, 'public-key': publicKey, force} = flags
    const wish = {output, withSeal, publicKey, force}
    const taken = await takeCheckpoint(await this.context(flags), wish)
    return this.show(taken, checkpointLines, checkpointExit(taken))
  }
}
