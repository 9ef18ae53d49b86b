import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {verifyLines} from '../../lib/ui/trace/verify-view.ts'
import {type VerifiedTraces, verifyExit} from '../../lib/usecases/trace/verified-traces.ts'
import {verifyTraces} from '../../lib/usecases/trace/verify-traces.ts'

export default class TraceVerify extends DmpCommand<VerifiedTraces> {
  static override summary = 'command.trace.verify.summary'
  static override description = 'command.trace.verify.description'
  static override examples = [
    'dmp trace verify',
    'dmp trace verify --checkpoint /media/usb/march.checkpoint --public-key /media/usb/journal.pub',
    'dmp trace verify traces-2026-03.ndjson',
    'dmp trace verify part-1.ndjson part-2.ndjson --public-key journal.pub',
    'dmp trace verify --json',
  ]
  static override schema = 'dmp.trace.verify/1'
  static override offline = true
  static override strict = false
  static override args = {file: Args.string({description: 'arg.trace-exports'})}
  static override flags = {
    checkpoint: Flags.string({
      summary: 'flag.trace-checkpoint',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FILE',
    }),
    'public-key': Flags.string({
      summary: 'flag.trace-public-key',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FILE',
    }),
    ...journalFlag,
  }

  async run(): Promise<VerifiedTraces> {
    const {argv, flags} = await this.parse(TraceVerify)
    const {checkpoint = [], 'public-key': publicKeys = []} = flags
    const wish = {files: argv as string[], checkpoints: checkpoint, publicKeys}
    const verified = await verifyTraces(await this.context(flags), wish)
    return this.show(verified, verifyLines, verifyExit(verified))
  }
}
