import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {unmaskFlag} from '../../command-flags/cert.ts'
import {cardLines} from '../../lib/ui/workstation/card-view.ts'
import {type CardReport, cardExit, nameCards} from '../../lib/usecases/workstation/card.ts'

export default class WorkstationCard extends DmpCommand<CardReport> {
  static override summary = 'command.workstation.card.summary'
  static override description = 'command.workstation.card.description'
  static override examples = [
    'dmp workstation card',
    "dmp workstation card --atr '3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00'",
    'dmp workstation card --json',
  ]
  static override schema = 'dmp.workstation.card/1'
  static override offline = true
  static override flags = {
    atr: Flags.string({summary: 'command.workstation.card.atr', helpValue: 'HEX'}),
    ...unmaskFlag,
  }

  async run(): Promise<CardReport> {
    const {flags} = await this.parse(WorkstationCard)
    const report = await nameCards(await this.context(flags), {atr: flags.atr, unmask: flags.unmask})
    return this.show(report, cardLines, cardExit(report))
  }
}
