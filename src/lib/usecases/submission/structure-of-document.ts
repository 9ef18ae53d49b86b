import {type CdaHeader, type CdaParticipant, cdaOids} from '../../cda/model.ts'
import type {Profile} from '../../profile/profile.ts'
import {type StructurePlace, type StructureRow, structureGrid} from '../../structure/structure-grid.ts'
import {vihfNameId, vihfStructureId} from '../../vihf/facts.ts'
import type {Workbench} from '../ports.ts'
import {type SeenCertificates, seenCertificates} from './seen-certificates.ts'
import type {Finding} from './submission-report.ts'

type Bench = Pick<Workbench, 'profile' | 'keyFiles' | 'link'>

/** Where the OU of the certificates come from: keys that are open, or what can be read without them. */
export type UnitsFrom = 'link' | 'seen'

/** Structure that the VIHF names, and the OU of both certificates as far as they are known. */
export interface Units extends SeenCertificates {
  readonly structureId: string
}

/** Key files are looked into once for a whole list. */
const seen = new WeakMap<Profile, Promise<SeenCertificates>>()

export async function unitsOf(bench: Bench, from: UnitsFrom): Promise<Units> {
  const profile = await bench.profile()
  if (from === 'link') {
    const {ou, structureId} = await bench.link()
    return {...ou, structureId}
  }
  const ou = await (seen.get(profile) ?? seenCertificates(bench))
  seen.set(profile, Promise.resolve(ou))
  return {...ou, structureId: vihfStructureId(profile, ou.sign ?? `1${profile.structure.finessEj}`)}
}

const organisation = (part: CdaParticipant) =>
  part.organization?.ids.find(({root}) => root === cdaOids.structures)?.extension

/** Parts of a header that name the structure. */
export type StructureHeader = Pick<CdaHeader, 'authors' | 'custodian' | 'legalAuthenticator'>

/** Those of a document that will be built: its author is the structure that the VIHF names. */
export function headerToBuild({structureId}: Units): StructureHeader {
  const organization = {ids: [{root: cdaOids.structures, extension: structureId, line: 0}], line: 0}
  return {authors: [{ids: [], organization, line: 0}]}
}

/** Places that name the structure, as this document and this profile fill them. */
export function gridOf(profile: Profile, units: Units, header: StructureHeader): readonly StructureRow[] {
  const {finessEj, finessEg, siret} = profile.structure
  const authors = header.authors.flatMap((author) => organisation(author) ?? [])
  return structureGrid({
    finessEj,
    finessEg,
    siret,
    mode: profile.vihf.structure,
    authOu: units.auth,
    signOu: units.sign,
    identifiantStructure: units.structureId,
    nameId: vihfNameId(profile, units.structureId),
    lotInstitutions: [units.structureId, `1${finessEg}`],
    entryInstitutions: authors,
    cdaCustodian: header.custodian?.ids.find(({root}) => root === cdaOids.structures)?.extension,
    cdaAuthorOrganisations: authors,
    cdaLegalAuthenticator: header.legalAuthenticator?.ids.find(({root}) => root === cdaOids.professionals)
      ?.extension,
  })
}

/** Places that the DMP compares with each other; it refuses the lot as soon as one is another structure's. */
const DECISIVE: readonly StructurePlace[] = [
  'ou-auth',
  'ou-sign',
  'identifiant-structure',
  'lot-institution',
  'entry-institution',
]

/**
 * What the grid says against sending (EX_2.1-1140, EX_GEN-1450): an error for each decisive place, a warning for the
 * others. A certificate that could not be looked into is not judged.
 */
export function structureFindings(rows: readonly StructureRow[]): readonly Finding[] {
  const wrong = rows.filter(({ok, place, found}) => !ok && !(place.startsWith('ou-') && found === '-'))
  const entry = wrong.some(({place}) => place === 'entry-institution')
  return wrong
    .filter(({place}) => !(entry && place === 'cda-author'))
    .map(({place, found, expectedValue, setting}) => ({
      rule: 'STRUCTURE-MISMATCH',
      severity: DECISIVE.includes(place) ? 'error' : 'warning',
      params: {place, found, expected: expectedValue, setting},
    }))
}
