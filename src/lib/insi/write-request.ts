import {SOAP12, WSA} from '../soap/envelope.ts'
import {xmlText} from '../xmltext/escape.ts'
import type {Attempt} from './attempts.ts'
import {namespaces, SEARCH_ACTION, type SearchTraits} from './insi.ts'

/** Who calls, the same in every request of this installation. */
export interface InsiCaller {
  /** Numéro d'autorisation of the software: a secret. */
  readonly idam: string
  /** UUID of the installation. */
  readonly instance: string
  readonly lpsName: string
  readonly lpsVersion: string
  /** `Emetteur`: structure id of the certificate's subject. */
  readonly sender: string
}

export interface SearchRequest {
  readonly caller: InsiCaller
  readonly traits: SearchTraits
  readonly attempt: Attempt
  /** Fresh UUIDs for message and contexts. */
  readonly ids: {readonly message: string; readonly bam: string; readonly lps: string}
  /** ms since 1970 */
  readonly at: number
}

/** The MessageID of a request, echoed in faults: `uuid:<uuid>`, unlike the DMP's `urn:uuid:`. */
export function messageIdOf({ids}: Pick<SearchRequest, 'ids'>): string {
  return `uuid:${ids.message}`
}

/**
 * The envelope of a search by traits with a certificat logiciel: no `wsse:Security` (the mutual TLS is the proof), an
 * empty `COUVERTURE` (no carte Vitale). Sources: WSDL of `ICIR-v1`, a public client.
 */
export function searchRequestXml(request: SearchRequest): string {
  const {caller, traits, attempt, ids} = request
  const at = new Date(request.at).toISOString()
  const element = (name: string, value: string) => `<${name}>${xmlText(value)}</${name}>`
  const context = (prefix: string, id: string) =>
    element(`${prefix}:Id`, id) +
    element(`${prefix}:Temps`, at) +
    element(`${prefix}:Emetteur`, caller.sender)
  return [
    `<soap:Envelope xmlns:soap="${SOAP12}" xmlns:wsa="${WSA}" xmlns:ctxbam="${namespaces.bam}" xmlns:ctxlps="${namespaces.lps}" xmlns:rs="${namespaces.search}">`,
    '<soap:Header>',
    element('wsa:Action', SEARCH_ACTION),
    element('wsa:MessageID', messageIdOf(request)),
    `<ctxbam:ContexteBAM Nature="CTXBAM" Version="01_02">${context('ctxbam', ids.bam)}<ctxbam:COUVERTURE></ctxbam:COUVERTURE></ctxbam:ContexteBAM>`,
    `<ctxlps:ContexteLPS Nature="CTXLPS" Version="01_00">${context('ctxlps', ids.lps)}`,
    `<ctxlps:LPS><ctxlps:IDAM R="4">${xmlText(caller.idam)}</ctxlps:IDAM>`,
    element('ctxlps:Version', caller.lpsVersion),
    element('ctxlps:Instance', caller.instance),
    element('ctxlps:Nom', caller.lpsName),
    '</ctxlps:LPS></ctxlps:ContexteLPS></soap:Header><soap:Body><rs:RECSANSVITALE>',
    element('rs:NomNaissance', traits.birthName),
    element('rs:Prenom', attempt.given),
    element('rs:Sexe', traits.sex),
    element('rs:DateNaissance', traits.birthDate),
    attempt.withPlace && traits.birthPlace ? element('rs:LieuNaissance', traits.birthPlace) : '',
    '</rs:RECSANSVITALE></soap:Body></soap:Envelope>',
  ].join('')
}
