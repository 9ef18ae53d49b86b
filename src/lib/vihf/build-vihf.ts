/**
 * The VIHF (vecteur d'identification et d'habilitation formelles): the SAML 2.0 assertion by which an
 * establishment says who calls the DMP and for which patient, in indirect mode.
 *
 * Sources: GIE message samples, CI-SIS "Transport synchrone" as mapped by ansforge/IG-hl7v2. VIHF 3.0 or 4.0,
 * user AUTOMATE or named, PurposeOfUse `normal`. No Conditions, no SubjectConfirmation; plain values carry no
 * `xsi:type` (its prefix would live in a value only, which exclusive canonicalisation does not see).
 *
 * The templates below ARE the exclusive canonical form: no canonicaliser runs. `xmlsec1` and `xmllint` agree in
 * the tests. Building is pure: the caller signs {@link VihfToSign} and hands the signature back.
 *
 * Not done: direct and AIR modes, secret connection of a minor, bris de glace.
 */
import {createHash} from 'node:crypto'
import {xmlAttribute, xmlText} from '../xmltext/escape.ts'
import type {VihfFacts, VihfProfile, VihfRole} from './facts.ts'

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion'
const DS = 'http://www.w3.org/2000/09/xmldsig#'
const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const X509_NAME = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName'

/** Static text of a profile's assertions, made once. */
export interface PreparedVihf {
  readonly issuer: string
  readonly subject: string
  readonly beforePatient: string
  readonly afterPatient: string
  readonly keyInfo: string
}

/** An assertion without its signature. `digestInput` is its exclusive canonical form, to be hashed. */
export interface UnsignedVihf {
  readonly assertionId: string
  readonly head: string
  readonly tail: string
  readonly keyInfo: string
  readonly digestInput: string
}

/** `signedInfo` is what the ORG SIGN key signs with rsa-sha256, as UTF-8. */
export interface VihfToSign {
  readonly unsigned: UnsignedVihf
  readonly signedInfo: string
}

function attribute(name: string, ...values: readonly string[]): string {
  const list = values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`)
  return `<saml:Attribute Name="${xmlAttribute(name)}">${list.join('')}</saml:Attribute>`
}

function coded(element: string, code: VihfRole, systemName?: string): string {
  const name = systemName === undefined ? '' : ` codeSystemName="${xmlAttribute(systemName)}"`
  return `<${element} xmlns="urn:hl7-org:v3" xmlns:xsi="${XSI}" code="${xmlAttribute(code.code)}" codeSystem="${xmlAttribute(code.codeSystem)}"${name} displayName="${xmlAttribute(code.displayName)}" xsi:type="CE"></${element}>`
}

const NORMAL = {code: 'normal', codeSystem: '1.2.250.1.213.1.1.4.248', displayName: 'Accès normal'}

/** Makes once what every assertion of a profile repeats. @throws RangeError on a character XML forbids */
export function prepareVihf(profile: VihfProfile): PreparedVihf {
  const context = `urn:oasis:names:tc:SAML:2.0:ac:classes:${profile.authnContext}`
  return {
    issuer: `<saml:Issuer Format="${X509_NAME}">${xmlText(profile.issuer)}</saml:Issuer>`,
    subject: `<saml:Subject><saml:NameID>${xmlText(profile.nameId)}</saml:NameID></saml:Subject>`,
    beforePatient: [
      `<saml:AuthnContext><saml:AuthnContextClassRef>${context}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
      '<saml:AttributeStatement>',
      attribute('VIHF_Version', profile.version),
      attribute(profile.authModeName, 'INDIRECTE'),
      attribute('Identifiant_Structure', xmlText(profile.structureId)),
      attribute('Secteur_Activite', `${xmlText(profile.sector)}^1.2.250.1.71.4.2.4`),
      attribute('urn:oasis:names:tc:xspa:1.0:subject:subject-id', xmlText(profile.subjectId)),
      attribute(
        'urn:oasis:names:tc:xacml:2.0:subject:role',
        ...profile.roles.map((role) => coded('Role', role)),
      ),
      attribute('Ressource_URN', 'urn:dmp'),
      '<saml:Attribute Name="urn:oasis:names:tc:xacml:2.0:resource:resource-id"><saml:AttributeValue>',
    ].join(''),
    afterPatient: [
      '</saml:AttributeValue></saml:Attribute>',
      attribute(
        'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse',
        coded('PurposeOfUse', NORMAL, 'mode acces VIHF 2.0'),
      ),
      attribute('LPS_Nom', xmlText(profile.lps.name)),
      attribute('LPS_Version', xmlText(profile.lps.version)),
      profile.lps.id === undefined ? '' : attribute('LPS_ID', xmlText(profile.lps.id)),
      attribute('LPS_ID_HOMOLOGATION_DMP', xmlText(profile.homologation)),
      '</saml:AttributeStatement></saml:Assertion>',
    ].join(''),
    keyInfo: `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${profile.certificateBase64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
  }
}

/** The assertion of one call, unsigned. Times are written in UTC with milliseconds. */
export function buildVihf(prepared: PreparedVihf, facts: VihfFacts): UnsignedVihf {
  const assertionId = `_${facts.uuid}`
  const issued = new Date(facts.issuedAt).toISOString()
  const authenticated = new Date(facts.authenticatedAt).toISOString()
  const head = `<saml:Assertion xmlns:saml="${SAML}" ID="${xmlAttribute(assertionId)}" IssueInstant="${issued}" Version="2.0">${prepared.issuer}`
  const tail = `${prepared.subject}<saml:AuthnStatement AuthnInstant="${authenticated}">${prepared.beforePatient}${xmlText(facts.patientId)}${prepared.afterPatient}`
  return {assertionId, head, tail, keyInfo: prepared.keyInfo, digestInput: head + tail}
}

const SIGNED_INFO_START = `<ds:SignedInfo xmlns:ds="${DS}"><ds:CanonicalizationMethod Algorithm="${EXC_C14N}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>`
const TRANSFORMS = `<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform><ds:Transform Algorithm="${EXC_C14N}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>`

/** The SignedInfo over an assertion whose digest (SHA-256, base64) is given. */
export function vihfSignedInfo(unsigned: UnsignedVihf, digestBase64: string): VihfToSign {
  const signedInfo = `${SIGNED_INFO_START}<ds:Reference URI="#${xmlAttribute(unsigned.assertionId)}">${TRANSFORMS}<ds:DigestValue>${digestBase64}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  return {unsigned, signedInfo}
}

/** Digest and SignedInfo in one step. */
export function vihfToSign(unsigned: UnsignedVihf): VihfToSign {
  return vihfSignedInfo(unsigned, createHash('sha256').update(unsigned.digestInput, 'utf8').digest('base64'))
}

/** The assertion with its enveloped signature, to be put into wsse:Security byte for byte. */
export function signedVihf(toSign: VihfToSign, signatureBase64: string): string {
  const {unsigned} = toSign
  return `${unsigned.head}<ds:Signature xmlns:ds="${DS}">${toSign.signedInfo}<ds:SignatureValue>${signatureBase64}</ds:SignatureValue>${unsigned.keyInfo}</ds:Signature>${unsigned.tail}`
}
