import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../base-command.ts'
import {explainLines} from '../lib/ui/explain/explain-view.ts'
import {explain, explainExit} from '../lib/usecases/explain/explain.ts'
import {type ExplainReport, explainFamilies} from '../lib/usecases/explain/explain-report.ts'

export default class Explain extends DmpCommand<ExplainReport> {
  static override strict = false
  static override summary = 'command.explain.summary'
  static override description = 'command.explain.description'
  static override examples = [
    'dmp explain XDSDuplicateUniqueIdInRegistry',
    `dmp explain "Erreur d'authentification de la personne morale"`,
    'dmp explain - < /var/log/dpi/dmp.log',
    'dmp explain 0x8010001D --json',
    'dmp explain --all --family tls',
  ]
  static override schema = 'dmp.explain/1'
  static override offline = true
  static override args = {text: Args.string({description: 'command.explain.text'})}
  static override flags = {
    all: Flags.boolean({summary: 'command.explain.all'}),
    family: Flags.option({
      summary: 'command.explain.family',
      options: explainFamilies,
      dependsOn: ['all'],
    })(),
  }

  async run(): Promise<ExplainReport> {
    const {argv, flags} = await this.parse(Explain)
    const {all = false, family} = flags
    const {language} = this.t
    const words = argv as string[]
    const commands = this.config.commandIDs
    const report = await explain(await this.context(flags), {words, all, family, language, commands})
    return this.show(report, explainLines, explainExit(report))
  }
}
