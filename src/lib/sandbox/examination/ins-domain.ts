import {matriculeIsRight} from '../patients/matricule-key.ts'
import type {Cx} from '../registry/hl7v2-reading.ts'
import type {Environment} from './examination.ts'
import type {Notes} from './finding.ts'
import {registryRefusal} from './signer.ts'

const arc = '1.2.250.1.213.1.4.'
/** INS-C, of the older generation of the API. */
export const insC = `${arc}2`
/** INS-NIR and INS-NIA; of tests, NIR test and NIR démo. */
const domains: Readonly<Record<Environment, readonly string[]>> = {
  production: [`${arc}8`, `${arc}9`],
  test: [`${arc}10`, `${arc}11`],
}

const domainsOf = (environment: Environment | undefined): readonly string[] =>
  environment ? domains[environment] : [...domains.production, ...domains.test]

/** Form of resource-id: the INS of the environment of the certificates, and INS-C with the older generation. */
export function resourceIdForm(environment: Environment | undefined, legacy: boolean): RegExp {
  const oids = domainsOf(environment)
    .map((oid) => oid.replaceAll('.', '\\.'))
    .join('|')
  const now = `[1-8]\\d{4}(?:\\d{2}|2[AB])\\d{8}\\^\\^\\^&(?:${oids})&ISO\\^NH`
  const before = `\\d{22}\\^\\^\\^&${insC.replaceAll('.', '\\.')}&ISO\\^NH`
  return new RegExp(`^(?:${legacy ? `${now}|${before}` : now})$`)
}

/** The domain of an INS and its key; in which domain a real one may be is told by the certificates. */
export function checkIns(ins: Cx, environment: Environment | undefined, legacy: boolean, notes: Notes): void {
  notes.attempt('lot', () => {
    if (ins.oid === insC) {
      if (!legacy) throw unknown('L’INS-C n’est plus accepté : un INS-NIR est attendu.', 'ins-c')
      notes.habits.add('ins-c')
      return
    }
    if (!domainsOf(environment).includes(ins.oid))
      throw unknown('L’OID de l’INS n’est pas celui de l’environnement des certificats.', 'oid')
    if (!matriculeIsRight(ins.id)) throw unknown('La forme ou la clé du matricule INS est fausse.', 'key')
  })
}

const unknown = (text: string, cause: string) =>
  registryRefusal('XDSUnknownPatientId', text, `patient/${cause}`)
