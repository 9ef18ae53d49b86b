import type {DocumentUniqueId} from '../ids/identifiers.ts'
import {xmlText} from '../xmltext/escape.ts'
import {getDocumentsQuery, namespaces} from './schemes.ts'

export interface LocateOptions {
  /** `xds.returnComposedObjects`: `false` is imposed in indirect mode according to a working client. */
  readonly returnComposedObjects: boolean
}

/** A literal of a stored query: single quotes doubled inside (IHE ITI TF-2 §3.18.4.1.2.3.5). */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/**
 * Body of TD3.1b (IHE ITI-18): GetDocuments by uniqueId, `ObjectRef` only, the one query an establishment
 * certificate may make (GIE message samples, FI-526).
 */
export function locateXml(
  uniqueId: DocumentUniqueId,
  options: LocateOptions = {returnComposedObjects: false},
): string {
  return [
    `<query:AdhocQueryRequest xmlns:query="${namespaces.query}">`,
    `<query:ResponseOption returnComposedObjects="${options.returnComposedObjects}" returnType="ObjectRef"></query:ResponseOption>`,
    `<AdhocQuery xmlns="${namespaces.rim}" id="${getDocumentsQuery}">`,
    `<Slot name="$XDSDocumentEntryUniqueId"><ValueList><Value>(${xmlText(literal(uniqueId))})</Value></ValueList></Slot>`,
    '</AdhocQuery></query:AdhocQueryRequest>',
  ].join('')
}
