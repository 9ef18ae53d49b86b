import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {fleetLines} from '../../lib/ui/workstation/summarize-view.ts'
import {type Fleet, fleetExit, summarizeFleet} from '../../lib/usecases/workstation/summarize.ts'

export default class WorkstationSummarize extends DmpCommand<Fleet> {
  static override aliases = ['doctor:summarize']
  static override summary = 'command.workstation.summarize.summary'
  static override description = 'command.workstation.summarize.description'
  static override examples = [
    'dmp workstation summarize reports',
    'dmp workstation summarize /srv/share/workstations --json',
    'dmp workstation summarize . --lang en',
  ]
  static override schema = 'dmp.workstation.summarize/1'
  static override offline = true
  static override args = {
    folder: Args.string({description: 'command.workstation.summarize.folder', required: true}),
  }

  async run(): Promise<Fleet> {
    const {args, flags} = await this.parse(WorkstationSummarize)
    const fleet = await summarizeFleet(await this.context(flags), args.folder)
    return this.show(fleet, fleetLines, fleetExit(fleet))
  }
}
