import {Flags} from '@oclif/core'

/** Traits of an identity document, best given by file, standard input or at the terminal: arguments stay in histories. */
export const traitFlags = {
  patient: Flags.string({summary: 'flag.insi-patient', helpGroup: 'patient', helpValue: 'FILE|-'}),
  'birth-name': Flags.string({summary: 'flag.insi-birth-name', helpGroup: 'patient'}),
  given: Flags.string({summary: 'flag.insi-given', helpGroup: 'patient', multiple: true}),
  sex: Flags.string({summary: 'flag.insi-sex', helpGroup: 'patient', helpValue: 'M|F'}),
  'birth-date': Flags.string({summary: 'flag.insi-birth-date', helpGroup: 'patient'}),
  'birth-place': Flags.string({summary: 'flag.insi-birth-place', helpGroup: 'patient', helpValue: 'COG'}),
}

interface Parsed {
  readonly patient?: string | undefined
  readonly 'birth-name'?: string | undefined
  readonly given?: readonly string[] | undefined
  readonly sex?: string | undefined
  readonly 'birth-date'?: string | undefined
  readonly 'birth-place'?: string | undefined
}

/** The same in the words of the use cases. */
export function traitWords(flags: Parsed) {
  return {
    patient: flags.patient,
    birthName: flags['birth-name'],
    given: flags.given,
    sex: flags.sex,
    birthDate: flags['birth-date'],
    birthPlace: flags['birth-place'],
  }
}
