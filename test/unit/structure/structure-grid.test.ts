import {describe, expect, it} from 'vitest'
import {
  firstMismatch,
  type StructureFacts,
  structureGrid,
  structureOfPerson,
} from '../../../src/lib/structure/structure-grid.ts'

const ej = '0B0000014'
const eg = '0B0000022'
const xon = (id: string) => `CH INVENTE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^${id}`

const site: StructureFacts = {
  finessEj: ej,
  finessEg: eg,
  mode: 'site',
  authOu: `1${ej}`,
  signOu: `1${ej}`,
  identifiantStructure: `1${eg}`,
  nameId: `3${eg}/42`,
  lotInstitutions: [xon(`1${eg}`)],
  entryInstitutions: [xon(`1${eg}`), xon('1750000000')],
  cdaCustodian: `1${eg}`,
  cdaAuthorOrganisations: [`1${eg}`],
  cdaLegalAuthenticator: `3${ej}/7`,
}
const certificate: StructureFacts = {
  ...site,
  mode: 'certificate',
  identifiantStructure: `1${ej}`,
  nameId: `3${ej}/42`,
  lotInstitutions: [xon(`1${ej}`)],
  entryInstitutions: [xon(`1${ej}`)],
  cdaAuthorOrganisations: [`1${ej}`],
}
const wrong = (facts: StructureFacts) =>
  structureGrid(facts).flatMap((row) =>
    row.ok ? [] : [`${row.place}: ${row.found} ≠ ${row.expectedValue} → ${row.setting}`],
  )

describe('structure grid', () => {
  it('agrees with a coherent submission, in both modes', () => {
    expect(wrong(site)).toEqual([])
    expect(wrong(certificate)).toEqual([])
    expect(structureGrid(site).map((row) => `${row.place} ${row.expected}`)).toEqual([
      'ou-auth EJ',
      'ou-sign EJ',
      'identifiant-structure EG',
      'name-id EG',
      'lot-institution EG',
      'entry-institution EG',
      'cda-custodian EG',
      'cda-author EG',
      'cda-legal-authenticator EJ|EG',
    ])
    expect(
      structureGrid(certificate)
        .map((row) => row.expected)
        .slice(2, 8),
    ).toEqual(['EJ', 'EJ', 'EJ', 'EJ', 'EJ|EG', 'EJ'])
  })

  it('agrees when legal entity and site are one, whatever the mode', () => {
    const one = JSON.parse(JSON.stringify(certificate).replaceAll(eg, ej)) as StructureFacts
    expect(wrong(one)).toEqual([])
    expect(wrong({...one, mode: 'site'})).toEqual([])
  })

  it.each<[string, Partial<StructureFacts>, string]>([
    [
      'an AUTH certificate of another entity',
      {authOu: '1750000000'},
      `ou-auth: 1750000000 ≠ 1${ej} → structure.finessEj`,
    ],
    [
      'a SIGN certificate of another entity',
      {signOu: '1750000000'},
      `ou-sign: 1750000000 ≠ 1${ej} → certificates.sign`,
    ],
    ['no AUTH certificate', {authOu: undefined}, `ou-auth: - ≠ 1${ej} → structure.finessEj`],
    [
      'the EJ in the VIHF',
      {identifiantStructure: `1${ej}`},
      `identifiant-structure: 1${ej} ≠ 1${eg} → vihf.structure`,
    ],
    ['a user of another structure', {nameId: '3750000000/1'}, `name-id: 1750000000 ≠ 1${eg} → vihf.user`],
    [
      'a lot of the EJ',
      {lotInstitutions: [xon(`1${ej}`)]},
      `lot-institution: 1${ej} ≠ 1${eg} → structure.finessEg`,
    ],
    [
      'an entry without institution',
      {entryInstitutions: []},
      `entry-institution: - ≠ 1${eg} → structure.finessEg`,
    ],
    [
      'a custodian elsewhere',
      {cdaCustodian: '1750000000'},
      `cda-custodian: 1750000000 ≠ 1${eg} → structure.finessEg`,
    ],
    [
      'an author elsewhere',
      {cdaAuthorOrganisations: ['1750000000']},
      `cda-author: 1750000000 ≠ 1${eg} → structure.finessEg`,
    ],
    [
      'a legal authenticator elsewhere',
      {cdaLegalAuthenticator: '3750000000/9'},
      `cda-legal-authenticator: 1750000000 ≠ 1${ej} | 1${eg} → legalAuthenticator.id`,
    ],
  ])('shows %s, and the setting to change', (_what, change, expected) => {
    expect(wrong({...site, ...change})).toEqual([expected])
  })

  it('shows the commonest mistake: an OU equal to the site where it must be the legal entity', () => {
    const first = firstMismatch(structureGrid({...site, authOu: `1${eg}`, signOu: `1${eg}`}))
    expect(first).toMatchObject({place: 'ou-auth', expected: 'EJ', found: `1${eg}`})
  })

  it('accepts a SIRET in the OU, of both certificates alike', () => {
    const siret = '00000000077081'
    const facts = {...site, siret, authOu: `3${siret}`, signOu: `3${siret}`}
    expect(wrong(facts)).toEqual([])
    expect(wrong({...facts, signOu: `1${ej}`})).toEqual([`ou-sign: 1${ej} ≠ 3${siret} → certificates.sign`])
    expect(wrong({...facts, mode: 'certificate', identifiantStructure: `1${ej}`})).toContain(
      `identifiant-structure: 1${ej} ≠ 3${siret} → vihf.structure`,
    )
  })

  it('does not ask a national id for a structure', () => {
    expect(wrong({...site, nameId: '899700000001', cdaLegalAuthenticator: '899700000001'})).toEqual([])
    expect(wrong({...site, nameId: undefined, cdaLegalAuthenticator: undefined})).toEqual([])
  })

  it('is content when one institution of several is right', () => {
    expect(wrong({...site, lotInstitutions: ['1750000000', `1${eg}`]})).toEqual([])
  })
})

describe('structure in a person’s id', () => {
  it.each([
    [`3${eg}/42`, `1${eg}`],
    ['500000000077081/A', '300000000077081'],
    ['899700000001', undefined],
    [`3${eg}/`, undefined],
    [undefined, undefined],
  ])('%s names %s', (id, structure) => {
    expect(structureOfPerson(id)).toBe(structure)
  })
})
