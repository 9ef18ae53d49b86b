import type {Scenarios} from './stage.ts'

/** Errors of the diagnosis of a workstation. */
export const workstation: Scenarios = {
  DMP_WORKSTATION_REPORT_UNREADABLE: (stage) => {
    const desk = stage.desk()
    const report = desk.write(
      'earlier.json',
      '{"schema":"dmp.workstation.doctor/1","ok":true,"data":{"reportVersion":',
    )
    return desk.attempt(['workstation', 'doctor', '--only', 'env', '--compare', report])
  },
}
