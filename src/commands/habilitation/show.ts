import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {habilitationShowLines} from '../../lib/ui/habilitation/show-view.ts'
import {
  type HabilitationShowReport,
  habilitationShow,
} from '../../lib/usecases/habilitation/habilitation-show.ts'

export default class HabilitationShow extends DmpCommand<HabilitationShowReport> {
  static override strict = false
  static override summary = 'command.habilitation.show.summary'
  static override description = 'command.habilitation.show.description'
  static override examples = [
    'dmp habilitation show 60280-5',
    'dmp habilitation show "lettre de sortie"',
    'dmp habilitation show G15_60',
    'dmp habilitation show sage-femme --json',
    'dmp habilitation show 11490-0 --file matrice-2027.json',
  ]
  static override schema = 'dmp.habilitation.show/1'
  static override offline = true
  static override args = {word: Args.string({description: 'arg.habilitation-word'})}
  static override flags = {file: Flags.string({summary: 'flag.habilitation-file', helpValue: 'FILE'})}

  async run(): Promise<HabilitationShowReport> {
    const {argv, flags} = await this.parse(HabilitationShow)
    const wish = {words: argv.map(String), file: flags.file}
    return this.show(await habilitationShow(await this.context(flags), wish), habilitationShowLines)
  }
}
