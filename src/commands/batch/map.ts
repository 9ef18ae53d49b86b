import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {tabularFlags} from '../../command-flags/tabular.ts'
import {mapLines} from '../../lib/ui/batch/map-view.ts'
import {batchMap, type MapReport} from '../../lib/usecases/batch/inputs/tabular-map.ts'

export default class BatchMap extends DmpCommand<MapReport> {
  static override summary = 'command.batch.map.summary'
  static override description = 'command.batch.map.description'
  static override examples = [
    'dmp batch map export.csv > mapping.yaml',
    'dmp batch map export.xlsx --sheet Documents --output mapping.yaml',
    'dmp batch map export.csv --mapping mapping.yaml --column ipp=NUM_PATIENT',
    'dmp batch map identities.csv --identities --json',
  ]
  static override schema = 'dmp.batch.map/1'
  static override offline = true
  static override args = {file: Args.string({description: 'arg.map-file', required: true})}
  static override flags = {
    ...tabularFlags,
    identities: Flags.boolean({summary: 'flag.map-identities'}),
    rows: Flags.integer({summary: 'flag.map-rows', min: 0, max: 100, default: 10}),
    output: Flags.string({summary: 'flag.map-output', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'flag.map-force'}),
  }

  async run(): Promise<MapReport> {
    const {args, flags} = await this.parse(BatchMap)
    const {mapping, column, sheet, identities, rows, output, force} = flags
    const report = await batchMap(await this.context(flags), {
      file: args.file,
      mapping,
      columns: column,
      sheet,
      identities,
      rows,
      output,
      force,
    })
    return this.show(report, mapLines)
  }
}
