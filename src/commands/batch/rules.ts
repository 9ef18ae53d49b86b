import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {rulesPage} from '../../lib/ui/batch/rules-page.ts'
import {proposalInWords, rulesLines} from '../../lib/ui/batch/rules-view.ts'
import {type RulesReport, showRules} from '../../lib/usecases/batch/plan/show-rules.ts'

export default class BatchRules extends DmpCommand<RulesReport> {
  static override summary = 'command.batch.rules.summary'
  static override description = 'command.batch.rules.description'
  static override examples = [
    'dmp batch rules --write rules.yaml',
    'dmp batch rules --rules rules.yaml --html rules.html',
    'dmp batch rules --rules rules.yaml --json',
  ]
  static override schema = 'dmp.batch.rules/1'
  static override offline = true
  static override flags = {
    rules: Flags.string({summary: 'flag.rules-file', helpValue: 'FILE'}),
    html: Flags.string({summary: 'flag.rules-html', helpValue: 'FILE'}),
    write: Flags.string({summary: 'flag.rules-write', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'flag.rules-force'}),
    ...journalFlag,
  }

  async run(): Promise<RulesReport> {
    const {flags} = await this.parse(BatchRules)
    const {rules, html, write, force} = flags
    const report = await showRules(
      await this.context(flags),
      {rules, html, write, force},
      {proposal: (set) => proposalInWords(set, this.t), page: (made) => rulesPage(made, this.t)},
    )
    return this.show(report, rulesLines)
  }
}
