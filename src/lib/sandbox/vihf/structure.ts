import type {PeerCertificate} from '../backend.ts'
import {fault, structureRefused} from '../refusals.ts'

/** Sites (Struct_IdNat) declared for each legal entity (OU of its certificates). */
export type DeclaredSites = Readonly<Record<string, readonly string[]>>

export interface StructureClaims {
  readonly peer: PeerCertificate
  readonly signer: PeerCertificate
  readonly structureId: string
  readonly nameId: string
}

function refuse(cause: string, text: string): never {
  throw fault('SandboxVihfRefused', `vihf/${cause}`, `${structureRefused} : ${text}`)
}

/**
 * Same legal entity in both certificates; Identifiant_Structure is that entity or one of its declared sites; a
 * structure-scoped NameID belongs to one of the two. (Error text of the DMP; certificates are held by the legal
 * entity since 2023, sites are named by their FINESS géographique.)
 */
export function checkStructure(claims: StructureClaims, sites: DeclaredSites): void {
  const entity = claims.peer.subject.OU
  if (claims.signer.subject.OU !== entity) {
    refuse('structure-certificates', 'les certificats AUTH_CLI et SIGN ne sont pas de la même structure')
  }
  const declared = sites[entity] ?? []
  if (claims.structureId !== entity && !declared.includes(claims.structureId)) {
    refuse('structure', 'Identifiant_Structure ne correspond pas au certificat')
  }
  const scope = /^([35])([^/]+)\//.exec(claims.nameId)
  if (scope === null) return
  const owner = `${scope[1] === '3' ? '1' : '3'}${scope[2]}`
  if (owner !== entity && owner !== claims.structureId) {
    refuse('name-id-structure', 'NameID appartient à une autre structure')
  }
}
