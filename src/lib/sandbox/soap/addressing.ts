import type {AuthenticatedCall} from '../backend.ts'
import {fault} from '../refusals.ts'
import {childrenNamed, isNamed, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {closedActions, type KnownAction, knownActions} from './actions.ts'
import {type Envelope, type MustUnderstandForm, mustUnderstandForm} from './envelope.ts'
import {anonymous, wsa} from './names.ts'

export interface AddressingPolicy {
  readonly mustUnderstand?: MustUnderstandForm
}

export interface Addressed {
  readonly messageId: string
  readonly known: KnownAction
}

const messageIdForm = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function invalid(cause: string, text: string): never {
  throw fault('InvalidAddressingHeader', `wsa/${cause}`, text)
}

/** The MessageID as far as it can be read, for RelatesTo in a fault. */
export function messageIdOf(headers: readonly SourceElement[]): string | undefined {
  const id = headers.find((each) => isNamed(each, wsa, 'MessageID'))
  return id && plainText(id)
}

/**
 * Checks WS-Addressing 1.0: MessageID, To, ReplyTo anonymous, Action, each once; Action agrees with the service, with
 * the body and with the `action` of the Content-Type when it carries one.
 */
export function readAddressing(
  envelope: Envelope,
  service: AuthenticatedCall['service'],
  contentTypeAction: string | undefined,
  policy: AddressingPolicy,
): Addressed {
  const header = (name: string): SourceElement => {
    const [found, ...others] = envelope.headers.filter((each) => isNamed(each, wsa, name))
    if (found === undefined) {
      const text = 'A required header representing a Message Addressing Property is not present'
      throw fault('MessageAddressingHeaderRequired', `wsa/missing-${name}`, text)
    }
    if (others.length > 0) invalid('repeated', `En-tête répété : ${name}`)
    return found
  }
  const messageId = plainText(header('MessageID')) ?? ''
  const to = plainText(header('To')) ?? ''
  const replyTo = header('ReplyTo')
  const action = header('Action')
  if (!messageIdForm.test(messageId)) invalid('message-id', 'MessageID doit être un urn:uuid')
  if (to !== '' && !new RegExp(`/services/${service}$`).test(to))
    invalid('to', 'To ne désigne pas ce service')
  const [address, ...more] = childrenNamed(replyTo, wsa, 'Address')
  if (address === undefined || more.length > 0 || plainText(address) !== anonymous) {
    invalid('reply-to', 'ReplyTo doit être l’adresse anonyme')
  }
  for (const each of [replyTo, action]) {
    const form = mustUnderstandForm(each)
    if (form === undefined || (policy.mustUnderstand !== undefined && form !== policy.mustUnderstand)) {
      invalid('must-understand', `mustUnderstand attendu sur ${each.name}`)
    }
  }
  return {messageId, known: knownAction(plainText(action) ?? '', service, envelope.body, contentTypeAction)}
}

function knownAction(
  action: string,
  service: AuthenticatedCall['service'],
  body: SourceElement,
  contentTypeAction: string | undefined,
): KnownAction {
  if (closedActions.has(action)) {
    const text = 'Transaction fermée au certificat d’établissement en authentification indirecte'
    throw fault('DMPAccessDeniedByRightsService', 'wsa/closed-action', text)
  }
  const known = knownActions.find((each) => each.action === action && each.service === service)
  if (known === undefined)
    throw fault('ActionNotSupported', 'wsa/action', `Action inconnue de ce service : ${action}`)
  if (!isNamed(body, known.body.namespace, known.body.name)) {
    throw fault('ActionMismatch', 'wsa/action-body', 'L’action ne correspond pas au corps du message')
  }
  if (contentTypeAction !== undefined && contentTypeAction !== action) {
    throw fault(
      'ActionMismatch',
      'wsa/action-content-type',
      'L’action du Content-Type n’est pas celle du message',
    )
  }
  return known
}
