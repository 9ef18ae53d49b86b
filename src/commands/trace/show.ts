import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {ownFlags, traceJournalsFlag} from '../../command-flags/trace-filter.ts'
import {lifeLines} from '../../lib/ui/trace/show-view.ts'
import {showTrace, type TraceLife} from '../../lib/usecases/trace/show-trace.ts'

export default class TraceShow extends DmpCommand<TraceLife> {
  static override summary = 'command.trace.show.summary'
  static override description = 'command.trace.show.description'
  static override examples = [
    'dmp trace show 2.25.4242.1',
    'dmp trace show urn:uuid:4d5e1b3a-8a43-4f0e-9d0a-2f6f0d1c7b11',
    'dmp trace show --ins @ins.txt',
    'dmp trace show 2.25.4242.1 --journal /srv/old/journal.db --json',
  ]
  static override schema = 'dmp.trace.show/1'
  static override offline = true
  static override args = {id: Args.string({description: 'arg.trace-id'})}
  static override flags = {
    ins: Flags.string({summary: 'flag.ins', helpValue: '@FILE|-|INS'}),
    'ins-oid': Flags.string({summary: 'flag.ins-oid'}),
    unmask: Flags.boolean({summary: 'flag.trace-unmask', default: false}),
    ...traceJournalsFlag,
  }

  async run(): Promise<TraceLife> {
    const {args, flags} = await this.parse(TraceShow)
    const life = await showTrace(await this.context(ownFlags(flags)), {
      id: args.id,
      ins: flags.ins,
      insOid: flags['ins-oid'],
      journals: flags.journal,
      unmask: flags.unmask,
    })
    return this.show(life, lifeLines)
  }
}
