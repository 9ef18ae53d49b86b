import {DmpCommand} from '../../base-command.ts'
import {exitCodes} from '../../lib/errors/exit-codes.ts'
import {checkLines} from '../../lib/ui/config/check-view.ts'
import {type ConfigCheck as Check, checkConfig, hasFindings} from '../../lib/usecases/config-check.ts'

export default class ConfigCheck extends DmpCommand<Check> {
  static override summary = 'command.config.check.summary'
  static override description = 'command.config.check.description'
  static override examples = [
    'dmp config check',
    'dmp config check --profile production',
    'dmp config check --json',
  ]
  static override schema = 'dmp.config.check/1'

  async run(): Promise<Check> {
    const {flags} = await this.parse(ConfigCheck)
    const check = await checkConfig(await this.context(flags), {name: flags.profile})
    return this.show(check, checkLines, hasFindings(check) ? exitCodes.findings : exitCodes.done)
  }
}
