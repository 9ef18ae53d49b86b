/** The stay of a document: its own dates, and those of the act where they are all that is told. */
import {describe, expect, it} from 'vitest'
import type {ManifestRow} from '../../../src/lib/manifest/manifest.ts'
import type {Profile} from '../../../src/lib/profile/profile.ts'
import {composeLevel1} from '../../../src/lib/usecases/submission/compose-level1.ts'
import {requestOfRow} from '../../../src/lib/usecases/submission/request-of-row.ts'
import type {ValueSets} from '../../../src/lib/valuesets/value-sets.ts'

const signer = {id: '899700000001', family: 'MARTIN'}
const profile = {
  lps: {name: 'dmp', version: '1'},
  structure: {finessEg: '010000032', name: 'CH', sector: 'SA01', practiceSettingCode: 'ETABLISSEMENT'},
  author: {kind: 'person', ...signer},
  legalAuthenticator: signer,
} as unknown as Profile
const valueSets = {
  find: (_: string, code: string) => ({code, system: '1.2', displayName: code}),
} as unknown as ValueSets

function stay(dates: Partial<ManifestRow>) {
  const row = {
    ...{
      kind: 'row',
      line: 2,
      action: 'submit',
      author: {},
      legalAuthenticator: {},
      eventCodes: [],
      extras: {},
    },
    ...{typeCode: '11490-0', documentDate: '2026-03-12', ...dates},
  } as unknown as ManifestRow
  const patient = {ins: {matricule: '1', oid: '1.2'}, traits: {}} as never
  const request = {...requestOfRow(row, '/a.pdf', '/m.csv', profile), patient}
  const place = {uniqueId: '1.2.3', setId: {root: '1.2.3'}, versionNumber: 1}
  const {encounter, service} = composeLevel1(request, 'application/pdf', place, profile, valueSets)
  return {encounter: [encounter.start, encounter.stop], service: [service.start, service.stop]}
}

describe('the stay of a document', () => {
  it('is that of the row, and the act keeps its own dates', () => {
    const act = {serviceStart: '2026-03-03T08:00', serviceStop: '2026-03-03T09:30'}
    expect(stay({...act, entryDate: '2026-03-02', exitDate: '2026-03-10'})).toEqual({
      encounter: ['2026-03-02', '2026-03-10'],
      service: ['2026-03-03T08:00', '2026-03-03T09:30'],
    })
    expect(stay({...act, exitDate: '2026-03-10'}).encounter).toEqual(['2026-03-03T08:00', '2026-03-10'])
    expect(stay(act).encounter).toEqual(['2026-03-03T08:00', '2026-03-03T09:30'])
  })

  it('never begins after its end, where a letter is written after the discharge', () => {
    expect(stay({exitDate: '2026-03-10'}).encounter).toEqual(['2026-03-10', '2026-03-10'])
    expect(stay({exitDate: '2026-03-14'}).encounter).toEqual(['2026-03-12', '2026-03-14'])
  })
})
