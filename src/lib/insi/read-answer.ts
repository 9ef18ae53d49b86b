import {retryAfterSeconds} from '../answers/retry-after.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {readContentType} from '../soap/content-type.ts'
import {SOAP11, SOAP12} from '../soap/envelope.ts'
import {MultipartFault, readMultipart} from '../soap/read-multipart.ts'
import {childrenOf, type XmlNode} from '../xmltree/xml-node.ts'
import type {InsiAnswer, UnreadableReason} from './insi.ts'
import {readFault} from './read-fault.ts'
import {readResult} from './read-result.ts'

/** The one door for untrusted XML, given by the caller. */
export type OpenXml = (bytes: Uint8Array) => XmlNode

interface Inbound {
  readonly httpStatus: number
  readonly contentType: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const XML_TYPES = /^(?:application\/soap\+xml|text\/xml|application\/xml|application\/xop\+xml)$/

const unreadable = (reason: UnreadableReason, at?: string): InsiAnswer => ({
  kind: 'unreadable',
  reason,
  ...(at === undefined ? {} : {at}),
})

/**
 * Reads an answer of INSi: a fault whatever the HTTP status, then the status, then the result. By namespace and local
 * name, in any order: real answers mix prefixes and break the order of their schema. Pure: `open` parses, nothing else
 * is touched.
 */
export function readInsiAnswer(inbound: Inbound, open: OpenXml): InsiAnswer {
  const {httpStatus, headers} = inbound
  const answer = read(inbound, open)
  if (answer.kind === 'fault') return answer
  if (httpStatus >= 200 && httpStatus < 300) return answer
  const seconds = retryAfterSeconds(headers)
  return {
    kind: 'http',
    status: httpStatus,
    ...(seconds === undefined ? {} : {retryAfterSeconds: seconds}),
  }
}

/** Reads an answer kept in a file: a whole envelope, or its `RESULTAT` alone. */
export function readSavedAnswer(bytes: Uint8Array, open: OpenXml): InsiAnswer {
  return readDocument(bytes, open)
}

function read({contentType, body}: Inbound, open: OpenXml): InsiAnswer {
  const {type} = readContentType(contentType)
  if (type.startsWith('multipart/')) {
    try {
      return readDocument(readMultipart(contentType, body).root.bytes, open)
    } catch (error) {
      if (error instanceof MultipartFault) return unreadable('type', type)
      throw error
    }
  }
  return XML_TYPES.test(type) ? readDocument(body, open) : unreadable('type', type.slice(0, 60) || '-')
}

function readDocument(bytes: Uint8Array, open: OpenXml): InsiAnswer {
  let root: XmlNode
  try {
    root = open(bytes)
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    const reason = String(error.params['reason'])
    return unreadable(reason === 'doctype' ? 'doctype' : 'xml', reason)
  }
  if (root.name === 'RESULTAT') return readResult(root)
  if (root.name !== 'Envelope' || (root.namespace !== SOAP12 && root.namespace !== SOAP11))
    return unreadable('envelope', root.name.slice(0, 60))
  // Two bodies may name two people: the first is not believed either.
  const [body, another] = childrenOf(root, 'Body')
  if (another || (body && body.namespace !== root.namespace)) return unreadable('twice', 'Body')
  const [first, second] = body?.children ?? []
  if (!first || second) return unreadable('body', String(body?.children.length ?? 0))
  if (first.name === 'Fault' && first.namespace === root.namespace)
    return {kind: 'fault', fault: readFault(first)}
  return first.name === 'RESULTAT' ? readResult(first) : unreadable('body', first.name.slice(0, 60))
}
