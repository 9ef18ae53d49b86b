import {productOf} from '../product.ts'
import {isRppsKeyRight, readStructureId} from '../structure-id.ts'
import type {CertificateRule, CheckSubject, Verdict} from './check.ts'
import {error, info, warning} from './fault.ts'
import {useOf} from './use.ts'

/** `O` is cut at this length when certificates are issued (decoded certificates). */
const organisationLength = 40
const insiNames = ['INSI-AUTO', 'INSI-MANU']

/** Whose certificate it is: the OU holds the Struct_IdNat of the legal entity (certificates belong to it since 2023). */
export const structureRules: readonly CertificateRule[] = [
  {id: 'ID-01', scope: 'certificate', severity: 'error', source: 'ANS nomenclature TRE_G07', find: unit},
  {
    id: 'ID-02',
    scope: 'certificate',
    severity: 'warning',
    source: 'keys of FINESS, SIREN, SIRET and RPPS numbers (Luhn)',
    find: keys,
  },
  {
    id: 'ID-03',
    scope: 'certificate',
    severity: 'error',
    source:
      'ANS guide for hospitals (certificates of the legal entity); DMP refusals of an incoherent structure',
    find: ({role, certificate, structures}) => {
      const found = certificate.subject.organisationalUnit
      if (structures === undefined || found === undefined || !readStructureId(found)) return undefined
      return structures.includes(found) ? [] : error('ID-03', role, {found, expected: structures.join(' / ')})
    },
  },
  {
    id: 'ID-04',
    scope: 'pair',
    severity: 'error',
    source: 'EX_GEN-1450; published SIGN certificates of one name and two structures',
    findPair: ({auth, sign}) => {
      const {organisationalUnit: authUnit = ''} = auth.certificate.subject
      const {organisationalUnit: signUnit = ''} = sign.certificate.subject
      return authUnit === signUnit ? [] : error('ID-04', 'pair', {auth: authUnit, sign: signUnit})
    },
  },
  {
    id: 'ID-05',
    scope: 'certificate',
    severity: 'error',
    source: 'INSi (DESIR_560): the common name is INSI-AUTO or INSI-MANU',
    find: (subject) => {
      if (useOf(subject) !== 'insi') return undefined
      const found = subject.certificate.subject.commonName ?? ''
      return insiNames.includes(found) ? [] : error('ID-05', subject.role, {found})
    },
  },
  {
    id: 'ID-06',
    scope: 'certificate',
    severity: 'info',
    source: 'ANS guide for hospitals: one certificate may serve several uses, INSi alone imposes its name',
    find: (subject) => {
      const use = useOf(subject)
      if (use !== 'dmp-tls' && use !== 'dmp-sign') return undefined
      const found = subject.certificate.subject.commonName ?? ''
      return found.startsWith('INSI-') ? info('ID-06', subject.role, {found}) : []
    },
  },
  {
    id: 'ID-07',
    scope: 'certificate',
    severity: 'info',
    source: 'published certificates: O is cut at 40 characters',
    find: ({role, certificate}) => {
      const name = certificate.subject.organisation
      if (name === undefined) return undefined
      return [...name].length === organisationLength ? info('ID-07', role, {name}) : []
    },
  },
]

/** Cards, persons and authorities have no structure in their OU, and need none unless they are put to a use. */
function isOrganisation(subject: CheckSubject): boolean {
  const product = productOf(subject.certificate)
  return (
    useOf(subject) !== undefined || product === 'ORG_AUTH_CLI' || product === 'SIGN' || product === 'SSL_SERV'
  )
}

function unit(subject: CheckSubject): Verdict {
  if (!isOrganisation(subject)) return undefined
  const {role, certificate} = subject
  const found = certificate.subject.organisationalUnit
  if (found === undefined) return error('ID-01', role, {found: ''}, 'absent')
  const id = readStructureId(found)
  if (!id) return error('ID-01', role, {found})
  // the first one is taken for that of the certificate; another reader may take the last
  const units = certificate.subject.rdns.flat().filter(({type}) => type === 'OU')
  const others = units.slice(1).map(({value}) => value)
  return [
    ...(id.deprecated ? warning('ID-01', role, {found}, 'deprecated') : []),
    ...(others.length > 0 ? warning('ID-01', role, {found, others: others.join(', ')}, 'several') : []),
  ]
}

function keys({role, certificate}: CheckSubject): Verdict {
  const {organisationalUnit: found, commonName = ''} = certificate.subject
  const product = productOf(certificate)
  if (product === 'CARD_AUTH' || product === 'PERSON_SIGN') {
    // PS_IdNat (TRE_G08): 8, then the RPPS number. The number is a person's: it is not repeated.
    if (!/^8\d{11}$/.test(commonName)) return undefined
    return isRppsKeyRight(commonName.slice(1)) ? [] : warning('ID-02', role, {found: 'RPPS'}, 'person')
  }
  const id = found === undefined ? undefined : readStructureId(found)
  if (id?.keyOk === undefined || found === undefined) return undefined
  return id.keyOk ? [] : warning('ID-02', role, {found})
}
