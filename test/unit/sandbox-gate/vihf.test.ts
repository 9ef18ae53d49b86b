import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {RunningSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {type Bench, type HttpAnswer, makeBench, send} from '../../support/second-writer/gate-bench.ts'
import {readIdentity} from '../../support/second-writer/identity.ts'
import {goodVihf, purpose, role, type VihfFields, type VihfSigning} from '../../support/second-writer/vihf.ts'

let bench: Bench
let sandbox: RunningSandbox

beforeAll(async () => {
  bench = await makeBench()
  sandbox = await bench.start()
})
afterAll(() => bench.close())

async function post(security: string): Promise<HttpAnswer> {
  return send(`${sandbox.url}/registry`, bench.query({security}), {identity: bench.auth, ca: bench.ca})
}

function altered(changes: Record<string, string | string[] | undefined>): Partial<VihfFields> {
  const {attributes} = goodVihf(bench.sign, bench.structureId, Date.now())
  const kept = Object.entries({...attributes, ...changes}).filter(([, value]) => value !== undefined)
  return {attributes: Object.fromEntries(kept) as Record<string, string>}
}

const roleName = 'urn:oasis:names:tc:xacml:2.0:subject:role'
const resourceName = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id'
const doctor = role('10', '1.2.250.1.71.1.2.7', 'Médecin')

describe('a VIHF the sandbox accepts', () => {
  it.each<[string, () => Partial<VihfFields>, VihfSigning?]>([
    ['as the samples have it', () => ({})],
    ['of version 4.0', () => altered({VIHF_Version: '4.0'})],
    [
      'with the other spelling of the mode',
      () => altered({Authentification_Mode: undefined, Authentification_mode: 'INDIRECTE'}),
    ],
    [
      'with the issuer in certificate order',
      () => ({issuer: goodVihf(bench.sign, '1', 0).issuer.split(',').reverse().join(', ')}),
    ],
    [
      'of a doctor with a specialty',
      () => ({
        ...altered({[roleName]: [doctor, role('SM26', '1.2.250.1.71.4.2.5')]}),
        nameId: '899990000004',
      }),
    ],
    ['with InclusiveNamespaces', () => ({}), {prefixList: ['xsi']}],
    [
      'within its Conditions',
      () => ({conditions: `<saml:Conditions NotBefore="${new Date(Date.now() - 9000).toISOString()}"/>`}),
    ],
  ])('%s', async (_name, alter, signing) => {
    const answer = await post(bench.vihf(alter(), signing ?? {}))
    expect(answer.cause).toBeUndefined()
    expect(answer.status).toBe(200)
    expect(bench.calls.at(-1)?.vihf.structureId).toBe(bench.structureId)
  })
})

describe('a VIHF the sandbox refuses, each with its own cause', () => {
  it.each<[string, string, () => Partial<VihfFields>, VihfSigning?]>([
    [
      'vihf/stale',
      'older than 30 s',
      () => ({
        issueInstant: new Date(Date.now() - 40_000).toISOString(),
        authnInstant: new Date(Date.now() - 60_000).toISOString(),
      }),
    ],
    ['vihf/future', 'from the future', () => ({issueInstant: new Date(Date.now() + 20_000).toISOString()})],
    [
      'vihf/issue-instant',
      'without milliseconds',
      () => ({issueInstant: new Date().toISOString().replace(/\.\d+/, '')}),
    ],
    [
      'vihf/authn-instant',
      'issued before its login',
      () => ({authnInstant: new Date(Date.now() + 60_000).toISOString()}),
    ],
    [
      'vihf/authn-context',
      'with an unknown local authentication',
      () => ({authnClass: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Telepathy'}),
    ],
    ['vihf/issuer', 'whose issuer is not its signer', () => ({issuer: 'CN=AUTRE,C=FR'})],
    ['vihf/name-id', 'whose NameID is no professional', () => ({nameId: 'DUPONT'})],
    [
      'vihf/name-id-structure',
      'whose NameID is of another structure',
      () => ({nameId: '3990000028/RESP0001'}),
    ],
    [
      'vihf/conditions',
      'past its Conditions',
      () => ({conditions: '<saml:Conditions NotOnOrAfter="2020-01-01T00:00:00.000Z"/>'}),
    ],
    ['vihf/structure', 'of a site not declared', () => altered({Identifiant_Structure: '1990000028'})],
    ['vihf/attribute/VIHF_Version', 'of version 2.0', () => altered({VIHF_Version: '2.0'})],
    [
      'vihf/attribute/Authentification_Mode',
      'without a mode',
      () => altered({Authentification_Mode: undefined}),
    ],
    [
      'vihf/attribute/Authentification_Mode',
      'with both spellings',
      () => altered({Authentification_mode: 'INDIRECTE'}),
    ],
    [
      'vihf/attribute/Identifiant_Structure',
      'whose structure is no Struct_IdNat',
      () => altered({Identifiant_Structure: '990000002'}),
    ],
    [
      'vihf/attribute/Secteur_Activite',
      'whose sector has no code system',
      () => altered({Secteur_Activite: 'SA01'}),
    ],
    [
      'vihf/attribute/subject-id',
      'without a subject',
      () => altered({'urn:oasis:names:tc:xspa:1.0:subject:subject-id': undefined}),
    ],
    ['vihf/attribute/role', 'without a role', () => altered({[roleName]: undefined})],
    [
      'vihf/attribute/role',
      'of an unknown producer',
      () => altered({[roleName]: role('ROBOT', '1.2.250.1.213.1.1.4.6')}),
    ],
    ['vihf/specialty', 'of a doctor without specialty', () => altered({[roleName]: doctor})],
    [
      'vihf/specialty',
      'of a pharmacist without table',
      () => altered({[roleName]: role('21', '1.2.250.1.71.1.2.7')}),
    ],
    ['vihf/attribute/Ressource_URN', 'for another resource', () => altered({Ressource_URN: 'urn:ROR'})],
    [
      'vihf/attribute/resource-id',
      'for a real INS',
      () => altered({[resourceName]: '265059999900141^^^&amp;1.2.250.1.213.1.4.8&amp;ISO^NH'}),
    ],
    [
      'vihf/attribute/resource-id',
      'with a CX-7',
      () => altered({[resourceName]: '265059999900141^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH^^20250101'}),
    ],
    [
      'vihf/attribute/purposeofuse',
      'for bris de glace',
      () => altered({'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse': purpose('brisDeGlace')}),
    ],
    ['vihf/attribute/LPS_Nom', 'without the name of the software', () => altered({LPS_Nom: undefined})],
    [
      'vihf/attribute/LPS_ID_HOMOLOGATION_DMP',
      'without homologation number',
      () => altered({LPS_ID_HOMOLOGATION_DMP: undefined}),
    ],
    ['vihf/attribute/unknown', 'with an unknown attribute', () => altered({Couleur: 'bleu'})],
    ['vihf/signature-algorithm', 'signed with SHA-1', () => ({}), {digest: 'sha1'}],
    [
      'vihf/signature-algorithm',
      'canonicalised inclusively',
      () => ({}),
      {canonicalisation: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'},
    ],
    ['vihf/signature-reference', 'whose reference names nothing', () => ({}), {uri: '#elsewhere'}],
    ['vihf/signature-reference', 'whose reference is the whole message', () => ({}), {uri: ''}],
    [
      'vihf/signature-transforms',
      'with a third transform',
      () => ({}),
      {
        transforms: [
          'http://www.w3.org/2001/10/xml-exc-c14n#',
          'http://www.w3.org/TR/1999/REC-xpath-19991116',
        ],
      },
    ],
  ])('%s: %s', async (cause, _name, alter, signing) => {
    const before = bench.calls.length
    const answer = await post(bench.vihf(alter(), signing ?? {}))
    expect(answer.cause).toBe(cause)
    expect(answer.status).toBe(500)
    expect(bench.calls.length).toBe(before)
  })

  it('used twice, though in two messages', async () => {
    const security = bench.vihf()
    expect((await post(security)).status).toBe(200)
    expect((await post(security)).cause).toBe('vihf/replayed')
  })

  it('signed with AUTH_CLI in place of SIGN', async () => {
    const answer = await post(bench.vihf({}, {}, bench.auth))
    expect(answer.cause).toBe('vihf/signer-key-usage')
    expect(answer.text).toContain('soap:DMPInvalidCertificate')
  })

  it('signed by another establishment', async () => {
    const other = readIdentity(bench.pki.establishments.second.sign)
    const {issuer} = goodVihf(other, bench.structureId, 0)
    expect((await post(bench.vihf({issuer}, {}, other))).cause).toBe('vihf/structure-certificates')
  })

  it('changed after it was signed', async () => {
    const security = bench.vihf().replace('LogicielFictif, Modele1', 'LogicielFictif, Modele2')
    expect((await post(security)).cause).toBe('vihf/signature-digest')
  })

  it('whose signature value was changed', async () => {
    const security = bench.vihf().replace(/<ds:SignatureValue>.{8}/, '<ds:SignatureValue>AAAAAAAA')
    expect((await post(security)).cause).toBe('vihf/signature-value')
  })

  it('with a comment inside', async () => {
    const security = bench.vihf().replace('RESP0001', 'RESP<!-- -->0001')
    expect((await post(security)).cause).toBe('vihf/assertion')
  })
})

describe('told to insist', () => {
  it('accepts one version, one spelling, one order and declared sites', async () => {
    const site = '1990000028'
    const strict = await bench.start({
      vihf: {
        insist: {version: '4.0', authModeName: 'Authentification_mode', issuerDnOrder: 'rfc2253'},
        sites: {[bench.structureId]: [site]},
      },
    })
    const ask = async (fields: Partial<VihfFields>) =>
      send(`${strict.url}/registry`, bench.query({security: bench.vihf(fields)}), {
        identity: bench.auth,
        ca: bench.ca,
      })
    expect((await ask({})).cause).toBe('vihf/attribute/Authentification_Mode')
    const good = {Authentification_Mode: undefined, Authentification_mode: 'INDIRECTE', VIHF_Version: '4.0'}
    expect((await ask(altered({...good, Identifiant_Structure: site}))).status).toBe(200)
    expect((await ask(altered({...good, VIHF_Version: '3.0'}))).cause).toBe('vihf/attribute/VIHF_Version')
    const issuer = goodVihf(bench.sign, '1', 0).issuer.split(',').reverse().join(', ')
    expect((await ask({...altered(good), issuer})).cause).toBe('vihf/issuer')
  })
})
