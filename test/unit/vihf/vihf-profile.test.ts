import {describe, expect, it} from 'vitest'
import type {SealCertificate} from '../../../src/lib/ports/signer.ts'
import type {Profile} from '../../../src/lib/profile/profile.ts'
import {vihfProfileOf} from '../../../src/lib/vihf/facts.ts'

const link = {
  derBase64: 'TEVBRg==',
  sha1Base64: '',
  sha256Base64: '',
  subject: {rfc2253: 'CN=S,C=FR', certificate: 'C=FR, CN=S'},
  issuer: {rfc2253: '', certificate: ''},
  serialDecimal: '1',
}
const input = {
  seal: {chain: [link], chainBase64: [link.derBase64]} satisfies SealCertificate,
  homologation: 'FICTIF-0000',
  certificateOu: '1990000001',
}

const structure = {finessEj: '990000001', finessEg: '990000002', sector: 'SA01'}
const vihf: Profile['vihf'] = {
  version: '3.0',
  authModeName: 'Authentification_Mode',
  issuerDnOrder: 'rfc2253',
  authnContext: 'unspecified',
  structure: 'site',
  user: {kind: 'automate', responsibleId: 'RESP0001'},
}

function make(change: Partial<Profile['vihf']> = {}, labels = {}) {
  const profile = {
    structure,
    author: {modelName: 'Modele1'},
    lps: {name: 'LogicielFictif', version: '0.1', homologation: {from: 'none'}},
    vihf: {...vihf, ...change},
  } as unknown as Profile
  return vihfProfileOf(profile, {...input, ...labels})
}

const doctor = {
  kind: 'named',
  id: 'u-17',
  family: 'FICTIF',
  given: 'Alice',
  professionCode: '10',
  specialtyCode: 'SM26',
} as const

describe('what the assertions of a profile have in common', () => {
  it('names the site, or the holder of the certificate', () => {
    expect(make()).toMatchObject({structureId: '1990000002', nameId: '3990000002/RESP0001'})
    expect(make({structure: 'certificate'})).toMatchObject({
      structureId: '1990000001',
      nameId: '3990000001/RESP0001',
    })
  })

  it('scopes an internal id by a SIRET where the certificate is held under one', () => {
    const named = make({structure: 'certificate'}, {certificateOu: '399000000100017'})
    expect(named).toMatchObject({structureId: '399000000100017', nameId: '599000000100017/RESP0001'})
  })

  it.each(['899990000004', '0991234567', '3990000009/x'])(
    'gives an id in national form as it is (%s)',
    (id) => {
      expect(make({user: {...doctor, id}}).nameId).toBe(id)
    },
  )

  it('speaks as the software, or as a named professional with a specialty', () => {
    expect(make()).toMatchObject({subjectId: 'LogicielFictif, Modele1', roles: [{code: 'AUTOMATE'}]})
    const labels = {professionLabel: 'Médecin', specialtyLabel: 'Médecine générale'}
    expect(make({user: doctor}, labels)).toMatchObject({
      nameId: '3990000002/u-17',
      subjectId: 'FICTIF, Alice',
      roles: [
        {code: '10', codeSystem: '1.2.250.1.71.1.2.7', displayName: 'Médecin'},
        {code: 'SM26', codeSystem: '1.2.250.1.71.4.2.5', displayName: 'Médecine générale'},
      ],
    })
  })

  it('takes the specialty of a pharmacist from its own table', () => {
    const user = {...doctor, professionCode: '21', specialtyCode: 'H'}
    expect(make({user}).roles[1]).toMatchObject({code: 'H', codeSystem: '1.2.250.1.71.4.2.6'})
  })

  it('writes the issuer in the order of the profile', () => {
    expect(make().issuer).toBe('CN=S,C=FR')
    expect(make({issuerDnOrder: 'certificate'}).issuer).toBe('C=FR, CN=S')
  })
})
