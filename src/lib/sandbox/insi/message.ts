import {soap12, wsa} from '../soap/names.ts'
import {wsse} from '../vihf/vihf.ts'
import {childrenNamed, elementsOf, isNamed, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {isUuid} from './fields.ts'
import {cardAction, ctxbam, ctxlps, searchByCard, searchByTraits, traitsAction} from './names.ts'
import {InsiRefusal, refuse} from './refusal.ts'

/** A request whose envelope and addressing hold; its context blocks and body are not read yet. */
export interface InsiMessage {
  readonly messageId: string
  readonly bam: SourceElement
  readonly lps: SourceElement
  readonly hasSecurity: boolean
  /** rs:RECSANSVITALE */
  readonly body: SourceElement
}

/** MessageID as it came, for the fault: public samples show it echoed. */
export function messageIdIn(root: SourceElement): string | undefined {
  const headers = childrenNamed(root, soap12, 'Header').flatMap((header) => elementsOf(header))
  const id = headers.find((each) => isNamed(each, wsa, 'MessageID'))
  return id && plainText(id)
}

/** Reads the envelope; `contentTypeAction` is the `action` of the Content-Type. Header blocks come in any order. */
export function readInsiMessage(root: SourceElement, contentTypeAction: string | undefined): InsiMessage {
  if (!isNamed(root, soap12, 'Envelope'))
    throw new InsiRefusal('sandbox_soap_version', 'Enveloppe SOAP 1.2 attendue', 'VersionMismatch')
  const [header, body, ...more] = elementsOf(root)
  const shaped =
    header && body && isNamed(header, soap12, 'Header') && isNamed(body, soap12, 'Body') && more.length === 0
  if (!shaped) refuse('sandbox_envelope', 'L’enveloppe doit contenir Header puis Body')
  const [content, ...others] = elementsOf(body)
  const stray = body.children.some((child) => typeof child === 'string' && child.trim() !== '')
  if (content === undefined || others.length > 0 || stray)
    refuse('sandbox_body', 'Body doit contenir un seul élément')
  const headers = elementsOf(header)
  checkUnderstood(headers)
  const block = (namespace: string, name: string, code: string): SourceElement => {
    const [found, ...twice] = headers.filter((each) => isNamed(each, namespace, name))
    if (found === undefined) refuse(code, `Bloc d’en-tête absent : ${name}`)
    if (twice.length > 0) refuse('sandbox_header_repeated', `Bloc d’en-tête répété : ${name}`)
    return found
  }
  const action = plainText(block(wsa, 'Action', 'sandbox_action_missing')) ?? ''
  checkAction(action, contentTypeAction, content)
  const messageId = plainText(block(wsa, 'MessageID', 'sandbox_message_id_missing')) ?? ''
  // uuid:… and the bare uuid are seen with INSi, urn:uuid: with the DMP.
  if (!isUuid(messageId.replace(/^(?:urn:)?uuid:/, '')))
    refuse('sandbox_message_id', 'MessageID doit être uuid:<uuid>, urn:uuid:<uuid> ou un uuid seul')
  return {
    messageId,
    bam: block(ctxbam, 'ContexteBAM', 'sandbox_ctxbam_missing'),
    lps: block(ctxlps, 'ContexteLPS', 'sandbox_ctxlps_missing'),
    hasSecurity: headers.some((each) => isNamed(each, wsse, 'Security')),
    body: content,
  }
}

/** One address for all operations: body and action choose, and the three places must agree. */
function checkAction(action: string, inContentType: string | undefined, content: SourceElement): void {
  if (action !== traitsAction && action !== cardAction)
    refuse('sandbox_action', `Action inconnue : ${action.slice(0, 120)}`)
  if (inContentType === undefined) refuse('sandbox_http_action_missing', 'Content-Type sans paramètre action')
  if (inContentType !== action)
    refuse('sandbox_http_action', 'Le paramètre action du Content-Type n’est pas wsa:Action')
  const byTraits = isNamed(content, searchByTraits, 'RECSANSVITALE')
  const byCard = isNamed(content, searchByCard, 'RECVITALE')
  if (!byTraits && !byCard)
    refuse('sandbox_operation', `Corps inconnu : {${content.namespace}}${content.name}`)
  if (byTraits !== (action === traitsAction))
    refuse('sandbox_action_body', 'L’action ne correspond pas au corps du message')
  if (byCard) refuse('sandbox_card_search', 'La recherche par carte Vitale n’est pas servie ici')
}

/** A block marked mustUnderstand that is not known ends the call (SOAP 1.2 part 1 §5.4.8). */
function checkUnderstood(headers: readonly SourceElement[]): void {
  const known = new Set([wsa, ctxbam, ctxlps, wsse])
  for (const each of headers) {
    const marked = each.attributes.get(`{${soap12}}mustUnderstand`)
    if (!known.has(each.namespace) && (marked === 'true' || marked === '1'))
      throw new InsiRefusal('sandbox_not_understood', `Bloc non compris : ${each.name}`, 'MustUnderstand')
  }
}
