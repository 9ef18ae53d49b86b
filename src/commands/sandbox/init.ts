import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {sandboxInitLines} from '../../lib/ui/sandbox/sandbox-views.ts'
import {initSandbox, type SandboxInitReport} from '../../lib/usecases/sandbox-init.ts'

export default class SandboxInit extends DmpCommand<SandboxInitReport> {
  static override summary = 'command.sandbox.init.summary'
  static override description = 'command.sandbox.init.description'
  static override examples = [
    'dmp sandbox init',
    'dmp sandbox init --dir ./bac-a-sable --port 9443',
    'dmp sandbox init --port 9443 --force',
    'dmp sandbox init --all-establishments --force --json',
  ]
  static override schema = 'dmp.sandbox.init/1'
  static override flags = {
    dir: Flags.string({summary: 'command.sandbox.dir'}),
    port: Flags.integer({summary: 'command.sandbox.init.port', min: 1, max: 65_535}),
    'all-establishments': Flags.boolean({summary: 'command.sandbox.init.all-establishments'}),
    force: Flags.boolean({summary: 'command.sandbox.init.force'}),
  }

  async run(): Promise<SandboxInitReport> {
    const {flags} = await this.parse(SandboxInit)
    const report = await initSandbox(await this.context(flags), {
      folder: flags.dir,
      port: flags.port,
      profile: flags.profile,
      allEstablishments: flags['all-establishments'],
      force: flags.force,
    })
    return this.show(report, sandboxInitLines)
  }
}
