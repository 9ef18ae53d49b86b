import {Args, Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {checkInsLines} from '../../lib/ui/ins/check-view.ts'
import {checkIns, checkInsExit} from '../../lib/usecases/ins/check-ins.ts'
import type {InsCheck as Check} from '../../lib/usecases/ins/check-report.ts'

export default class InsCheck extends DmpCommand<Check> {
  static override summary = 'command.ins.check.summary'
  static override description = 'command.ins.check.description'
  static override examples = [
    'dmp ins check',
    'dmp ins check - --oid .8 < matricule.txt',
    'dmp ins check @patients.xlsx --column INS --sheet Patients --output anomalies.csv',
    'dmp ins check --patient patient.json --profile production --json',
  ]
  static override schema = 'dmp.ins.check/1'
  static override offline = true
  static override strict = false
  static override args = {ins: Args.string({description: 'command.ins.check.ins', ignoreStdin: true})}
  static override flags = {
    oid: Flags.string({summary: 'command.ins.check.oid', helpValue: 'OID|.8|.9|.10|.11'}),
    patient: Flags.string({summary: 'flag.patient', helpValue: 'FILE|-'}),
    column: Flags.string({summary: 'command.ins.check.column', helpValue: 'NAME'}),
    sheet: Flags.string({summary: 'flag.map-sheet', helpValue: 'NAME'}),
    returned: Flags.boolean({summary: 'command.ins.check.returned', default: false}),
    output: Flags.string({summary: 'command.ins.check.output', helpValue: 'FILE'}),
    force: Flags.boolean({summary: 'flag.cert-force', default: false}),
    unmask: Flags.boolean({summary: 'flag.ins-unmask', default: false}),
  }

  async run(): Promise<Check> {
    const {argv, flags} = await this.parse(InsCheck)
    const {oid, patient, column, sheet, returned, output, force, unmask} = flags
    const check = await checkIns(await this.context(flags), {
      words: argv.map(String),
      profileNamed: flags.profile !== undefined,
      ...{oid, patient, column, sheet, returned, output, force, unmask},
    })
    return this.show(check, checkInsLines, checkInsExit(check))
  }
}
