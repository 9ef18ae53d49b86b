import {randomUUID, X509Certificate} from 'node:crypto'
import {canonical, ds} from './canonical.ts'
import {certificateBase64, digestBase64, rfc2253, type SigningIdentity, signatureBase64} from './identity.ts'

const samlNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion'
const excC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#'

export interface VihfFields {
  readonly id: string
  readonly issueInstant: string
  readonly issuer: string
  readonly nameId: string
  readonly authnInstant: string
  readonly authnClass: string
  /** `<saml:Conditions …/>`, empty by default. */
  readonly conditions: string
  /** Name to content of its AttributeValue, markup included; a list gives several values. */
  readonly attributes: Readonly<Record<string, string | readonly string[]>>
}

export const role = (code: string, codeSystem: string, displayName = code): string =>
  `<Role xmlns="urn:hl7-org:v3" xsi:type="CE" code="${code}" codeSystem="${codeSystem}" displayName="${displayName}"/>`

export const purpose = (code = 'normal'): string =>
  `<PurposeOfUse xmlns="urn:hl7-org:v3" xsi:type="CE" code="${code}" codeSystem="1.2.250.1.213.1.1.4.248" codeSystemName="mode acces VIHF 2.0" displayName="Accès normal"/>`

/** Fields of a right VIHF of an AUTOMATE, to be altered one at a time. */
export function goodVihf(signer: SigningIdentity, structureId: string, now: number): VihfFields {
  const {subject} = new X509Certificate(signer.certificatePem)
  return {
    id: `_${randomUUID()}`,
    issueInstant: new Date(now).toISOString(),
    issuer: rfc2253(subject),
    nameId: `3${structureId.slice(1)}/RESP0001`,
    authnInstant: new Date(now - 30_000).toISOString(),
    authnClass: 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
    conditions: '',
    attributes: {
      VIHF_Version: '3.0',
      Authentification_Mode: 'INDIRECTE',
      Identifiant_Structure: structureId,
      Secteur_Activite: 'SA01^1.2.250.1.71.4.2.4',
      'urn:oasis:names:tc:xspa:1.0:subject:subject-id': 'LogicielFictif, Modele1',
      'urn:oasis:names:tc:xacml:2.0:subject:role': role('AUTOMATE', '1.2.250.1.213.1.1.4.6'),
      Ressource_URN: 'urn:dmp',
      'urn:oasis:names:tc:xacml:2.0:resource:resource-id':
        '265059999900141^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH',
      'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse': purpose(),
      LPS_Nom: 'LogicielFictif',
      LPS_Version: '0.1',
      LPS_ID: 'INSTALL-0001',
      LPS_ID_HOMOLOGATION_DMP: 'FICTIF-0000',
    },
  }
}

/** The assertion without its signature. */
export function unsignedVihf(fields: VihfFields): string {
  const attributes = Object.entries(fields.attributes).map(([name, content]) => {
    const values = (typeof content === 'string' ? [content] : content).map(
      (value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`,
    )
    return `<saml:Attribute Name="${name}">${values.join('')}</saml:Attribute>`
  })
  return (
    `<saml:Assertion xmlns:saml="${samlNamespace}" ID="${fields.id}" IssueInstant="${fields.issueInstant}" Version="2.0">` +
    `<saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">${fields.issuer.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</saml:Issuer>` +
    `<saml:Subject><saml:NameID>${fields.nameId}</saml:NameID></saml:Subject>${fields.conditions}` +
    `<saml:AuthnStatement AuthnInstant="${fields.authnInstant}"><saml:AuthnContext>` +
    `<saml:AuthnContextClassRef>${fields.authnClass}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
    `<saml:AttributeStatement xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${attributes.join('')}</saml:AttributeStatement>` +
    '</saml:Assertion>'
  )
}

export interface VihfSigning {
  readonly digest?: 'sha1' | 'sha256'
  /** Reference URI, by default the assertion's ID. */
  readonly uri?: string
  /** Transforms after the enveloped one. */
  readonly transforms?: readonly string[]
  readonly canonicalisation?: string
  readonly prefixList?: readonly string[]
}

/** Puts an enveloped signature right after Issuer. */
export function signVihf(unsigned: string, signer: SigningIdentity, signing: VihfSigning = {}): string {
  const digest = signing.digest ?? 'sha256'
  const id = /ID="([^"]+)"/.exec(unsigned)?.[1] ?? ''
  const method = digest === 'sha256' ? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256' : `${ds}rsa-sha1`
  const digestMethod = digest === 'sha256' ? 'http://www.w3.org/2001/04/xmlenc#sha256' : `${ds}sha1`
  const list = signing.prefixList?.join(' ')
  const parameter =
    list === undefined ? '' : `<ec:InclusiveNamespaces xmlns:ec="${excC14n}" PrefixList="${list}"/>`
  const transforms = [`${ds}enveloped-signature`, ...(signing.transforms ?? [excC14n])].map((algorithm) =>
    algorithm === excC14n
      ? `<ds:Transform Algorithm="${algorithm}">${parameter}</ds:Transform>`
      : `<ds:Transform Algorithm="${algorithm}"/>`,
  )
  const digested = canonical(unsigned, {
    exclusive: true,
    ...(signing.prefixList === undefined ? {} : {prefixList: signing.prefixList}),
  })
  const signedInfo =
    `<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${signing.canonicalisation ?? excC14n}"/>` +
    `<ds:SignatureMethod Algorithm="${method}"/><ds:Reference URI="${signing.uri ?? `#${id}`}">` +
    `<ds:Transforms>${transforms.join('')}</ds:Transforms><ds:DigestMethod Algorithm="${digestMethod}"/>` +
    `<ds:DigestValue>${digestBase64(digest, digested)}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  const build = (value: string): string =>
    unsigned.replace(
      '</saml:Issuer>',
      `</saml:Issuer><ds:Signature xmlns:ds="${ds}">${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue>` +
        `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificateBase64(signer)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`,
    )
  const canonicalInfo = canonical(build(''), {exclusive: true, at: '//ds:SignedInfo'})
  return build(signatureBase64(digest, canonicalInfo, signer))
}

/** wsse:Security around what it is given. */
export function securityHeader(content: string): string {
  return `<wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">${content}</wsse:Security>`
}
