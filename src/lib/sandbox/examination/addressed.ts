import type {AuthenticatedCall} from '../backend.ts'
import {checkIncludes} from '../gate/request-body.ts'
import {fault} from '../refusals.ts'
import {closedActions, knownActions} from '../soap/actions.ts'
import {readAddressing} from '../soap/addressing.ts'
import {
  checkUnderstood,
  type Envelope,
  mustUnderstandForm,
  readEnvelope,
  securityOf,
} from '../soap/envelope.ts'
import {soap11, soap12, wsa} from '../soap/names.ts'
import {childrenNamed, descendants, elementsOf, isNamed, plainText} from '../xml/navigate.ts'
import {parseXml} from '../xml/reader.ts'
import {XmlRefusal} from '../xml/refusal.ts'
import type {SourceElement} from '../xml/tree.ts'
import type {Carried} from './carried.ts'
import type {Notes} from './finding.ts'

type Service = AuthenticatedCall['service']

/** An envelope as far as it could be taken apart. */
export interface OpenedEnvelope {
  readonly root: SourceElement
  readonly headers: readonly SourceElement[]
  readonly security: SourceElement | undefined
  readonly body: SourceElement | undefined
  readonly soap: '1.1' | '1.2'
}

/** The tree of an envelope; one that is only declared in another encoding is still read on. */
export function openTree(bytes: Uint8Array, certain: boolean, notes: Notes): SourceElement | undefined {
  try {
    return parseXml(bytes).root
  } catch (error) {
    notes.attempt(
      'xml',
      () => {
        throw error
      },
      certain,
    )
    if (!(error instanceof XmlRefusal) || error.cause !== 'xml/encoding') return undefined
    try {
      return parseXml(bytes, {encodings: 'declared'}).root
    } catch {
      return undefined
    }
  }
}

/** Takes the envelope apart by the strict rules, then, where they refuse, as far as it goes. */
export function openEnvelope(root: SourceElement, legacy: boolean, notes: Notes): OpenedEnvelope {
  const old = isNamed(root, soap11, 'Envelope')
  if (old && legacy) notes.habits.add('soap-1.1')
  const before = notes.findings.length
  let envelope: Envelope | undefined
  if (!old || legacy) envelope = notes.attempt('soap', () => readEnvelope(root, old ? soap11 : soap12))
  else {
    notes.attempt('soap', () => readEnvelope(root))
    envelope = notes.attempt('soap', () => readEnvelope(root, soap11))
  }
  const namespace = old ? soap11 : soap12
  const header = childrenNamed(root, namespace, 'Header')[0]
  const headers = header ? elementsOf(header) : []
  const body = childrenNamed(root, namespace, 'Body')[0]
  let security = envelope?.security
  const told = notes.findings.slice(before).some(({cause}) => cause === 'vihf/security-header')
  if (!envelope && !told) security = notes.attempt('soap', () => securityOf(headers))
  notes.attempt('soap', () => checkUnderstood({headers}))
  return {
    root,
    headers,
    security,
    body: envelope?.body ?? (body && elementsOf(body)[0]),
    soap: old ? '1.1' : '1.2',
  }
}

/** The text of an addressing header, whatever else is wrong with it. */
export function addressText(headers: readonly SourceElement[], name: string): string | undefined {
  const header = headers.find((each) => isNamed(each, wsa, name))
  return header && plainText(header)?.trim()
}

/** Whether anything shows a call of the DMP: where it was sent, what it asks, or a VIHF. */
export function isOfDmp(path: string | undefined, envelope: OpenedEnvelope | undefined): boolean {
  if (endOf(path) || /\/si-dmp-server\//.test(path ?? '')) return true
  if (!envelope) return false
  const {headers, body, root} = envelope
  const action = addressText(headers, 'Action') ?? ''
  const known = knownActions.some((each) => each.action === action) || closedActions.has(action)
  const asked = body && knownActions.some((each) => isNamed(body, each.body.namespace, each.body.name))
  if (known || asked || endOf(addressText(headers, 'To'))) return true
  return [...descendants(root)].some(({attributes}) => attributes.get('Name') === 'VIHF_Version')
}

/**
 * The service a request was meant for: by the path it was sent to; without one, what most of To, the action and the
 * body say.
 */
export function serviceOf(
  path: string | undefined,
  envelope: OpenedEnvelope | undefined,
): Service | undefined {
  const byPath = endOf(path)
  if (byPath || !envelope) return byPath
  const {headers, body} = envelope
  const action = addressText(headers, 'Action')
  const votes = [
    endOf(addressText(headers, 'To')),
    body && knownActions.find((each) => isNamed(body, each.body.namespace, each.body.name))?.service,
    knownActions.find((each) => each.action === action)?.service,
  ].filter((vote) => vote !== undefined)
  return votes.find((vote) => votes.filter((each) => each === vote).length > 1) ?? votes[0]
}

function endOf(address: string | undefined): Service | undefined {
  const end = /\/services\/(repository|registry|patients)\/?(?:[?#].*)?$/.exec(address ?? '')?.[1]
  return end as Service | undefined
}

/** WS-Addressing, then what the envelope includes. */
export function examineAddressing(
  envelope: OpenedEnvelope,
  service: Service,
  carried: Carried,
  notes: Notes,
): void {
  const {headers, body, root} = envelope
  if (headers.some((each) => mustUnderstandForm(each) === 'bare')) notes.habits.add('bare-must-understand')
  if (body) {
    // The security header is none of the addressing.
    const whole: Envelope = {element: root, headers, security: root, body}
    notes.attempt('addressing', () => readAddressing(whole, service, carried.action, {}))
  }
  const {parts} = carried
  if (parts) notes.attempt('parts', () => checkIncludes(root, parts))
  else notes.attempt('parts', () => checkOnce(root))
}

/** Of an envelope whose parts were not captured, only that none is included twice. */
function checkOnce(root: SourceElement): void {
  const seen = new Set<string>()
  for (const {namespace, name, attributes} of descendants(root)) {
    if (namespace !== 'http://www.w3.org/2004/08/xop/include' || name !== 'Include') continue
    const href = attributes.get('href') ?? ''
    if (seen.has(href))
      throw fault(
        'SandboxMessageRefused',
        'mime/include-twice',
        `Partie incluse deux fois : ${href.slice(4)}`,
      )
    seen.add(href)
  }
}
