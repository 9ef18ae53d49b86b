/*
 * Every place of a submission that names the structure, beside what is expected there.
 *
 * Hospital certificates belong to the legal entity (FINESS EJ, in the OU) while the sending site is named by its
 * FINESS géographique (EG) in the VIHF, the lot, the document's entry and the CDA. The commonest refusals of the DMP
 * are an incoherence between them ("Erreur d'authentification de la personne morale", "Aucun AuthorInstitution ne
 * correspond à l'utilisateur du VIHF"), and neither text says which of the two numbers is wrong: this grid does.
 * Sources: EX_2.1-1140, EX_GEN-1450, CI-SIS structuration minimale (Struct_IdNat, PS_IdNat).
 *
 * Modes (`vihf.structure`): `site`, the VIHF and all that follows name the EG; `certificate`, the VIHF names what the OU
 * names, at least one authorInstitution must equal it, and the CDA may name either.
 *
 * Not here: reading certificates, building the VIHF, knowing whether a FINESS is an EJ or an EG (no key tells).
 */

export type StructurePlace =
  | 'ou-auth'
  | 'ou-sign'
  | 'identifiant-structure'
  | 'name-id'
  | 'lot-institution'
  | 'entry-institution'
  | 'cda-custodian'
  | 'cda-author'
  | 'cda-legal-authenticator'

/** Which number belongs there; `EJ|EG` where either is right. */
export type ExpectedStructure = 'EJ' | 'EG' | 'EJ|EG'

export interface StructureRow {
  readonly place: StructurePlace
  /** Struct_IdNat found, `-` when nothing names a structure there. */
  readonly found: string
  readonly expected: ExpectedStructure
  /** Struct_IdNat that would be right; several joined by ` | `. */
  readonly expectedValue: string
  readonly ok: boolean
  /** Key of the profile to change when it is not. */
  readonly setting: string
}

export interface StructureFacts {
  readonly finessEj: string
  readonly finessEg: string
  /** Accepted in the OU instead of the EJ. */
  readonly siret?: string | undefined
  readonly mode: 'site' | 'certificate'
  /** OU of the certificates: `1`+FINESS or `3`+SIRET. */
  readonly authOu?: string | undefined
  readonly signOu?: string | undefined
  /** VIHF attribute Identifiant_Structure. */
  readonly identifiantStructure?: string | undefined
  /** VIHF Subject/NameID: a PS_IdNat. */
  readonly nameId?: string | undefined
  /** authorInstitution: XON or the bare id. */
  readonly lotInstitutions?: readonly string[] | undefined
  readonly entryInstitutions?: readonly string[] | undefined
  readonly cdaCustodian?: string | undefined
  readonly cdaAuthorOrganisations?: readonly string[] | undefined
  /** Id of the legal authenticator (PS_IdNat) or of his organisation. */
  readonly cdaLegalAuthenticator?: string | undefined
}

/** All rows, in the order in which the DMP meets them. */
export function structureGrid(facts: StructureFacts): readonly StructureRow[] {
  const ej = facts.siret ? [`1${facts.finessEj}`, `3${facts.siret}`] : [`1${facts.finessEj}`]
  const eg = [`1${facts.finessEg}`]
  const vihf = facts.mode === 'site' ? eg : facts.authOu ? [facts.authOu] : ej
  const vihfKind: ExpectedStructure = facts.mode === 'site' ? 'EG' : 'EJ'
  const cda = facts.mode === 'site' ? eg : [...vihf, ...eg]
  const cdaKind: ExpectedStructure = facts.mode === 'site' ? 'EG' : 'EJ|EG'
  const row = (
    place: StructurePlace,
    setting: string,
    expected: ExpectedStructure,
    values: readonly string[],
    found: readonly (string | undefined)[],
    needed = true,
  ): StructureRow => {
    const named = found.filter((one) => one !== undefined && one !== '') as string[]
    return {
      place,
      found: named.length === 0 ? '-' : named.join(' | '),
      expected,
      expectedValue: [...new Set(values)].join(' | '),
      ok: named.length === 0 ? !needed : named.some((one) => values.includes(one)),
      setting,
    }
  }
  return [
    row('ou-auth', 'structure.finessEj', 'EJ', ej, [facts.authOu]),
    // Both certificates name the same holder (EX_GEN-1450), even when a SIRET is allowed for the EJ.
    row(
      'ou-sign',
      'certificates.sign',
      'EJ',
      facts.authOu && ej.includes(facts.authOu) ? [facts.authOu] : ej,
      [facts.signOu],
    ),
    row('identifiant-structure', 'vihf.structure', vihfKind, vihf, [facts.identifiantStructure]),
    row('name-id', 'vihf.user', vihfKind, vihf, [structureOfPerson(facts.nameId)], false),
    row('lot-institution', 'structure.finessEg', vihfKind, vihf, institutions(facts.lotInstitutions)),
    row('entry-institution', 'structure.finessEg', vihfKind, vihf, institutions(facts.entryInstitutions)),
    row('cda-custodian', 'structure.finessEg', cdaKind, cda, [facts.cdaCustodian]),
    row('cda-author', 'structure.finessEg', vihfKind, vihf, facts.cdaAuthorOrganisations ?? []),
    row(
      'cda-legal-authenticator',
      'legalAuthenticator.id',
      'EJ|EG',
      [...ej, ...eg],
      [structureOf(facts.cdaLegalAuthenticator)],
      false,
    ),
  ]
}

/** The first row that is not right: the one to repair first. */
export function firstMismatch(rows: readonly StructureRow[]): StructureRow | undefined {
  return rows.find((row) => !row.ok)
}

function institutions(values: readonly string[] = []): readonly (string | undefined)[] {
  // XON: the id is the tenth component.
  return values.map((value) => (value.includes('^') ? value.split('^')[9] : value))
}

/**
 * The structure inside a person's id scoped to a structure, as Struct_IdNat: `3`+FINESS+`/…` → `1`+FINESS,
 * `5`+SIRET+`/…` → `3`+SIRET. National ids (RPPS, ADELI) name no structure: undefined.
 */
export function structureOfPerson(personId: string | undefined): string | undefined {
  const parts = /^([35])([0-9AB]+)\/./.exec(personId ?? '')
  if (!parts) return undefined
  return `${parts[1] === '3' ? '1' : '3'}${parts[2]}`
}

function structureOf(id: string | undefined): string | undefined {
  if (id === undefined) return undefined
  return id.includes('/') ? structureOfPerson(id) : /^1[0-9AB]{9}$|^3\d{14}$/.test(id) ? id : undefined
}
