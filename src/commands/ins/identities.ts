import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {journalFlag} from '../../command-flags/journal.ts'
import {tabularFlags} from '../../command-flags/tabular.ts'
import {identitiesLines} from '../../lib/ui/ins/identities-view.ts'
import {checkIdentities} from '../../lib/usecases/ins/check-identities.ts'
import {type IdentitiesCheck, identitiesExit} from '../../lib/usecases/ins/identities-report.ts'

export default class InsIdentities extends DmpCommand<IdentitiesCheck> {
  static override summary = 'command.ins.identities.summary'
  static override description = 'command.ins.identities.description'
  static override examples = [
    'dmp ins identities identities.csv',
    'dmp ins identities identities.xlsx --mapping dpi.yaml --output qualified.csv --report remarks.csv',
    'dmp ins identities identities.csv --against last-month.csv --json',
    'dmp ins identities identities.csv --against-journal lists',
  ]
  static override schema = 'dmp.ins.identities/1'
  static override offline = true
  static override args = {
    file: Args.string({description: 'command.ins.identities.file', required: true}),
  }
  static override flags = {
    ...tabularFlags,
    against: Flags.string({summary: 'command.ins.identities.against', helpValue: 'FILE'}),
    'against-journal': Flags.string({
      summary: 'command.ins.identities.against-journal',
      helpValue: 'FOLDER',
    }),
    'max-age': Flags.integer({summary: 'command.ins.identities.max-age', min: 1, max: 3650, default: 365}),
    output: Flags.string({summary: 'command.ins.identities.output', helpValue: 'FILE'}),
    report: Flags.string({summary: 'command.ins.identities.report', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'flag.cert-force', default: false}),
    ...journalFlag,
  }

  async run(): Promise<IdentitiesCheck> {
    const {args, flags} = await this.parse(InsIdentities)
    const {mapping, column: columns, sheet, against, output, report, force} = flags
    const check = await checkIdentities(await this.context(flags), {
      file: args.file,
      journalLists: flags['against-journal'],
      maxAgeDays: flags['max-age'],
      ...{mapping, columns, sheet, against, output, report, force},
    })
    return this.show(check, identitiesLines, identitiesExit(check))
  }
}
