/** An invented patient as the columns of a manifest name him. */
export interface DemoPatient {
  readonly key: string
  readonly dmp: string
  readonly ipp: string
  readonly matricule: string
  readonly oid: string
  readonly birthName: string
  readonly givenNames: string
  readonly firstGiven: string
  readonly sex: string
  readonly birthDate: string
  readonly birthPlace: string
}

/** What `sandbox inspect --show-patients` says of one patient. */
interface ShownPatient {
  readonly key: string
  readonly dmp: string
  readonly ins: string
  readonly oid: string
  readonly traits: Pick<
    DemoPatient,
    'birthName' | 'givenNames' | 'firstGiven' | 'sex' | 'birthDate' | 'birthPlace'
  >
}

/** The sandbox's patients by key, each with a local number. */
export function demoPatients(shown: readonly ShownPatient[]): ReadonlyMap<string, DemoPatient> {
  return new Map(
    shown.map(({key, dmp, ins, oid, traits}, index) => {
      const ipp = `DEMO${String(index + 1).padStart(5, '0')}`
      return [key, {key, dmp, ipp, matricule: ins, oid, ...traits}]
    }),
  )
}

/** The columns of a manifest row, or of a patient file, that say who the patient is. */
export function identityColumns(patient: DemoPatient): Readonly<Record<string, string>> {
  return {
    ipp: patient.ipp,
    ins: patient.matricule,
    ins_oid: patient.oid,
    identity_status: 'QUAL',
    birth_name: patient.birthName,
    first_given: patient.firstGiven,
    given_names: patient.givenNames,
    birth_date: patient.birthDate,
    sex: patient.sex,
    birth_place: patient.birthPlace,
  }
}
