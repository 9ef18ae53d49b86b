import {describe, expect, it} from 'vitest'
import {readParamLps, strictParamLps} from '../../../src/lib/paramlps/param-lps.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'

const read = (xml: string) => readParamLps(openXml(new Uint8Array(Buffer.from(xml))))
const rules = (xml: string) =>
  read(xml).findings.map((finding) => `${finding.rule} ${finding.params['name']}`)

const stated = {minorsRule: false, ageOfMajority: 16, cumulAllowed: true, production: false, findings: []}

describe('param-lps', () => {
  it.each([
    [
      'elements',
      '<parametres><fonctions-gestion-mineurs>false</fonctions-gestion-mineurs><age-majorite>16</age-majorite><cumul-invisible_patient-masque_ps>true</cumul-invisible_patient-masque_ps><production>false</production></parametres>',
    ],
    [
      'the other spelling, in a namespace',
      '<p:lps xmlns:p="urn:x"><p:fonctionsGestionMineurs>0</p:fonctionsGestionMineurs><p:ageMajorite> 16 </p:ageMajorite><p:cumulInvisiblePatientMasquePs>1</p:cumulInvisiblePatientMasquePs><p:production>0</p:production></p:lps>',
    ],
    [
      'name and value attributes',
      '<params><param name="fonctions-gestion-mineurs" value="non"/><param name="age-majorite" value="16"/><param nom="cumulInvisiblePatientMasquePs" valeur="OUI"/><param name="production" value="non"/></params>',
    ],
    [
      'name attribute and text',
      '<params><g><param name="fonctions-gestion-mineurs">False</param><param name="age-majorite">16</param><param name="cumul-invisible_patient-masque_ps">TRUE</param><param name="production">false</param></g></params>',
    ],
  ])('is read from %s', (_form, xml) => {
    expect(read(xml)).toEqual(stated)
  })

  it('takes the strict value of what is missing, and names it', () => {
    const xml = '<p><age-majorite>21</age-majorite></p>'
    expect(read(xml)).toMatchObject({minorsRule: true, ageOfMajority: 21, cumulAllowed: false})
    expect(read(xml)).not.toHaveProperty('production')
    expect(rules(xml)).toEqual([
      'PARAM-LPS-MISSING fonctionsgestionmineurs',
      'PARAM-LPS-MISSING cumulinvisiblepatientmasqueps',
    ])
  })

  it.each([
    '<p><fonctions-gestion-mineurs>peut-être</fonctions-gestion-mineurs><age-majorite>180</age-majorite><cumulInvisiblePatientMasquePs>2</cumulInvisiblePatientMasquePs></p>',
  ])('takes the strict value of what it does not understand', (xml) => {
    expect(read(xml)).toMatchObject({minorsRule: true, ageOfMajority: 18, cumulAllowed: false})
    expect(read(xml).findings.map((finding) => finding.rule)).toEqual([
      'PARAM-LPS-VALUE',
      'PARAM-LPS-VALUE',
      'PARAM-LPS-VALUE',
    ])
  })

  it('does not choose between two values', () => {
    const xml =
      '<p><cumulInvisiblePatientMasquePs>true</cumulInvisiblePatientMasquePs><cumul-invisible_patient-masque_ps>false</cumul-invisible_patient-masque_ps><age-majorite>18</age-majorite><age-majorite>18</age-majorite><fonctions-gestion-mineurs>true</fonctions-gestion-mineurs></p>'
    expect(read(xml)).toMatchObject({cumulAllowed: false, ageOfMajority: 18})
    expect(rules(xml)).toEqual(['PARAM-LPS-CONFLICT cumulinvisiblepatientmasqueps'])
  })

  it('is strict when there is none', () => {
    expect(strictParamLps).toMatchObject({minorsRule: true, ageOfMajority: 18, cumulAllowed: false})
    expect(strictParamLps.findings.map((finding) => finding.rule)).toEqual(['PARAM-LPS-ABSENT'])
  })
})
