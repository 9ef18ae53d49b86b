import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {sandboxContentLines} from '../../lib/ui/sandbox/sandbox-views.ts'
import {inspectSandbox, type SandboxContent} from '../../lib/usecases/sandbox-inspect.ts'

export default class SandboxInspect extends DmpCommand<SandboxContent> {
  static override summary = 'command.sandbox.inspect.summary'
  static override description = 'command.sandbox.inspect.description'
  static override examples = [
    'dmp sandbox inspect',
    'dmp sandbox inspect --json --show-patients',
    'dmp sandbox inspect --dir ./bac-a-sable',
  ]
  static override schema = 'dmp.sandbox.inspect/1'
  static override flags = {
    dir: Flags.string({summary: 'command.sandbox.dir'}),
    data: Flags.string({summary: 'command.sandbox.data'}),
    'show-patients': Flags.boolean({summary: 'command.sandbox.inspect.show-patients'}),
  }

  async run(): Promise<SandboxContent> {
    const {flags} = await this.parse(SandboxInspect)
    const request = {folder: flags.dir, dataFolder: flags.data, showPatients: flags['show-patients']}
    return this.show(await inspectSandbox(await this.context(flags), request), sandboxContentLines)
  }
}
