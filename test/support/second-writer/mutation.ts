/**
 * Single faults put into a good lot by the second writer, and what the embedded DMP answers to each. The alterations
 * are in the `mutation-…` files beside this one, one per layer; `test/proof/mutations.test.ts` sends them all.
 */
import type {SecureContextOptions} from 'node:tls'
import type {HttpAnswer} from './gate-bench.ts'
import type {SigningIdentity} from './identity.ts'
import type {LotSigning, LotToSign} from './lot-signature.ts'
import type {HttpMessage, MessageFields} from './message.ts'
import type {MutationBench} from './mutation-bench.ts'
import type {PlainLot, WrittenLot} from './registry-lot.ts'
import type {VihfFields, VihfSigning} from './vihf.ts'

/** How a message departs from the good one; an empty recipe gives the good one. In the order of the making. */
export interface Recipe {
  /** Values of the lot, before anything is written. */
  readonly lot?: (good: PlainLot) => PlainLot
  /** What the lot's signature names. */
  readonly signs?: (right: LotToSign) => LotToSign
  readonly signing?: LotSigning
  readonly lotSigner?: SigningIdentity
  /** The signature document, once signed. */
  readonly signature?: (signed: string) => string
  /** Body and parts; nothing of them is signed but the documents. */
  readonly written?: (good: WrittenLot) => WrittenLot
  /** The assertion before its signature. */
  readonly vihf?: (good: VihfFields) => Partial<VihfFields>
  readonly vihfSigning?: VihfSigning
  readonly vihfSigner?: SigningIdentity
  /** The assertion, once signed. */
  readonly assertion?: (signed: string) => string
  readonly message?: (good: MessageFields) => Partial<MessageFields>
  readonly envelope?: (good: string) => string
  readonly http?: (good: HttpMessage, envelope: string) => HttpMessage
  readonly client?: SigningIdentity | 'none'
  readonly servername?: string
  readonly tls?: SecureContextOptions
  /** Clock of the client, in milliseconds ahead. */
  readonly ahead?: number
}

export type Layer = 'TLS' | 'HTTP' | 'SOAP' | 'registry'

export interface Refusal {
  readonly layer: Layer
  readonly code: string
  readonly cause: string
  readonly text: string
}

export interface Mutation {
  readonly group: string
  /** The one thing that is wrong, in words. */
  readonly change: string
  readonly layer: Layer
  readonly code: string
  /** The single cause, identifiers of the run masked as `…`. */
  readonly cause: string
  readonly recipe: Recipe | ((bench: MutationBench) => Recipe | Promise<Recipe>)
  /** Another sandbox than the ordinary one. */
  readonly at?: (bench: MutationBench) => Promise<MutationBench>
}

/** Mutations of one group, each as [change, layer, code, cause, recipe]. */
export function mutationsOf(
  group: string,
  rows: readonly (readonly [
    change: string,
    layer: Layer,
    code: string,
    cause: string,
    recipe: Mutation['recipe'],
  ])[],
): Mutation[] {
  return rows.map(([change, layer, code, cause, recipe]) => ({group, change, layer, code, cause, recipe}))
}

/** Replaces, and fails when there was nothing to replace: a mutation that changes nothing proves nothing. */
export function changed(text: string, from: string | RegExp, to: string): string {
  const altered = text.replace(from, to)
  if (altered === text) throw new Error(`nothing to alter: ${from}`)
  return altered
}

export const change =
  (from: string | RegExp, to: string) =>
  (text: string): string =>
    changed(text, from, to)

/** Identifiers made for the run, which differ each time. */
export function masked(text: string): string {
  return text
    .replaceAll(/urn:uuid:[0-9a-f-]{36}/g, '…')
    .replaceAll(/(?:urn:oid:)?1\.2\.250\.1\.999\.8(?:\.\d+)+/g, '…')
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** The refusal an answer holds, read as a user would see it on the wire; undefined when the lot was accepted. */
export function refusalIn(answer: HttpAnswer): Refusal | undefined {
  const {status, text, headers} = answer
  if (status === 200 && text.includes('ResponseStatusType:Success"') && !text.includes('ErrorList')) return
  const first = (pattern: RegExp): string => masked(unescaped(pattern.exec(text)?.[1] ?? ''))
  const cause = headers['x-sandbox-cause']
  if (typeof cause === 'string')
    return {
      layer: cause.startsWith('tls/') ? 'TLS' : 'HTTP',
      code: `HTTP ${status}`,
      cause,
      text: text.trim(),
    }
  if (text.includes('<soap:Fault'))
    return {
      layer: 'SOAP',
      code: first(/<soap:Subcode><soap:Value>\w+:(\w+)</) || first(/<soap:Code><soap:Value>soap:(\w+)</),
      cause: first(/<sbx:Cause>([^<]*)</),
      text: first(/<soap:Text[^>]*>([^<]*)</),
    }
  return {
    layer: 'registry',
    code: first(/errorCode="([^"]*)"/),
    cause: first(/ location="([^"]*)"/),
    text: first(/codeContext="([^"]*)"/),
  }
}

/** The refusal of a handshake: the TLS alert as OpenSSL names it. */
export function refusalOfHandshake({message, code}: NodeJS.ErrnoException): Refusal {
  const alert = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1]
  return {layer: 'TLS', code: 'alert', cause: alert ?? code ?? message, text: 'handshake ended by the server'}
}
