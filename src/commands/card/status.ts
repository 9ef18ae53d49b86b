import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {unmaskFlag} from '../../command-flags/cert.ts'
import {cardStatusLines} from '../../lib/ui/workstation/card-status-view.ts'
import {
  type CardStatusReport,
  cardStatus,
  cardStatusExit,
} from '../../lib/usecases/workstation/card-status.ts'

export default class CardStatus extends DmpCommand<CardStatusReport> {
  static override summary = 'command.card.status.summary'
  static override description = 'command.card.status.description'
  static override examples = [
    'dmp card status',
    'dmp card status --test-pin',
    'dmp card status --module /opt/santesocial/CPS/lib/libcps3_pkcs11_lux.so',
    'dmp card status --json',
  ]
  static override schema = 'dmp.card.status/1'
  static override offline = true
  static override flags = {
    'test-pin': Flags.boolean({summary: 'command.card.status.test-pin', default: false}),
    module: Flags.string({summary: 'flag.cps-module', helpValue: 'FILE'}),
    ...unmaskFlag,
  }

  async run(): Promise<CardStatusReport> {
    const {flags} = await this.parse(CardStatus)
    const report = await cardStatus(await this.context(flags), {
      module: flags.module,
      testPin: flags['test-pin'],
      unmask: flags.unmask,
      profileNamed: flags.profile !== undefined,
    })
    return this.show(report, cardStatusLines, cardStatusExit(report))
  }
}
