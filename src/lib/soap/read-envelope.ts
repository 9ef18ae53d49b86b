import {attributeOf, childOf, childrenOf, textOf, type XmlNode} from '../xmltree/xml-node.ts'
import {SOAP11, SOAP12, WSA} from './envelope.ts'

/** A SOAP fault: names are local names, because the DMP prints its own codes in the SOAP namespace. */
export interface SoapFault {
  /** `Sender`, `Receiver`, `VersionMismatch`, `MustUnderstand`, … */
  readonly code: string
  /** Innermost subcode, e.g. `DMPInvalidCertificate`. */
  readonly subcode?: string
  readonly text: string
  /** Text of the fault's Detail. */
  readonly detail?: string
}

export interface ReadEnvelope {
  readonly action?: string
  readonly messageId?: string
  readonly relatesTo?: string
  /** First element of the body. */
  readonly body?: XmlNode
  readonly fault?: SoapFault
}

/** A server may put a whole stack trace there. */
const DETAIL_MAX = 500

const localName = (qname: string): string => qname.trim().split(':').at(-1) ?? ''

function fault12(node: XmlNode): SoapFault {
  const code = childOf(node, 'Code')
  let subcode: string | undefined
  for (let here = childOf(code, 'Subcode'); here; here = childOf(here, 'Subcode')) {
    subcode = localName(textOf(childOf(here, 'Value')))
  }
  const texts = childrenOf(childOf(node, 'Reason'), 'Text')
  const lang = '{http://www.w3.org/XML/1998/namespace}lang'
  const text = texts.find((one) => attributeOf(one, lang)?.toLowerCase().startsWith('fr')) ?? texts[0]
  return {
    code: localName(textOf(childOf(code, 'Value'))),
    ...(subcode ? {subcode} : {}),
    text: textOf(text),
    ...detailOf(childOf(node, 'Detail')),
  }
}

function detailOf(node: XmlNode | undefined): {readonly detail?: string} {
  const detail = textOf(node).slice(0, DETAIL_MAX)
  return detail ? {detail} : {}
}

function fault11(node: XmlNode): SoapFault {
  const [code = '', ...rest] = localName(textOf(childOf(node, 'faultcode'))).split('.')
  const subcode = rest.join('.')
  return {
    code,
    ...(subcode ? {subcode} : {}),
    text: textOf(childOf(node, 'faultstring')),
    ...detailOf(childOf(node, 'detail')),
  }
}

/** Reads an answer's envelope; undefined when the root is not a SOAP envelope with a body. */
export function readEnvelope(root: XmlNode): ReadEnvelope | undefined {
  if (root.name !== 'Envelope' || (root.namespace !== SOAP12 && root.namespace !== SOAP11)) return undefined
  const soapBody = childOf(root, 'Body', root.namespace)
  if (!soapBody) return undefined
  const header = childOf(root, 'Header', root.namespace)
  const addressing = (name: string) => textOf(childOf(header, name, WSA)) || undefined
  const body = soapBody.children[0]
  const isFault = body?.name === 'Fault' && body.namespace === root.namespace
  const action = addressing('Action')
  const messageId = addressing('MessageID')
  const relatesTo = addressing('RelatesTo')
  return {
    ...(action === undefined ? {} : {action}),
    ...(messageId === undefined ? {} : {messageId}),
    ...(relatesTo === undefined ? {} : {relatesTo}),
    ...(body && !isFault ? {body} : {}),
    ...(body && isFault ? {fault: root.namespace === SOAP12 ? fault12(body) : fault11(body)} : {}),
  }
}
