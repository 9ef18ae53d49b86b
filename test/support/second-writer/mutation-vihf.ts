import {readIdentity} from './identity.ts'
import {change, changed, mutationsOf, type Recipe} from './mutation.ts'
import type {MutationBench} from './mutation-bench.ts'
import {wrappingPieces, wrappings} from './mutation-wrapping.ts'
import {goodVihf, purpose, role, type VihfFields} from './vihf.ts'

const refused = 'SandboxVihfRefused'
const roleName = 'urn:oasis:names:tc:xacml:2.0:subject:role'
const patientName = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id'
const purposeName = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse'

const attribute = (name: string, value: string | readonly string[]): Recipe => ({
  vihf: ({attributes}: VihfFields) => ({attributes: {...attributes, [name]: value}}),
})

const without = (name: string): Recipe => ({
  vihf: ({attributes}: VihfFields) => ({
    attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name)),
  }),
})

const fields = (alter: Partial<VihfFields>): Recipe => ({vihf: () => alter})

/** A good lot first, then another one with the very same assertion. */
async function replayed(bench: MutationBench): Promise<Recipe> {
  let kept: string | undefined
  const recipe: Recipe = {
    assertion: (signed) => {
      kept ??= signed
      return kept
    },
  }
  const first = await bench.post(recipe)
  if (first) throw new Error(`the first was refused: ${first.cause}`)
  return recipe
}

const doctor = role('10', '1.2.250.1.71.1.2.7', 'Médecin')

