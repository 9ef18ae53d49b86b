import {loadHelpClass} from '@oclif/core'
import {DmpCommand} from '../base-command.ts'

export default class HelpCommand extends DmpCommand {
  static override summary = 'command.help.summary'
  static override examples = ['dmp help', 'dmp help document submit', 'dmp help exit-codes']
  static override enableJsonFlag = false
  static override strict = false

  async run(): Promise<object> {
    const {argv} = await this.parse(HelpCommand)
    const Help = await loadHelpClass(this.config)
    await new Help(this.config, this.config.pjson.oclif.helpOptions).showHelp(argv as string[])
    return {}
  }
}
