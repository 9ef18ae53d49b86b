import type {Level1Input} from '../../../src/lib/cda/level1-input.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'

/** An invented patient and hospital: every field of the input set, all valid. */
export const sampleInput: Level1Input = {
  id: '1.2.250.1.999.1.1.77.4.1001',
  setId: {root: '1.2.250.1.999.1.1.77.5.1001'},
  versionNumber: 2,
  replaces: {root: '1.2.250.1.999.1.1.77.4.1000'},
  mediaType: 'text/plain',
  code: {
    code: '11488-4',
    codeSystem: '2.16.840.1.113883.6.1',
    displayName: 'CR ou fiche de consultation ou de visite',
  },
  title: 'Compte rendu de consultation',
  effectiveTime: '2026-03-02T10:15:00',
  patient: {
    ins: {matricule: '265059999900141' as Matricule, oid: '1.2.250.1.213.1.4.10' as Oid},
    traits: {
      birthName: 'EXEMPLE',
      givenNames: 'ADELE MARIE',
      firstGiven: 'ADELE',
      sex: 'F',
      birthDate: '19650512',
      birthPlace: '99999',
    },
    usedName: 'FICTIVE',
    usedGiven: 'ADELE',
    ipp: {value: 'IPP000042', oid: '1.2.250.1.999.1.1.8' as Oid},
  },
  authors: [
    {
      time: '2026-03-02T10:15:00',
      role: {code: 'CORRE', codeSystem: '1.2.250.1.213.1.1.4.2.280', displayName: 'Correspondant'},
      id: '899700000005',
      specialty: {
        code: 'G15_10/SM26',
        codeSystem: '1.2.250.1.213.1.1.4.5',
        displayName: 'Médecin - Qualifié en Médecine Générale (SM)',
      },
      person: {family: 'FICTIF', given: 'Jean', prefix: 'M', suffix: 'DR'},
      organization: {id: '1990000002', name: 'HOPITAL FICTIF'},
    },
    {
      time: '2026-03-02T10:15:00',
      id: '3990000002/88',
      device: {softwareName: 'DPI FICTIF', modelName: 'DPI 1.0'},
      organization: {id: '1990000002', name: 'HOPITAL FICTIF'},
    },
  ],
  custodian: {id: '1990000002', name: 'HOPITAL FICTIF'},
  legalAuthenticator: {
    time: '2026-03-02T10:20',
    id: '899700000005',
    person: {family: 'FICTIF', given: 'Jean'},
    organization: {id: '1990000002', name: 'HOPITAL FICTIF'},
  },
  service: {
    start: '2026-03-02T09:00',
    stop: '2026-03-02T09:30',
    code: {code: 'YYYY010', codeSystem: '1.2.250.1.213.2.5', displayName: 'Consultation & avis'},
    performer: {
      id: '899700000005',
      person: {family: 'FICTIF', given: 'Jean'},
      organization: {id: '1990000002', name: 'HOPITAL FICTIF'},
      practiceSetting: {
        code: 'ETABLISSEMENT',
        codeSystem: '1.2.250.1.213.1.1.4.9',
        displayName: 'Etablissement de santé',
      },
    },
  },
  encounter: {
    id: {root: '1.2.250.1.999.1.1.9', extension: 'V2026-001'},
    start: '2026-03-02',
    stop: '2026-03-02',
    code: {
      code: 'EXTERNE',
      codeSystem: '1.2.250.1.213.1.1.4.2.291',
      displayName: 'Acte et consultation externe (établissement)',
    },
    facility: {
      code: 'SA01',
      codeSystem: '1.2.250.1.71.4.2.4',
      displayName: 'Etablissement public de santé',
    },
  },
  orders: [{root: '1.2.250.1.999.1.1.10', extension: 'ORD-7'}],
}

/** Only what a conformant document cannot do without. */
export const smallestInput: Level1Input = {
  ...{id: sampleInput.id, setId: sampleInput.setId, versionNumber: 1, mediaType: 'text/plain'},
  ...{code: sampleInput.code, title: sampleInput.title, effectiveTime: '2026-03-02'},
  patient: {ins: sampleInput.patient.ins, traits: sampleInput.patient.traits},
  authors: [{time: '2026-03-02', id: '899700000005', person: {family: 'FICTIF'}}],
  custodian: sampleInput.custodian,
  legalAuthenticator: {time: '2026-03-02', id: '899700000005', person: {family: 'FICTIF'}},
  service: {
    start: '2026-03-02',
    performer: {
      id: '899700000005',
      organization: {id: '1990000002', name: 'HOPITAL FICTIF'},
      practiceSetting: sampleInput.service.performer.practiceSetting,
    },
  },
  encounter: {start: '2026-03-02', facility: sampleInput.encounter.facility},
}

/** The whole document as bytes. */
export function withBody(template: {head: Uint8Array; tail: Uint8Array}, body: Uint8Array): Buffer {
  return Buffer.concat([template.head, Buffer.from(Buffer.from(body).toString('base64')), template.tail])
}
