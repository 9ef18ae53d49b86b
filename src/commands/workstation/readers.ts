import {DmpCommand} from '../../base-command.ts'
import {unmaskFlag} from '../../command-flags/cert.ts'
import {readersLines} from '../../lib/ui/workstation/readers-view.ts'
import {listReaders, type ReadersReport, readersExit} from '../../lib/usecases/workstation/readers.ts'

export default class WorkstationReaders extends DmpCommand<ReadersReport> {
  static override summary = 'command.workstation.readers.summary'
  static override description = 'command.workstation.readers.description'
  static override examples = [
    'dmp workstation readers',
    'dmp workstation readers --json',
    'dmp workstation readers --lang en',
  ]
  static override schema = 'dmp.workstation.readers/1'
  static override offline = true
  static override flags = {...unmaskFlag}

  async run(): Promise<ReadersReport> {
    const {flags} = await this.parse(WorkstationReaders)
    const report = await listReaders(await this.context(flags), {unmask: flags.unmask})
    return this.show(report, readersLines, readersExit(report))
  }
}
