import type {InsChange} from '../patients/patient.ts'

/** Choices where the behaviour of the real service is not known, or differs between sources. */
export interface RegistrySettings {
  /**
   * The same document with the same hash in another set: IHE lets a registry take it; the default refuses, which is
   * the stricter reading and shows a client that sends twice.
   */
  readonly sameDocumentAgain: 'refuse' | 'accept'
  /** hash and size are mandatory in the ANS models and absent of the published samples. */
  readonly hashAndSize: 'optional' | 'required'
  /** Feeding needs no authorisation, so that a blocked establishment still feeds unless told otherwise. */
  readonly blockedEstablishment: 'may-feed' | 'refused'
  readonly insChange: InsChange
  readonly parameters: LpsParameters
}

/** What param-lps says and the registry applies. */
export interface LpsParameters {
  readonly minorsFunctions: boolean
  readonly ageOfMajority: number
  /** INVISIBLE_PATIENT together with MASQUE_PS. */
  readonly cumulation: boolean
}

export const defaultSettings: RegistrySettings = {
  sameDocumentAgain: 'refuse',
  hashAndSize: 'optional',
  blockedEstablishment: 'may-feed',
  insChange: 'done',
  parameters: {minorsFunctions: true, ageOfMajority: 18, cumulation: false},
}

/** XML of param-lps, element names as published for integrators. */
export function paramLpsXml({minorsFunctions, ageOfMajority, cumulation}: LpsParameters): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<parametres>
  <fonctions-gestion-mineurs>${minorsFunctions}</fonctions-gestion-mineurs>
  <age-majorite>${ageOfMajority}</age-majorite>
  <cumul-invisible_patient-masque_ps>${cumulation}</cumul-invisible_patient-masque_ps>
  <production>false</production>
</parametres>
`
}
