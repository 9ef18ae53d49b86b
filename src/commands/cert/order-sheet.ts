import {Args} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {passphraseFlag, unmaskFlag} from '../../command-flags/cert.ts'
import {days} from '../../command-flags/days.ts'
import {orderSheetLines} from '../../lib/ui/cert/order-sheet-view.ts'
import {makeOrderSheet, type OrderSheet} from '../../lib/usecases/cert/order-sheet.ts'

export default class CertOrderSheet extends DmpCommand<OrderSheet> {
  static override summary = 'command.cert.order-sheet.summary'
  static override description = 'command.cert.order-sheet.description'
  static override examples = [
    'dmp cert order-sheet',
    'dmp cert order-sheet expired.p12 --wait-days 21',
    'dmp cert order-sheet --profile production --json',
  ]
  static override schema = 'dmp.cert.order-sheet/1'
  static override offline = true
  static override strict = false
  static override args = {source: Args.string({description: 'arg.cert-source'})}
  static override flags = {
    ...passphraseFlag,
    'wait-days': days({summary: 'command.cert.order-sheet.wait-days', default: 14}),
    ...unmaskFlag,
  }

  async run(): Promise<OrderSheet> {
    const {argv, flags} = await this.parse(CertOrderSheet)
    const sheet = await makeOrderSheet(await this.context(flags), {
      sources: argv.map(String),
      passphraseFrom: flags['passphrase-from'],
      waitDays: flags['wait-days'],
      unmask: flags.unmask,
    })
    return this.show(sheet, orderSheetLines)
  }
}
