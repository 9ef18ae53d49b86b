import type {XmlElement} from './xml/element.ts'

/** A part of a multipart request, kept on disk when large. */
export interface ReceivedPart {
  readonly contentId: string
  readonly contentType: string
  readonly size: number
  readonly sha1Hex: string
  readonly sha256Hex: string
  /** Whole content; refused above the limit of in-memory reading. */
  bytes(): Promise<Uint8Array>
  stream(): AsyncIterable<Uint8Array>
}

/** The client certificate of the TLS connection, as the sandbox reads it. */
export interface PeerCertificate {
  readonly subject: Readonly<Record<'C' | 'ST' | 'O' | 'OU' | 'CN', string>>
  readonly sha256Hex: string
}

/** What the VIHF said, once its signature, signer, freshness and attributes were accepted. */
export interface AcceptedVihf {
  readonly assertionId: string
  readonly nameId: string
  readonly structureId: string
  readonly sector: string
  readonly roleCodes: readonly string[]
  /** CX of the patient, as written. */
  readonly resourceId: string
  readonly lpsName: string
  readonly lpsId: string
  readonly signer: PeerCertificate
}

/** One authenticated request, its body already well-formed, namespace-aware XML. */
export interface AuthenticatedCall {
  readonly service: 'repository' | 'registry' | 'patients'
  readonly action: string
  readonly messageId: string
  readonly peer: PeerCertificate
  readonly vihf: AcceptedVihf
  /** First element of the SOAP body. */
  readonly body: XmlElement
  /** By Content-ID without angle brackets. */
  readonly parts: ReadonlyMap<string, ReceivedPart>
  readonly receivedAt: number
  /**
   * Fault knob "delayed visibility" for this lot: it is committed, but queries do not find it for so many
   * milliseconds, or until {@link SandboxBackend.releaseDelayed}.
   */
  readonly visibilityDelay?: number | 'until-released'
}

export interface SandboxReply {
  readonly action: string
  /** Content of the SOAP body. */
  readonly xml: string
}

/** What answers once the caller is known: registry, repository and patient service. */
export interface SandboxBackend {
  /** The call's parts are removed once this has settled. */
  handle(call: AuthenticatedCall): Promise<SandboxReply>
  /** XML of param-lps. */
  paramLps(): string
  /** `dmp sandbox inspect`: what is registered, for the control endpoint too. */
  inspect(): Promise<Readonly<Record<string, unknown>>>
  /** Makes every lot held back by `visibilityDelay` visible at once. */
  releaseDelayed(): void
  close(): Promise<void>
}

/**
 * Refusal with the id and layer the DMP documents for it. `fault` becomes a SOAP fault (HTTP 500), `registry` a
 * RegistryResponse Failure, `hl7v3` an acknowledgement AE.
 */
export class SandboxRefusal extends Error {
  readonly layer: 'fault' | 'registry' | 'hl7v3'
  readonly code: string
  readonly location: string

  constructor(layer: 'fault' | 'registry' | 'hl7v3', code: string, text: string, location = '') {
    super(text)
    this.name = 'SandboxRefusal'
    this.layer = layer
    this.code = code
    this.location = location
  }
}
