import type {Messages} from '../messages.ts'

export const manifestFr: Messages = {
  'error.DMP_MANIFEST_UNREADABLE.what': 'le manifeste {file} ne peut pas être lu : {reason}',
  'error.DMP_MANIFEST_UNREADABLE.why':
    'un manifeste est un fichier UTF-8 qui contient un objet JSON par ligne (NDJSON), un par document.',
  'error.DMP_MANIFEST_UNREADABLE.todo':
    'produire un fichier UTF-8 avec un objet JSON par ligne et les noms de colonnes du manifeste, puis relancer',
  'error.DMP_MANIFEST_UNREADABLE.reason.empty': 'il ne contient aucune ligne',
  'error.DMP_MANIFEST_UNREADABLE.reason.utf-16': 'il est en UTF-16',
  'error.DMP_MANIFEST_UNREADABLE.reason.array': 'c’est un tableau JSON et non un objet par ligne',
  'error.DMP_MANIFEST_UNREADABLE.reason.csv': 'c’est un tableau CSV',
  'error.DMP_MANIFEST_LINE.what': '{file}, ligne {line}, colonne {field} : {reason}',
  'error.DMP_MANIFEST_LINE.why': 'cette ligne n’a pas été envoyée ; les autres lignes ne sont pas touchées.',
  'error.DMP_MANIFEST_LINE.todo':
    'corriger la ligne et relancer avec le même manifeste : ce qui est déjà envoyé ne repart pas',
  'error.DMP_MANIFEST_LINE.reason.json': 'la ligne n’est pas du JSON valide',
  'error.DMP_MANIFEST_LINE.reason.not-object': 'la ligne n’est pas un objet JSON',
  'error.DMP_MANIFEST_LINE.reason.line-too-long': 'la ligne dépasse 1 Mo',
  'error.DMP_MANIFEST_LINE.reason.encoding': 'le texte n’est pas en UTF-8 valide',
  'error.DMP_MANIFEST_LINE.reason.utf-16': 'la ligne est en UTF-16',
  'error.DMP_MANIFEST_LINE.reason.column-twice': 'une colonne est donnée deux fois',
  'error.DMP_MANIFEST_LINE.reason.unknown-column': 'colonne inconnue (préfixe x_ pour une colonne libre)',
  'error.DMP_MANIFEST_LINE.reason.number-not-text':
    'un nombre est donné là où un texte entre guillemets est attendu (zéros de tête perdus)',
  'error.DMP_MANIFEST_LINE.reason.not-text': 'un texte est attendu',
  'error.DMP_MANIFEST_LINE.reason.one-line': 'le texte doit tenir sur une ligne, sans caractère de contrôle',
  'error.DMP_MANIFEST_LINE.reason.too-long': 'le texte dépasse 1000 caractères',
  'error.DMP_MANIFEST_LINE.reason.missing': 'valeur obligatoire absente',
  'error.DMP_MANIFEST_LINE.reason.missing-document':
    'une suppression nomme son document : document_id ou source_id',
  'error.DMP_MANIFEST_LINE.reason.missing-patient': 'le patient manque : ins et ins_oid, ou ipp',
  'error.DMP_MANIFEST_LINE.reason.flag': 'Y ou N est attendu',
  'error.DMP_MANIFEST_LINE.reason.integer': 'un nombre entier à partir de 1 est attendu',
  'error.DMP_MANIFEST_LINE.reason.action': 'submit, replace ou delete est attendu',
  'error.DMP_MANIFEST_LINE.reason.oid': 'un OID est attendu',
  'error.DMP_MANIFEST_LINE.reason.ins-oid': 'ce n’est pas un OID d’INS',
  'error.DMP_MANIFEST_LINE.reason.sex': 'M ou F est attendu',
  'error.DMP_MANIFEST_LINE.reason.place': 'un code INSEE de cinq caractères est attendu (99999 si inconnu)',
  'error.DMP_MANIFEST_LINE.reason.date':
    'une date AAAA-MM-JJ, ou une date et heure avec décalage, est attendue',
  'error.DMP_MANIFEST_LINE.reason.birth-date-format': 'une date AAAA-MM-JJ est attendue',
  'error.DMP_MANIFEST_LINE.reason.birth-date-impossible': 'cette date n’existe pas',
  'error.DMP_MANIFEST_LINE.reason.code': 'un code est attendu',
  'error.DMP_MANIFEST_LINE.reason.structure':
    'un identifiant de structure est attendu (1 + FINESS, ou 3 + SIRET)',
  'error.DMP_MANIFEST_LINE.reason.event-codes':
    'des paires système:code séparées par un blanc sont attendues',
  'error.DMP_MANIFEST_LINE.reason.confidentiality': 'N est attendu',
  'error.DMP_MANIFEST_LINE.reason.restricted':
    'un document restreint (R, V) ne se partage pas : à décider par une personne',
  'error.DMP_MANIFEST_LINE.reason.sha256': 'une empreinte SHA-256 de 64 chiffres hexadécimaux est attendue',
  'error.DMP_MANIFEST_LINE.reason.path-absolute': 'le chemin doit être relatif au dossier du manifeste',
  'error.DMP_MANIFEST_LINE.reason.path-outside': 'le chemin sort du dossier du manifeste',
  'error.DMP_MANIFEST_LINE.reason.path-characters': 'le chemin contient un caractère de contrôle',
  'error.DMP_MANIFEST_LINE.reason.path-empty': 'le chemin ne nomme pas un fichier',
  'error.DMP_MANIFEST_LINE.reason.not-qualified':
    'l’identité n’est pas déclarée qualifiée (QUAL ou QUALIFIEE)',
  'error.DMP_MANIFEST_LINE.reason.traits-incomplete':
    'les six traits stricts sont donnés ensemble ou pas du tout',
  'error.DMP_MANIFEST_LINE.reason.visibility':
    'la visibilité n’est ni dans la ligne ni donnée pour tout le manifeste',
  'error.DMP_MANIFEST_LINE.reason.visibility-partial':
    'les trois colonnes de visibilité sont données ensemble',
  'error.DMP_MANIFEST_LINE.reason.delete-elsewhere':
    'une suppression ne se demande pas dans un manifeste : dmp document delete',
  'error.DMP_MANIFEST_LINE.reason.own-ids':
    'cet identifiant est donné au document quand il est fabriqué ; retirer la colonne (elle ne vaut que pour un CDA, qui le porte déjà)',
  'error.DMP_MANIFEST_LINE.reason.replaces-submit': 'replaces va avec action replace, et action vaut submit',
  'error.DMP_MANIFEST_LINE.reason.source-id-twice': 'ce source_id est déjà à la ligne {first}',
  'error.DMP_MANIFEST_LINE.reason.ins-empty': 'matricule INS refusé : il est vide',
  'error.DMP_MANIFEST_LINE.reason.ins-spreadsheet':
    'matricule INS refusé : un tableur l’a transformé en nombre approché, ses derniers chiffres sont perdus',
  'error.DMP_MANIFEST_LINE.reason.ins-characters':
    'matricule INS refusé : il contient autre chose que des chiffres et des lettres',
  'error.DMP_MANIFEST_LINE.reason.ins-length': 'matricule INS refusé : il n’a pas 15 caractères',
  'error.DMP_MANIFEST_LINE.reason.ins-no-key':
    'matricule INS refusé : il n’a que 13 caractères : la clé de deux chiffres manque',
  'error.DMP_MANIFEST_LINE.reason.ins-provisional':
    'matricule INS refusé : c’est un numéro provisoire (NNP), pas un matricule INS',
  'error.DMP_MANIFEST_LINE.reason.ins-migrant':
    'matricule INS refusé : c’est un numéro de migrant de passage, pas un matricule INS',
  'error.DMP_MANIFEST_LINE.reason.ins-old-ins':
    'matricule INS refusé : c’est un ancien identifiant calculé (INS-C ou INS-A), retiré depuis 2021',
  'error.DMP_MANIFEST_LINE.reason.ins-structure':
    'matricule INS refusé : ses caractères ne forment pas un matricule (une lettre n’est admise qu’en 7e position, pour la Corse)',
  'error.DMP_MANIFEST_LINE.reason.ins-key':
    'matricule INS refusé : sa clé ne correspond pas à ses 13 premiers caractères : au moins un caractère est faux',
}
