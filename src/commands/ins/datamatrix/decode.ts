import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../../base-command.ts'
import {datamatrixDecodeLines} from '../../../lib/ui/ins/datamatrix-decode-view.ts'
import {
  type DatamatrixDecoded,
  datamatrixDecode,
  datamatrixDecodeExit,
} from '../../../lib/usecases/ins/datamatrix-decode.ts'

export default class InsDatamatrixDecode extends DmpCommand<DatamatrixDecoded> {
  static override summary = 'command.ins.datamatrix.decode.summary'
  static override description = 'command.ins.datamatrix.decode.description'
  static override examples = [
    'dmp ins datamatrix decode label.png',
    'dmp ins datamatrix decode report.pdf --json',
    'dmp ins datamatrix decode - < scanned.txt',
    'dmp ins datamatrix decode',
  ]
  static override schema = 'dmp.ins.datamatrix.decode/1'
  static override offline = true
  static override args = {
    file: Args.string({description: 'command.ins.datamatrix.decode.file', ignoreStdin: true}),
  }
  static override flags = {
    unmask: Flags.boolean({summary: 'flag.ins-unmask', default: false}),
  }

  async run(): Promise<DatamatrixDecoded> {
    const {args, flags} = await this.parse(InsDatamatrixDecode)
    const decoded = await datamatrixDecode(await this.context(flags), {
      file: args.file,
      unmask: flags.unmask,
    })
    return this.show(decoded, datamatrixDecodeLines, datamatrixDecodeExit(decoded))
  }
}
