import {DmpCommand} from '../../base-command.ts'
import {pathLines} from '../../lib/ui/config/path-view.ts'
import {type ConfigPaths, configPaths} from '../../lib/usecases/config-path.ts'

export default class ConfigPath extends DmpCommand<ConfigPaths> {
  static override summary = 'command.config.path.summary'
  static override description = 'command.config.path.description'
  static override examples = [
    'dmp config path',
    'dmp config path --json',
    'DMP_CONFIG_DIR=/etc/dmp dmp config path',
  ]
  static override schema = 'dmp.config.path/1'

  async run(): Promise<ConfigPaths> {
    const {flags} = await this.parse(ConfigPath)
    return this.show(await configPaths(await this.context(flags)), pathLines)
  }
}
