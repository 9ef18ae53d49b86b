import {Flags} from '@oclif/core'
import {DmpCommand} from '../../../base-command.ts'
import {patientFlags} from '../../../command-flags/patient.ts'
import {patientWords} from '../../../command-flags/words.ts'
import {datamatrixEncodeLines} from '../../../lib/ui/ins/datamatrix-encode-view.ts'
import {type DatamatrixDrawn, datamatrixEncode} from '../../../lib/usecases/ins/datamatrix-encode.ts'

export default class InsDatamatrixEncode extends DmpCommand<DatamatrixDrawn> {
  static override summary = 'command.ins.datamatrix.encode.summary'
  static override description = 'command.ins.datamatrix.encode.description'
  static override examples = [
    'dmp ins datamatrix encode --patient patient.json --output ins.png',
    'dmp ins datamatrix encode --patient - --output ins.svg < patient.json',
    'dmp ins datamatrix encode --patient patient.json --identity-status QUAL --output ins.png --module 6 --force',
  ]
  static override schema = 'dmp.ins.datamatrix.encode/1'
  static override offline = true
  static override flags = {
    ...patientFlags,
    output: Flags.string({
      summary: 'command.ins.datamatrix.encode.output',
      required: true,
      helpValue: 'FILE.png|FILE.svg|FILE.txt',
    }),
    module: Flags.integer({
      summary: 'command.ins.datamatrix.encode.module',
      default: 4,
      min: 2,
      max: 40,
      helpValue: 'PIXELS',
    }),
    force: Flags.boolean({summary: 'flag.cert-force', default: false}),
  }

  async run(): Promise<DatamatrixDrawn> {
    const {flags} = await this.parse(InsDatamatrixEncode)
    const {output, module, force} = flags
    const drawn = await datamatrixEncode(await this.context(flags), {
      patient: patientWords(flags),
      caption: this.t('ins.datamatrix.caption'),
      ...{output, module, force},
    })
    return this.show(drawn, datamatrixEncodeLines)
  }
}
