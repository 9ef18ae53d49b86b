import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {showLines} from '../../lib/ui/config/show-view.ts'
import {type ShownProfile, showConfig} from '../../lib/usecases/config-show.ts'

export default class ConfigShow extends DmpCommand<ShownProfile> {
  static override summary = 'command.config.show.summary'
  static override description = 'command.config.show.description'
  static override examples = [
    'dmp config show',
    'dmp config show --origin',
    'dmp config show structure limits.submitPerSecond',
    'dmp config show ids --json',
  ]
  static override schema = 'dmp.config.show/1'
  static override strict = false
  static override args = {key: Args.string({description: 'command.config.show.key'})}
  static override flags = {
    origin: Flags.boolean({summary: 'command.config.show.origin'}),
  }

  async run(): Promise<ShownProfile> {
    const {argv, flags} = await this.parse(ConfigShow)
    const context = await this.context(flags)
    const shown = await showConfig(context, {name: flags.profile, keys: argv.map(String)})
    return this.show(shown, (result, screen) => showLines(result, screen, flags.origin))
  }
}
