import type {CdaOrganization, CdaParticipant} from '../cda/model.ts'
import {cdaOids} from '../cda/model.ts'
import {ce, xcn, xon} from './hl7v2-fields.ts'
import type {XdsAuthor} from './model.ts'

/**
 * XCN.13 of a PS_IdNat: national numbers (`0` ADELI, `8` RPPS) are `IDNPS`, numbers internal to a structure
 * (they hold a `/`) are `EI` (GIE message samples).
 */
function idTypeOf(id: string): string {
  return id.includes('/') ? 'EI' : 'IDNPS'
}

/** XCN of an author or of the legal authenticator; undefined without a usable identifier. */
export function personOf(given: CdaParticipant | undefined): string | undefined {
  const id = given?.ids.find((one) => one.root === cdaOids.professionals) ?? given?.ids[0]
  if (!given || !id?.root || !id.extension) return undefined
  const base = {id: id.extension, oid: id.root}
  if (given.device)
    return xcn({
      ...base,
      family: given.device.softwareName ?? '',
      given: given.device.modelName ?? '',
      nameType: 'U',
      idType: 'RI',
    })
  const {families, givens} = given.person ?? {families: [], givens: []}
  return xcn({
    ...base,
    family: families[0]?.text ?? '',
    given: givens[0]?.text ?? '',
    nameType: 'D',
    idType: idTypeOf(id.extension),
  })
}

/** XON of a structure; undefined when it has no name. */
export function institutionOf(given: CdaOrganization | undefined): string | undefined {
  if (!given?.name) return undefined
  const id = given.ids.find((one) => one.root === cdaOids.structures && one.extension)
  if (!id?.extension) return xon({name: given.name, oid: cdaOids.structures})
  return xon({name: given.name, id: id.extension, oid: cdaOids.structures})
}

/** One author of the header in XDS form (ANS logical models of the DMP); undefined without an identifier. */
export function xdsAuthorOf(given: CdaParticipant): XdsAuthor | undefined {
  const person = personOf(given)
  if (person === undefined) return undefined
  const institution = institutionOf(given.organization)
  const {role, specialty} = given
  return {
    person,
    institutions: institution === undefined ? [] : [institution],
    roles: role?.displayName === undefined ? [] : [role.displayName],
    specialties: specialty?.code
      ? [ce(specialty.code, specialty.displayName ?? '', specialty.codeSystem ?? '')]
      : [],
  }
}
