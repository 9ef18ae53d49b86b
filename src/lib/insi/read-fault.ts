import {maskMatricules} from '../answers/mask-matricules.ts'
import {attributeOf, childOf, childrenOf, descendantsOf, textOf, type XmlNode} from '../xmltree/xml-node.ts'
import type {InsiFault} from './insi.ts'

/** A server may put a whole stack trace there. */
const LONGEST = 500
const LANG = '{http://www.w3.org/XML/1998/namespace}lang'

const localName = (qname: string): string => qname.trim().split(':').at(-1) ?? ''
const shown = (node: XmlNode | undefined): string => maskMatricules(textOf(node)).slice(0, LONGEST)
const optional = (name: string, value: string | undefined) => (value ? {[name]: value} : {})

/**
 * A SOAP 1.2 fault (1.1 is read too) with the service's own `Erreur`: family, precise code, severity, both texts and
 * the MessageID that it echoes. Whatever is absent is left out, nothing is guessed.
 */
export function readFault(node: XmlNode): InsiFault {
  const code = childOf(node, 'Code')
  let family: string | undefined
  for (let here = childOf(code, 'Subcode'); here; here = childOf(here, 'Subcode'))
    family = localName(textOf(childOf(here, 'Value')))
  const value = localName(textOf(childOf(code, 'Value') ?? childOf(node, 'faultcode')))
  const texts = childrenOf(childOf(node, 'Reason'), 'Text')
  const text = texts.find((one) => attributeOf(one, LANG)?.toLowerCase().startsWith('fr')) ?? texts[0]
  const detail = childOf(node, 'Detail') ?? childOf(node, 'detail')
  const error = detail && [...descendantsOf(detail)].find(({name}) => name === 'Erreur')
  return {
    ...optional('family', family),
    ...optional('code', attributeOf(error, 'code')?.trim()),
    ...optional('severity', attributeOf(error, 'severite')?.trim()),
    ...optional('messageId', attributeOf(error, 'messageID')?.trim()),
    text: shown(text ?? childOf(node, 'faultstring')),
    technical: shown(error ?? detail),
    ofSender: value === 'Sender' || value.startsWith('Client'),
  }
}
