import {Flags} from '@oclif/core'
import {DmpCommand} from '../base-command.ts'
import {versionLines} from '../lib/ui/version-view.ts'
import {type VersionFacts, versionFacts} from '../lib/usecases/version-facts.ts'

export default class Version extends DmpCommand<VersionFacts> {
  static override summary = 'command.version.summary'
  static override description = 'command.version.description'
  static override examples = ['dmp version', 'dmp version --verbose', 'dmp version --verbose --json']
  static override schema = 'dmp.version/1'
  static override offline = true
  static override flags = {
    verbose: Flags.boolean({summary: 'command.version.verbose', char: 'v'}),
  }

  async run(): Promise<VersionFacts> {
    const {flags} = await this.parse(Version)
    const facts = await versionFacts(await this.context(flags), flags)
    return this.show(facts, versionLines)
  }
}
