import {Flags} from '@oclif/core'

/** A patient, best given by file or standard input so that nothing of him stays in the shell's history. */
export const patientFlags = {
  patient: Flags.string({summary: 'flag.patient', helpGroup: 'patient', helpValue: 'FILE|-'}),
  ins: Flags.string({summary: 'flag.ins', helpGroup: 'patient', helpValue: '@FILE|-|INS'}),
  'ins-oid': Flags.string({summary: 'flag.ins-oid', helpGroup: 'patient'}),
  'identity-status': Flags.string({summary: 'flag.identity-status', helpGroup: 'patient'}),
}
