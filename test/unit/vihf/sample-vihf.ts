import {AUTOMATE, type VihfFacts, type VihfProfile} from '../../../src/lib/vihf/facts.ts'

/** Invented structure and person, with characters that XML must escape. */
export const sampleProfile: VihfProfile = {
  version: '3.0',
  authModeName: 'Authentification_Mode',
  issuer: "CN=DMP SIGN TEST,OU=1990000002,O=CENTRE D'ESSAI & FILS <99>,ST=Département fictif (99),C=FR",
  certificateBase64: 'AAAA',
  nameId: '3990000002/RESP0001',
  authnContext: 'unspecified',
  structureId: '1990000002',
  sector: 'SA01',
  subjectId: 'LogicielFictif, Modele1',
  roles: [AUTOMATE],
  lps: {name: 'LogicielFictif', version: '0.1', id: 'INSTALL-0001'},
  homologation: 'FICTIF-0000',
}

export const doctorRoles = [
  {code: '10', codeSystem: '1.2.250.1.71.1.2.7', displayName: 'Médecin'},
  {code: 'SM26', codeSystem: '1.2.250.1.71.4.2.5', displayName: 'Médecine "générale"'},
]

export const sampleFacts: VihfFacts = {
  uuid: '3f1c0d2e-0000-4000-8000-000000000001',
  issuedAt: Date.UTC(2025, 0, 15, 8, 30),
  authenticatedAt: Date.UTC(2025, 0, 15, 8, 29, 30),
  patientId: '265059999900141^^^&1.2.250.1.213.1.4.10&ISO^NH',
}
