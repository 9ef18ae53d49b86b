import {foldAccents} from '../ins/names.ts'

/** Names that exports give to what a manifest calls otherwise; seen in the field or obvious, and only ever proposed. */
const NAMES: Readonly<Record<string, string>> = {
  file: 'FICHIER NOM_FICHIER FILE FILENAME FILE_NAME CHEMIN CHEMIN_FICHIER PATH PDF NOM_PDF DOCUMENT_PATH URL_DOCUMENT',
  source_id:
    'ID_DOC ID_DOCUMENT DOC_ID DOCUMENT_ID_LOCAL NUM_DOC NUM_DOCUMENT NUMERO_DOCUMENT IDENTIFIANT_DOCUMENT GED_ID ID_GED',
  ipp: 'IPP NIP NUM_PATIENT NUMERO_PATIENT ID_PATIENT PATIENT_ID PATID PAT_ID NO_PATIENT N_IPP NUM_IPP',
  ins: 'INS MATRICULE_INS INS_MATRICULE NIR INS_NIR MATRICULE NUM_INS NUMERO_INS',
  ins_oid: 'INS_OID OID_INS OID',
  identity_status:
    'STATUT_IDENTITE IDENTITE_STATUT STATUT_INS INS_STATUT ETAT_IDENTITE STATUT_IDENTITO QUALIF QUALIFICATION',
  birth_name: 'NOM_NAISSANCE NOM_DE_NAISSANCE NOM_NAIS NOM_PATRONYMIQUE NOM_FAMILLE BIRTH_NAME NOM_JF',
  first_given: 'PREMIER_PRENOM PRENOM_NAISSANCE PRENOM_1 PRENOM1 PRENOM FIRST_NAME',
  given_names: 'PRENOMS LISTE_PRENOMS PRENOMS_NAISSANCE GIVEN_NAMES PRENOMS_ACTE',
  used_name: 'NOM_USAGE NOM_D_USAGE NOM_USUEL NOM_UTILISE NOM_MARITAL NOM',
  used_given: 'PRENOM_UTILISE PRENOM_USUEL PRENOM_USAGE',
  birth_date: 'DATE_NAISSANCE DATE_DE_NAISSANCE DDN DATE_NAIS DNAISS NE_LE NEE_LE BIRTH_DATE',
  sex: 'SEXE SEX CIVILITE_SEXE GENRE',
  birth_place:
    'COG_NAISSANCE CODE_LIEU_NAISSANCE LIEU_NAISSANCE_INSEE INSEE_NAISSANCE CODE_INSEE_NAISSANCE LIEU_NAISSANCE COG',
  type_label: 'TYPE TYPE_DOC TYPE_DOCUMENT LIBELLE_TYPE LIB_TYPE NATURE NATURE_DOCUMENT CATEGORIE MODELE',
  type_code: 'CODE_TYPE CODE_LOINC LOINC TYPE_LOINC',
  title: 'TITRE TITLE LIBELLE LIBELLE_DOCUMENT INTITULE OBJET',
  document_date:
    'DATE_DOC DATE_DOCUMENT DATE_CREATION DATE_CREA DATE_CR DATE_VALIDATION DATE_VALID DATE_SIGNATURE DATE',
  service_start: 'DATE_ACTE DATE_EXAMEN DATE_DEBUT DATE_CONSULTATION DEBUT_ACTE',
  service_stop: 'DATE_FIN FIN_ACTE DATE_FIN_ACTE',
  entry_date: 'DATE_ENTREE ENTREE DATE_ADMISSION',
  exit_date: 'DATE_SORTIE SORTIE',
  author_id: 'RPPS AUTEUR_RPPS NUM_RPPS RPPS_AUTEUR ID_AUTEUR',
  author_family: 'AUTEUR NOM_AUTEUR AUTEUR_NOM MEDECIN NOM_MEDECIN REDACTEUR',
  author_given: 'PRENOM_AUTEUR AUTEUR_PRENOM PRENOM_MEDECIN',
  structure_id: 'FINESS FINESS_GEO NUM_FINESS CODE_FINESS FINESS_ET',
  unit: 'UF CODE_UF UF_CODE UF_RESP UNITE SERVICE CODE_SERVICE UM',
  venue: 'NDA VENUE IEP NUM_VENUE NUMERO_VENUE NUM_SEJOUR N_SEJOUR SEJOUR NUM_DOSSIER DOSSIER NUMERO_DOSSIER',
  status: 'STATUT ETAT STATUT_DOC STATUT_DOCUMENT ETAT_DOCUMENT STATUT_VALIDATION VALIDATION',
  sha256: 'SHA256 SHA_256 EMPREINTE HASH',
  masque_ps: 'MASQUE_PS MASQUE',
  invisible_patient: 'INVISIBLE_PATIENT MASQUE_PATIENT',
  invisible_rep_legaux: 'INVISIBLE_REP_LEGAUX INVISIBLE_REPRESENTANTS_LEGAUX',
  as_of: 'DATE_QUALIFICATION DATE_VERIFICATION DATE_INSI AS_OF',
  ins_history: 'INS_HISTORIQUE HISTORIQUE_INS',
  deceased: 'DECES DECEDE DATE_DECES DATE_DE_DECES DCD',
  merged_into: 'IPP_MAITRE FUSIONNE_AVEC FUSIONNE_VERS IPP_FUSION IPP_SURVIVANT',
}

/** A second column beside the INS. */
export const KEY_NAMES: ReadonlySet<string> = new Set([
  'CLE',
  'CLE_INS',
  'CLE_NIR',
  'INS_CLE',
  'KEY',
  'NIR_CLE',
])

/** A header name as names are compared: capitals without accents, `_` for anything between words. */
export function nameKey(name: string): string {
  return foldAccents(name)
    .replace(/°/g, 'O')
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
}

const byName = new Map<string, string>()
for (const [column, names] of Object.entries(NAMES)) {
  byName.set(nameKey(column), column)
  for (const name of names.split(' ')) if (!byName.has(name)) byName.set(name, column)
}

/** The canonical column that a name of a header most likely means. */
export function columnNamed(name: string): string | undefined {
  const key = nameKey(name)
  return byName.get(key) ?? byName.get(key.replace(/^(?:NO?|NUM|NUMERO|CODE)_/, ''))
}
