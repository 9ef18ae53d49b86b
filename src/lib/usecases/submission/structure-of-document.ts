import {type CdaParticipant, cdaOids} from '../../cda/model.ts'
import {type StructureRow, structureGrid} from '../../structure/structure-grid.ts'
import {vihfNameId, vihfStructureId} from '../../vihf/facts.ts'
import type {Workbench} from '../ports.ts'
import type {Rendering} from './rendering.ts'
import {seenCertificates} from './seen-certificates.ts'

const organisation = (part: CdaParticipant) =>
  part.organization?.ids.find(({root}) => root === cdaOids.structures)?.extension

/** Places that name the structure, as this document and this profile would fill them. */
export async function gridOf(bench: Workbench, {header}: Rendering): Promise<readonly StructureRow[]> {
  const profile = await bench.profile()
  const ou = await seenCertificates(bench)
  const {finessEj, finessEg, siret} = profile.structure
  const structureId = vihfStructureId(profile, ou.sign ?? `1${finessEj}`)
  const authors = header.authors.flatMap((author) => organisation(author) ?? [])
  return structureGrid({
    finessEj,
    finessEg,
    siret,
    mode: profile.vihf.structure,
    authOu: ou.auth,
    signOu: ou.sign,
    identifiantStructure: structureId,
    nameId: vihfNameId(profile, structureId),
    lotInstitutions: [structureId, `1${finessEg}`],
    entryInstitutions: authors,
    cdaCustodian: header.custodian?.ids.find(({root}) => root === cdaOids.structures)?.extension,
    cdaAuthorOrganisations: authors,
    cdaLegalAuthenticator: header.legalAuthenticator?.ids.find(({root}) => root === cdaOids.professionals)
      ?.extension,
  })
}
