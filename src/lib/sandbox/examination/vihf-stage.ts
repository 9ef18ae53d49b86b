import {type Certificate, peerOf} from '../certificate/certificate.ts'
import {spellsName} from '../certificate/distinguished-name.ts'
import {ds} from '../signature/algorithms.ts'
import {readSignature} from '../signature/parts.ts'
import {attributeChecks, collect, plainValue, saml} from '../vihf/attributes.ts'
import {checkFreshness} from '../vihf/freshness.ts'
import {verifyAssertion} from '../vihf/signature.ts'
import {checkStructure} from '../vihf/structure.ts'
import {checkAuthentication, readNameId} from '../vihf/subject.ts'
import {checkIssuer, section, theAssertion} from '../vihf/vihf.ts'
import {childrenNamed, descendants, elementsOf, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import type {Examination, ExaminedSigner} from './examination.ts'
import type {Notes} from './finding.ts'
import {resourceIdForm} from './ins-domain.ts'
import {environmentOf, type SignerJudge} from './signer.ts'

const longestAge = 30

export interface VihfReading {
  readonly signer: Certificate | undefined
  readonly shown: readonly ExaminedSigner[]
  readonly assertionId: string
  readonly version: string
  readonly structureId: string
  readonly resourceId: string
  readonly software: string
}

export interface VihfMeans {
  readonly judge: SignerJudge
  /** The older generation of the API. */
  readonly legacy: boolean
  readonly at: number
  readonly judgedBy: Examination['judgedBy']
  /** False when the log may have changed what was signed. */
  readonly certain: boolean
  /** Struct_IdNat that the lot names as its author. */
  readonly institutions: readonly string[]
}

/** IssueInstant of the only assertion, where it can be read. */
export function issuedAt(root: SourceElement): number | undefined {
  const [assertion, ...others] = assertions(root)
  const at = others.length === 0 ? Date.parse(assertion?.attributes.get('IssueInstant') ?? '') : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

const assertions = (root: SourceElement): SourceElement[] =>
  [...descendants(root)].filter(({name}) => name === 'Assertion')

/** Everything the DMP looks at in a VIHF. Undefined when there is none, or several: which one counts is not guessed. */
export function examineVihf(
  root: SourceElement,
  security: SourceElement,
  means: VihfMeans,
  notes: Notes,
): VihfReading | undefined {
  const {judge, legacy, at, certain} = means
  const all = assertions(root)
  const assertion =
    notes.attempt('vihf', () => theAssertion(root, security)) ?? (all.length === 1 ? all[0] : undefined)
  if (!assertion) return undefined
  const digests = legacy ? (['sha256', 'sha1'] as const) : (['sha256'] as const)
  const verified = notes.attempt('vihf', () => verifyAssertion(root, assertion, digests), certain)
  const signer = verified ?? signerOf(assertion)
  const shown: ExaminedSigner[] = []
  if (signer) {
    shown.push(judge.judge('vihf', signer, at, notes))
    notes.attempt('signer', () => checkIssuer(assertion, signer, undefined))
    if (legacy && usesSha1(assertion)) notes.habits.add('vihf-sha1')
    noteOrder(assertion, signer, notes)
  }
  const {judgedBy} = means
  if (judgedBy === 'issue-instant' || judgedBy === 'now') notes.notChecked.add('age')
  // Of an age known by today's clock alone nothing can be said.
  notes.attempt('life', () => checkFreshness(assertion, at, longestAge), judgedBy === 'given')
  return {
    ...readClaims(assertion, signer, means, notes),
    signer,
    shown,
    assertionId: assertion.attributes.get('ID') ?? '',
  }
}

function signerOf(assertion: SourceElement): Certificate | undefined {
  try {
    const [signature] = childrenNamed(assertion, ds, 'Signature')
    return signature && readSignature(signature).signer
  } catch {
    return undefined
  }
}

const usesSha1 = (assertion: SourceElement): boolean =>
  [...descendants(assertion)].some(
    ({name, attributes}) => name === 'SignatureMethod' && /sha1$/.test(attributes.get('Algorithm') ?? ''),
  )

function noteOrder(assertion: SourceElement, signer: Certificate, notes: Notes): void {
  const [issuer] = elementsOf(assertion)
  const text = issuer ? (plainText(issuer) ?? '') : ''
  if (spellsName(text, signer.subject, ['certificate']) && !spellsName(text, signer.subject, ['rfc2253']))
    notes.habits.add('issuer-certificate-order')
}

type Claims = Pick<VihfReading, 'version' | 'structureId' | 'resourceId' | 'software'>

function readClaims(
  assertion: SourceElement,
  signer: Certificate | undefined,
  means: VihfMeans,
  notes: Notes,
): Claims {
  const part = (name: string) => notes.attempt('attributes', () => section(assertion, name))
  const subject = part('Subject')
  const nameId = subject && notes.attempt('attributes', () => readNameId(subject))
  const statement = part('AuthnStatement')
  const issued = Date.parse(assertion.attributes.get('IssueInstant') ?? '')
  if (statement)
    notes.attempt('attributes', () =>
      checkAuthentication(statement, Number.isNaN(issued) ? means.at : issued),
    )
  const attributes = part('AttributeStatement')
  const values =
    attributes && (notes.attempt('attributes', () => collect(attributes)) ?? leniently(attributes))
  if (!values) return {version: '', structureId: '', resourceId: '', software: ''}
  const resourceId = resourceIdForm(signer && environmentOf(signer), means.legacy)
  for (const check of attributeChecks(values, {resourceId})) notes.attempt('attributes', check)
  const text = (name: string): string => {
    try {
      return plainValue(values, name).trim()
    } catch {
      return ''
    }
  }
  if (values.has('Authentification_mode')) notes.habits.add('mode-lower-case')
  const version = text('VIHF_Version')
  if (version === '4.0') notes.habits.add('vihf-4.0')
  const structureId = text('Identifiant_Structure')
  if (signer && structureId !== '') judgeStructure(signer, structureId, nameId, means, notes)
  return {
    version,
    structureId,
    resourceId: text('urn:oasis:names:tc:xacml:2.0:resource:resource-id'),
    software: [text('LPS_Nom'), text('LPS_Version')].filter(Boolean).join(' '),
  }
}

/** The known attributes among others that are refused. */
function leniently(statement: SourceElement): Map<string, SourceElement[]> {
  const values = new Map<string, SourceElement[]>()
  for (const attribute of childrenNamed(statement, saml, 'Attribute')) {
    const name = attribute.attributes.get('Name') ?? ''
    if (!values.has(name)) values.set(name, childrenNamed(attribute, saml, 'AttributeValue'))
  }
  return values
}

/**
 * Which sites an entity has is not known here: one is believed when the NameID or the author of the lot names it too,
 * and where neither names any structure.
 */
function judgeStructure(
  signer: Certificate,
  structureId: string,
  nameId: string | undefined,
  {judge, institutions}: VihfMeans,
  notes: Notes,
): void {
  const sealed = peerOf(signer)
  const entity = sealed.subject.OU
  const scope = /^([35])([^/]+)\//.exec(nameId ?? '')
  const witnesses = [...institutions, ...(scope ? [`${scope[1] === '3' ? '1' : '3'}${scope[2]}`] : [])]
  const believed = witnesses.length === 0 || witnesses.includes(structureId)
  if (structureId !== entity) notes.notChecked.add('site')
  const claims = {
    peer: judge.auth ? peerOf(judge.auth) : sealed,
    signer: sealed,
    structureId,
    nameId: nameId ?? '',
  }
  const peerEntity = claims.peer.subject.OU
  notes.attempt('attributes', () => checkStructure(claims, {[peerEntity]: believed ? [structureId] : []}))
}
