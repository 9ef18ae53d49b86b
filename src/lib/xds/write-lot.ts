/**
 * Body of TD2.1 (IHE ITI-41, ProvideAndRegisterDocumentSet-b) from the model of a lot.
 *
 * One RegistryPackage, one ExtrinsicObject per document and one for the signature of the lot, the HasMember
 * associations, `signs`, and RPLC where a document makes an older entry obsolete (GIE message samples, IHE ITI
 * TF-3 §4.2). The bytes of the documents are not here: each xdsb:Document holds an xop:Include that names the
 * MIME part (EX_2.1-1260). What the metadata must say is decided by `entry-from-cda.ts`; nothing is checked here.
 */
import {xmlAttribute} from '../xmltext/escape.ts'
import type {Lot} from './model.ts'
import {associationTypes, namespaces} from './schemes.ts'
import {association, extrinsicObject, Ids, registryPackage} from './write-rim.ts'

/** Content-IDs (no angle brackets) of the MIME parts, documents in the order of the lot. */
export interface LotContentIds {
  readonly documents: readonly string[]
  readonly signature: string
}

export const SET_SYMBOL = 'SubmissionSet01'
export const SIGNATURE_SYMBOL = 'Signature01'

/** Symbolic id of the n-th document (from 0): what `RegistryError/@location` may point at. */
export function documentSymbol(index: number): string {
  return `Document${String(index + 1).padStart(2, '0')}`
}

function include(symbol: string, cid: string): string {
  return `<xdsb:Document id="${symbol}"><xop:Include xmlns:xop="${namespaces.xop}" href="cid:${xmlAttribute(cid)}"></xop:Include></xdsb:Document>`
}

const ORIGINAL = {SubmissionSetStatus: 'Original'} as const

/**
 * `ProvideAndRegisterDocumentSetRequest`, without XML declaration.
 * @throws RangeError when a Content-ID is missing, or a text holds a character XML forbids
 */
export function lotXml(lot: Lot, cids: LotContentIds): string {
  if (cids.documents.length !== lot.documents.length) throw new RangeError('one Content-ID per document')
  const ids = new Ids()
  const symbols = lot.documents.map((_, index) => documentSymbol(index))
  const objects = lot.documents.map((one, index) => extrinsicObject(ids, documentSymbol(index), one.entry))
  const replacements = lot.documents.flatMap((one, index) =>
    one.replaces ? [association(ids, associationTypes.replaces, documentSymbol(index), one.replaces)] : [],
  )
  return [
    `<xdsb:ProvideAndRegisterDocumentSetRequest xmlns:xdsb="${namespaces.xdsb}">`,
    `<lcm:SubmitObjectsRequest xmlns:lcm="${namespaces.lcm}">`,
    `<RegistryObjectList xmlns="${namespaces.rim}">`,
    registryPackage(ids, SET_SYMBOL, lot.set),
    ...objects,
    extrinsicObject(ids, SIGNATURE_SYMBOL, lot.signature),
    ...[...symbols, SIGNATURE_SYMBOL].map((symbol) =>
      association(ids, associationTypes.hasMember, SET_SYMBOL, symbol, ORIGINAL),
    ),
    association(ids, associationTypes.signs, SIGNATURE_SYMBOL, SET_SYMBOL, ORIGINAL),
    ...replacements,
    '</RegistryObjectList></lcm:SubmitObjectsRequest>',
    ...cids.documents.map((cid, index) => include(documentSymbol(index), cid)),
    include(SIGNATURE_SYMBOL, cids.signature),
    '</xdsb:ProvideAndRegisterDocumentSetRequest>',
  ].join('')
}
