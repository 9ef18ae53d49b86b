import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {habilitationWhyLines} from '../../lib/ui/habilitation/why-view.ts'
import {
  type HabilitationWhyReport,
  habilitationWhy,
  whyExit,
} from '../../lib/usecases/habilitation/habilitation-why.ts'

const circumstance = (name: string) => Flags.boolean({summary: `flag.habilitation-${name}`})

export default class HabilitationWhy extends DmpCommand<HabilitationWhyReport> {
  static override summary = 'command.habilitation.why.summary'
  static override description = 'command.habilitation.why.description'
  static override examples = [
    'dmp habilitation why 60280-5 G15_60',
    'dmp habilitation why "CR opératoire" "sage-femme"',
    'dmp habilitation why 11490-0 médecin --masked --treating-doctor',
    'dmp habilitation why 11502-2 pharmacien --blocked --json',
  ]
  static override schema = 'dmp.habilitation.why/1'
  static override offline = true
  static override args = {
    type: Args.string({description: 'arg.habilitation-type', required: true}),
    profession: Args.string({description: 'arg.habilitation-profession', required: true}),
  }
  static override flags = {
    masked: circumstance('masked'),
    author: circumstance('author'),
    'treating-doctor': circumstance('treating-doctor'),
    'invisible-patient': circumstance('invisible-patient'),
    'invisible-representatives': circumstance('invisible-representatives'),
    blocked: circumstance('blocked'),
    closed: circumstance('closed'),
    'no-consent': circumstance('no-consent'),
    establishment: circumstance('establishment'),
    file: Flags.string({summary: 'flag.habilitation-file', helpValue: 'FILE'}),
  }

  async run(): Promise<HabilitationWhyReport> {
    const {args, flags} = await this.parse(HabilitationWhy)
    const report = await habilitationWhy(await this.context(flags), {
      ...args,
      file: flags.file,
      establishment: flags.establishment,
      blocked: flags.blocked,
      masked: flags.masked,
      author: flags.author,
      treatingDoctor: flags['treating-doctor'],
      invisiblePatient: flags['invisible-patient'],
      invisibleRepresentatives: flags['invisible-representatives'],
      closed: flags.closed,
      noConsent: flags['no-consent'],
    })
    return this.show(report, habilitationWhyLines, whyExit(report))
  }
}
