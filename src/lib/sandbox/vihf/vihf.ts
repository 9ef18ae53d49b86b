/**
 * The gate's reading of a VIHF (vecteur d'identification et d'habilitation formelles), the SAML 2.0 assertion that an
 * establishment signs for each call in indirect authentication.
 *
 * Rules come from the GIE message samples, the ANS mapping of the VIHF and EX_AIR-040 (30 seconds, one call). Order:
 * one assertion alone in wsse:Security; signature over that very element; signer an ORG SIGN of the trusted chain;
 * Issuer the signer's subject; freshness; single use; subject, authentication, attributes; coherence of structure.
 * Freshness is measured when the request's headers arrived: a body that streams for longer than 30 s is not stale.
 *
 * It accepts every published alternative (versions 3.0 and 4.0, both spellings of the mode, both DN orders) unless
 * told to insist on one. It does not do direct authentication nor AIR, which an establishment may not use to feed.
 */
import type {AcceptedVihf} from '../backend.ts'
import {type Certificate, peerOf} from '../certificate/certificate.ts'
import type {TrustAnchors} from '../certificate/chain.ts'
import {type NameOrder, spellsName} from '../certificate/distinguished-name.ts'
import {fault} from '../refusals.ts'
import {childrenNamed, descendants, elementsOf, isNamed, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {type AttributeInsistence, readAttributes, saml} from './attributes.ts'
import {checkFreshness, type UsedOnce} from './freshness.ts'
import {verifyVihfSignature} from './signature.ts'
import {checkStructure, type DeclaredSites} from './structure.ts'
import {checkAuthentication, readNameId} from './subject.ts'

export const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'

export interface VihfPolicy {
  /** Longest age of IssueInstant, in seconds (EX_AIR-040: 30). */
  readonly maxAgeSeconds: number
  readonly insist?: AttributeInsistence & {readonly issuerDnOrder?: NameOrder}
  readonly sites?: DeclaredSites
}

export interface VihfContext {
  readonly trust: TrustAnchors
  /** Milliseconds at which the request arrived. */
  readonly receivedAt: number
  /** Client certificate of the connection. */
  readonly peer: Certificate
  readonly used: UsedOnce
  readonly policy: VihfPolicy
}

function refuse(cause: string, text: string): never {
  throw fault('SandboxVihfRefused', `vihf/${cause}`, text)
}

/** Accepts the VIHF of an envelope or throws the refusal with its single cause. */
export function acceptVihf(
  envelope: SourceElement,
  security: SourceElement,
  context: VihfContext,
): AcceptedVihf {
  const {policy, receivedAt} = context
  const assertion = theAssertion(envelope, security)
  const signer = verifyVihfSignature(envelope, assertion, context.trust, receivedAt)
  checkIssuer(assertion, signer, policy.insist?.issuerDnOrder)
  const assertionId = assertion.attributes.get('ID') ?? ''
  const issuedAt = checkFreshness(assertion, receivedAt, policy.maxAgeSeconds)
  if (!context.used.take(assertionId, receivedAt))
    refuse('replayed', 'VIHF déjà utilisé : une assertion sert un seul appel')
  const subject = section(assertion, 'Subject')
  const nameId = readNameId(subject)
  checkAuthentication(section(assertion, 'AuthnStatement'), issuedAt)
  const attributes = readAttributes(section(assertion, 'AttributeStatement'), policy.insist ?? {})
  const peer = peerOf(context.peer)
  const sealed = peerOf(signer)
  checkStructure({peer, signer: sealed, structureId: attributes.structureId, nameId}, policy.sites ?? {})
  return {
    assertionId,
    nameId,
    structureId: attributes.structureId,
    sector: attributes.sector,
    roleCodes: attributes.roleCodes,
    resourceId: attributes.resourceId,
    lpsName: attributes.lpsName,
    lpsId: attributes.lpsId,
    signer: sealed,
  }
}

const sections = new Set([
  'Issuer',
  'Signature',
  'Subject',
  'Conditions',
  'AuthnStatement',
  'AttributeStatement',
])

/** The one assertion of the message, alone in wsse:Security. */
export function theAssertion(envelope: SourceElement, security: SourceElement): SourceElement {
  const inside = elementsOf(security)
  const [assertion] = inside
  if (inside.length !== 1 || assertion === undefined || !isNamed(assertion, saml, 'Assertion')) {
    refuse('assertion', 'wsse:Security doit contenir une seule assertion, rien d’autre')
  }
  const anywhere = [...descendants(envelope)].filter((each) => each.name === 'Assertion')
  if (anywhere.length !== 1) refuse('signature-wrapping', 'Plusieurs assertions dans le message')
  if (assertion.attributes.get('Version') !== '2.0') refuse('assertion', 'Assertion SAML 2.0 attendue')
  for (const child of elementsOf(assertion)) {
    if (!sections.has(child.name)) refuse('assertion', `Élément inattendu dans l’assertion : ${child.name}`)
  }
  for (const each of descendants(assertion)) {
    if (each.content.some((part) => typeof part === 'object' && 'kind' in part)) {
      refuse('assertion', 'Commentaire ou instruction de traitement dans l’assertion')
    }
  }
  return assertion
}

export function section(assertion: SourceElement, name: string): SourceElement {
  const [found, ...others] = childrenNamed(assertion, saml, name)
  if (found === undefined || others.length > 0)
    refuse('assertion', `L’assertion doit contenir un seul ${name}`)
  return found
}

/** Issuer is the subject of the signer. */
export function checkIssuer(
  assertion: SourceElement,
  signer: Certificate,
  order: NameOrder | undefined,
): void {
  const issuer = elementsOf(assertion)[0]
  const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName'
  if (!issuer || !isNamed(issuer, saml, 'Issuer') || issuer.attributes.get('Format') !== format) {
    refuse('issuer', 'Issuer au format X509SubjectName attendu en tête de l’assertion')
  }
  const orders: NameOrder[] = order === undefined ? ['rfc2253', 'certificate'] : [order]
  if (!spellsName(plainText(issuer) ?? '', signer.subject, orders)) {
    refuse('issuer', 'Issuer ne correspond pas au sujet du certificat signataire')
  }
}
