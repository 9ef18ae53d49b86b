import {Flags} from '@oclif/core'
import {DmpCommand} from '../../base-command.ts'
import {exchangeFlags} from '../../command-flags/act.ts'
import {patientFlags} from '../../command-flags/patient.ts'
import {patientWords} from '../../command-flags/words.ts'
import {patientLines} from '../../lib/ui/patient/status-view.ts'
import {type PatientStatus, patientExit, patientStatus} from '../../lib/usecases/patient/patient-status.ts'

export default class PatientStatusCommand extends DmpCommand<PatientStatus> {
  static override summary = 'command.patient.status.summary'
  static override description = 'command.patient.status.description'
  static override examples = [
    'dmp patient status --patient patient.json',
    'dmp patient status --ins @ins.txt',
    'dmp patient status --patient - --show-traits --json < patient.json',
  ]
  static override schema = 'dmp.patient.status/1'
  static override flags = {
    ...patientFlags,
    'show-traits': Flags.boolean({summary: 'flag.show-traits'}),
    ...exchangeFlags,
  }

  async run(): Promise<PatientStatus> {
    const {flags} = await this.parse(PatientStatusCommand)
    const status = await patientStatus(await this.context(flags), {
      ...patientWords(flags),
      showTraits: flags['show-traits'],
    })
    return this.show(status, patientLines, patientExit(status))
  }
}
