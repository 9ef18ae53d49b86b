import type {Certificate} from '../pki/certificate.ts'
import {environmentOf} from '../pki/environment.ts'
import {type CertificateProduct, productOf} from '../pki/product.ts'
import {readStructureId, type StructureIdKind} from '../pki/structure-id.ts'
import {ORDERING_PLATFORM, TEST_ORDER_FORM} from './steps.ts'

/** One field of the order, in the order of the platform's screens; its label is `renewal.order.<id>`. */
export interface OrderField {
  readonly id: OrderFieldId
  readonly value: string
  /** `exact`: typed as it stands; `choice`: picked on the screen; `own`: chosen by the person and kept secret. */
  readonly how: 'exact' | 'choice' | 'own'
}

export type OrderFieldId =
  | 'platform'
  | 'test-form'
  | 'range'
  | 'domain'
  | 'offer'
  | 'structure-kind'
  | 'structure'
  | 'organisation'
  | 'department'
  | 'usage'
  | 'service'
  | 'server'
  | 'key'
  | 'revocation-code'
  | 'passphrase'

interface Product {
  readonly offer: 'ORG' | 'SERV'
  readonly usage: string
}

/** Offers and usages of the ordering platform (ANS guide "demander un certificat"). */
const products: Partial<Readonly<Record<CertificateProduct, Product>>> = {
  ORG_AUTH_CLI: {offer: 'ORG', usage: 'AUTH_CLI'},
  SIGN: {offer: 'ORG', usage: 'SIGN'},
  SSL_SERV: {offer: 'SERV', usage: 'SSL_SERV'},
}

const structureWords: Partial<Readonly<Record<StructureIdKind, string>>> = {
  finess: 'FINESS',
  'finess-ej': 'FINESS',
  'finess-eg': 'FINESS',
  siret: 'SIRET',
  siren: 'SIREN',
  'cabinet-rpps': 'RPPS',
  'cabinet-adeli': 'ADELI',
}

/** A CN that is the full name of a host: SERV SIGN cannot be told from ORG SIGN by anything else. */
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i

/**
 * What to type to order the same certificate anew. Undefined for products that this platform does not sell (cards,
 * persons, authorities, the former IGC-CPS).
 */
export function orderFields(certificate: Certificate): readonly OrderField[] | undefined {
  const product = products[productOf(certificate)]
  if (!product) return undefined
  const {subject} = certificate
  const {commonName = '', organisation = '', organisationalUnit = '', state = ''} = subject
  const structure = readStructureId(organisationalUnit)
  const server = product.offer === 'SERV' || HOST.test(commonName)
  const test = environmentOf(certificate).verdict !== 'production'
  const fields: readonly (OrderField | undefined)[] = [
    {id: 'platform', value: ORDERING_PLATFORM, how: 'exact'},
    test ? {id: 'test-form', value: TEST_ORDER_FORM, how: 'exact'} : undefined,
    {id: 'range', value: 'ELEMENTAIRE', how: 'choice'},
    {id: 'domain', value: 'ORGANISATIONS', how: 'choice'},
    {id: 'offer', value: server ? 'SERV' : product.offer, how: 'choice'},
    {id: 'structure-kind', value: (structure && structureWords[structure.kind]) ?? '', how: 'choice'},
    {id: 'structure', value: structure?.number ?? organisationalUnit, how: 'exact'},
    {id: 'organisation', value: organisation, how: 'exact'},
    {id: 'department', value: state, how: 'exact'},
    {id: 'usage', value: product.usage, how: 'choice'},
    {id: server ? 'server' : 'service', value: commonName, how: 'exact'},
    {id: 'key', value: 'RSA 2048, SHA-256', how: 'choice'},
    {id: 'revocation-code', value: '', how: 'own'},
    {id: 'passphrase', value: '', how: 'own'},
  ]
  return fields.filter((field) => field !== undefined)
}
