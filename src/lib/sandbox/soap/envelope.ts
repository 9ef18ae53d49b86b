import {fault} from '../refusals.ts'
import {wsse} from '../vihf/vihf.ts'
import {elementsOf, isNamed} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {soap11, soap12, wsa} from './names.ts'

/** `prefixed`: soap:mustUnderstand; `bare`: the attribute without prefix, as printed in published samples. */
export type MustUnderstandForm = 'prefixed' | 'bare'

export interface Envelope {
  readonly element: SourceElement
  readonly headers: readonly SourceElement[]
  readonly security: SourceElement
  /** First and only element of the body. */
  readonly body: SourceElement
}

const addressing = new Set(['MessageID', 'To', 'ReplyTo', 'FaultTo', 'From', 'Action', 'RelatesTo'])

function refuse(cause: string, text: string): never {
  throw fault('SandboxMessageRefused', `soap/${cause}`, text)
}

/**
 * Takes a SOAP 1.2 envelope apart; other versions and shapes are refused (GIE message samples send 1.2). `version` is
 * the namespace wanted.
 */
export function readEnvelope(root: SourceElement, version: typeof soap11 | typeof soap12 = soap12): Envelope {
  if (version === soap12 && isNamed(root, soap11, 'Envelope'))
    throw fault('VersionMismatch', 'soap/version', 'SOAP 1.1 refusé : SOAP 1.2 attendu')
  if (!isNamed(root, version, 'Envelope'))
    throw fault('VersionMismatch', 'soap/version', 'Enveloppe SOAP 1.2 attendue')
  const [header, body, ...more] = elementsOf(root)
  const shaped =
    header &&
    body &&
    isNamed(header, version, 'Header') &&
    isNamed(body, version, 'Body') &&
    more.length === 0
  if (!header || !body || !shaped) refuse('envelope', 'L’enveloppe doit contenir Header puis Body')
  const contents = elementsOf(body)
  const [content] = contents
  if (content === undefined || contents.length !== 1) refuse('body', 'Body doit contenir un seul élément')
  const headers = elementsOf(header)
  return {element: root, headers, security: securityOf(headers), body: content}
}

/** The one wsse:Security header. */
export function securityOf(headers: readonly SourceElement[]): SourceElement {
  const securities = headers.filter((each) => isNamed(each, wsse, 'Security'))
  const [security] = securities
  if (security === undefined || securities.length !== 1) {
    throw fault('SandboxVihfRefused', 'vihf/security-header', 'Un seul en-tête wsse:Security est attendu')
  }
  return security
}

/** Headers marked mustUnderstand that the sandbox does not know are refused, as SOAP 1.2 part 1 §5.4.8 wants. */
export function checkUnderstood(envelope: Pick<Envelope, 'headers'>): void {
  for (const header of envelope.headers) {
    const known =
      isNamed(header, wsse, 'Security') || (header.namespace === wsa && addressing.has(header.name))
    const form = mustUnderstandForm(header)
    if (!known && form !== undefined) {
      throw fault('MustUnderstand', 'soap/must-understand', `En-tête non compris : ${header.name}`)
    }
  }
}

/** How a header says that it must be understood; undefined when it does not. */
export function mustUnderstandForm(header: SourceElement): MustUnderstandForm | undefined {
  const isTrue = (value: string | undefined): boolean => value === 'true' || value === '1'
  // The namespace of the envelope it stands in: that of SOAP 1.2 wherever the envelope was accepted.
  const version = header.parent?.namespace ?? soap12
  if (isTrue(header.attributes.get(`{${version}}mustUnderstand`))) return 'prefixed'
  return isTrue(header.attributes.get('mustUnderstand')) ? 'bare' : undefined
}