export const vihfMutations = [
  ...mutationsOf('Signature of the VIHF', [
    ['no wsse:Security header', 'SOAP', refused, 'vihf/security-header', {message: () => ({security: ''})}],
    [
      'the assertion is not signed',
      'SOAP',
      refused,
      'vihf/signature-missing',
      {assertion: change(/<ds:Signature .*<\/ds:Signature>/s, '')},
    ],
    [
      'an attribute altered after signing',
      'SOAP',
      refused,
      'vihf/signature-digest',
      {assertion: change('>LogicielFictif<', '>LogicielFictiv<')},
    ],
    [
      'SignatureValue of another signature',
      'SOAP',
      refused,
      'vihf/signature-value',
      {assertion: change(/(<ds:SignatureValue>)..../, '$1AAAA')},
    ],
    [
      'signed with AUTH_CLI',
      'SOAP',
      'DMPInvalidCertificate',
      'vihf/signer-key-usage',
      ({gate}) => ({vihfSigner: gate.auth}),
    ],
    [
      'signed under another authority',
      'SOAP',
      'DMPInvalidCertificate',
      'vihf/signer-untrusted',
      ({strangers}) => ({vihfSigner: strangers.foreignSign}),
    ],
    ['signed with rsa-sha1', 'SOAP', refused, 'vihf/signature-algorithm', {vihfSigning: {digest: 'sha1'}}],
    [
      'a Reference to something else',
      'SOAP',
      refused,
      'vihf/signature-reference',
      {vihfSigning: {uri: '#other'}},
    ],
    [
      'inclusive canonicalisation',
      'SOAP',
      refused,
      'vihf/signature-transforms',
      {vihfSigning: {transforms: ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315']}},
    ],
    [
      'the Issuer is not the signer',
      'SOAP',
      refused,
      'vihf/issuer',
      {vihf: ({issuer}) => ({issuer: changed(issuer, 'C=FR', 'C=BE')})},
    ],
    ['two assertions', 'SOAP', refused, 'vihf/assertion', {assertion: (signed) => signed + signed}],
  ]),
  ...mutationsOf('Life of the VIHF', [
    ['issued 31 seconds ago', 'SOAP', refused, 'vihf/stale', {ahead: -31_000}],
    ['issued 10 seconds ahead', 'SOAP', refused, 'vihf/future', {ahead: 10_000}],
    ['the assertion of an earlier message', 'SOAP', refused, 'vihf/replayed', replayed],
    [
      'IssueInstant in local time',
      'SOAP',
      refused,
      'vihf/issue-instant',
      {vihf: ({issueInstant}) => ({issueInstant: issueInstant.replace('Z', '+01:00')})},
    ],
    [
      'Conditions that ended',
      'SOAP',
      refused,
      'vihf/conditions',
      fields({conditions: '<saml:Conditions NotOnOrAfter="2026-01-01T00:00:00.000Z"/>'}),
    ],
    [
      'authenticated after the assertion',
      'SOAP',
      refused,
      'vihf/authn-instant',
      {vihf: ({issueInstant}) => ({authnInstant: new Date(Date.parse(issueInstant) + 1000).toISOString()})},
    ],
    [
      'an authentication SAML does not know',
      'SOAP',
      refused,
      'vihf/authn-context',
      fields({authnClass: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Badge'}),
    ],
  ]),
  ...mutationsOf('Attributes of the VIHF', [
    ['VIHF_Version 2.0', 'SOAP', refused, 'vihf/attribute/VIHF_Version', attribute('VIHF_Version', '2.0')],
    [
      'direct authentication',
      'SOAP',
      refused,
      'vihf/attribute/Authentification_Mode',
      attribute('Authentification_Mode', 'DIRECTE'),
    ],
    [
      'Ressource_URN of the ROR',
      'SOAP',
      refused,
      'vihf/attribute/Ressource_URN',
      attribute('Ressource_URN', 'urn:ROR'),
    ],
    [
      'no homologation number',
      'SOAP',
      refused,
      'vihf/attribute/LPS_ID_HOMOLOGATION_DMP',
      without('LPS_ID_HOMOLOGATION_DMP'),
    ],
    [
      'a sector outside its table’s form',
      'SOAP',
      refused,
      'vihf/attribute/Secteur_Activite',
      attribute('Secteur_Activite', 'SA01'),
    ],
    ['no LPS_Nom', 'SOAP', refused, 'vihf/attribute/LPS_Nom', without('LPS_Nom')],
    [
      'an attribute nobody defined',
      'SOAP',
      refused,
      'vihf/attribute/unknown',
      attribute('Service', 'Cardiologie'),
    ],
    [
      'emergency access',
      'SOAP',
      refused,
      'vihf/attribute/purposeofuse',
      attribute(purposeName, purpose('brisDeGlace')),
    ],
    [
      'a role outside JDV_J65',
      'SOAP',
      refused,
      'vihf/attribute/role',
      attribute(roleName, role('ROBOT', '1.2.250.1.213.1.1.4.6')),
    ],
    ['a doctor without specialty', 'SOAP', refused, 'vihf/specialty', attribute(roleName, doctor)],
    [
      'the structure of another establishment',
      'SOAP',
      refused,
      'vihf/structure',
      ({gate}) => attribute('Identifiant_Structure', gate.pki.establishments.second.unit),
    ],
    [
      'NameID of another establishment',
      'SOAP',
      refused,
      'vihf/name-id-structure',
      ({gate}) => fields({nameId: `3${gate.pki.establishments.second.finessEj}/RESP0001`}),
    ],
    ['NameID in no national form', 'SOAP', refused, 'vihf/name-id', fields({nameId: 'RESP0001'})],
    [
      'resource-id with the real INS OID',
      'SOAP',
      refused,
      'vihf/attribute/resource-id',
      {
        vihf: ({attributes}) => ({
          attributes: {
            ...attributes,
            [patientName]: changed(String(attributes[patientName]), '1.213.1.4.10', '1.213.1.4.8'),
          },
        }),
      },
    ],
    [
      'resource-id of another patient than the lot',
      'registry',
      'XDSPatientIdDoesNotMatch',
      'patient/mismatch',
      attribute(patientName, '172039999900206^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH'),
    ],
  ]),
]

const wrapped = (wrap: (typeof wrappings)[number][1]) => (bench: MutationBench) => {
  const {sign, finessEg} = bench.gate.pki.establishments.main
  const signer = readIdentity(sign)
  return {assertion: () => wrap(wrappingPieces(goodVihf(signer, `1${finessEg}`, Date.now()), signer))}
}

/** Others are met as more than one assertion. */
const met: Readonly<Record<string, string>> = {
  XSW1: 'vihf/signature-wrapping',
  XSW2: 'vihf/signature-wrapping',
  XSW4: 'vihf/signature-wrapping',
  XSW6: 'vihf/signature-wrapping',
  XSW8: 'vihf/signature-wrapping',
}

export const wrappingMutations = mutationsOf(
  'Signature wrapping',
  wrappings.map(([name, wrap]) => [
    name,
    'SOAP',
    refused,
    met[name.slice(0, 4)] ?? 'vihf/assertion',
    wrapped(wrap),
  ]),
)
