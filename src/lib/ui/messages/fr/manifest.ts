import type {Messages} from '../messages.ts'

export const manifestFr: Messages = {
  'error.DMP_MANIFEST_UNREADABLE.what': 'le manifeste {file} ne peut pas être lu : {reason}',
  'error.DMP_MANIFEST_UNREADABLE.why':
    'un manifeste est un tableau avec une ligne par document : un objet JSON par ligne (NDJSON, UTF-8) ou, pour un envoi en masse, un fichier CSV ou un classeur .xlsx.',
  'error.DMP_MANIFEST_UNREADABLE.todo':
    'corriger le fichier (noms de colonnes : docs/guides/manifest.md) et relancer ; dmp batch map FICHIER montre comment un tableau est lu et propose la correspondance de ses colonnes',
  'error.DMP_MANIFEST_UNREADABLE.reason.empty': 'il ne contient aucune ligne',
  'error.DMP_MANIFEST_UNREADABLE.reason.utf-16': 'il est en UTF-16',
  'error.DMP_MANIFEST_UNREADABLE.reason.array': 'c’est un tableau JSON et non un objet par ligne',
  'error.DMP_MANIFEST_UNREADABLE.reason.csv': 'c’est un tableau CSV',
  'error.DMP_MANIFEST_UNREADABLE.reason.xls':
    'c’est un ancien classeur (.xls) ou un classeur protégé par mot de passe : l’enregistrer en .xlsx sans mot de passe',
  'error.DMP_MANIFEST_UNREADABLE.reason.xlsb': 'c’est un classeur binaire (.xlsb) : l’enregistrer en .xlsx',
  'error.DMP_MANIFEST_UNREADABLE.reason.ods':
    'c’est un classeur OpenDocument (.ods) : l’enregistrer en .xlsx',
  'error.DMP_MANIFEST_UNREADABLE.reason.pdf': 'c’est un PDF',
  'error.DMP_MANIFEST_UNREADABLE.reason.no-workbook': 'c’est une archive qui ne contient pas de classeur',
  'error.DMP_MANIFEST_UNREADABLE.reason.encrypted': 'l’archive est chiffrée',
  'error.DMP_MANIFEST_UNREADABLE.reason.no-sheet': 'le classeur n’a aucune feuille',
  'error.DMP_MANIFEST_UNREADABLE.reason.sheet-absent':
    'la feuille demandée n’existe pas ; feuilles du classeur : {columns}',
  'error.DMP_MANIFEST_UNREADABLE.reason.sheet-unnamed':
    'plusieurs feuilles du classeur sont remplies et aucune n’est nommée : {columns} ; nommer la bonne (--sheet, ou source.sheet dans la correspondance), ou masquer les autres',
  'error.DMP_MANIFEST_UNREADABLE.reason.no-header':
    'la ligne d’en-tête manque : la première ligne porte déjà des valeurs (ou l’en-tête est à une autre ligne : source.header dans la correspondance)',
  'error.DMP_MANIFEST_UNREADABLE.reason.no-columns':
    'aucune colonne n’est reconnue ; colonnes lues : {columns}',
  'error.DMP_MANIFEST_UNREADABLE.reason.unknown-columns':
    'colonnes inconnues : {columns} (les faire correspondre par --mapping ou --column, ou les préfixer par x_)',
  'error.DMP_MANIFEST_UNREADABLE.reason.header-twice': 'colonnes données deux fois : {columns}',
  'error.DMP_MANIFEST_LINE.what': '{file}, ligne {line}, colonne {field} : {reason}',
  'error.DMP_MANIFEST_LINE.why': 'cette ligne n’a pas été envoyée ; les autres lignes ne sont pas touchées.',
  'error.DMP_MANIFEST_LINE.todo':
    'corriger la ligne et relancer avec le même manifeste : ce qui est déjà envoyé ne repart pas',
  'error.DMP_MANIFEST_LINE.what.patient': '{file}, champ {field} : {reason}',
  'error.DMP_MANIFEST_LINE.why.patient':
    'le fichier patient ne peut pas servir tel quel ; rien n’a été fait.',
  'error.DMP_MANIFEST_LINE.todo.patient':
    'corriger ce champ du fichier patient : JSON, colonnes du manifeste (docs/guides/bulk.md)',
  'error.DMP_MANIFEST_LINE.reason.json': 'la ligne n’est pas du JSON valide',
  'error.DMP_MANIFEST_LINE.reason.encoding-mixed':
    'la ligne est en UTF-8 dans un fichier qui ne l’est pas : plusieurs extractions ont été mises bout à bout',
  'error.DMP_MANIFEST_LINE.reason.double-encoding':
    'les accents ont été convertis deux fois (Ã© pour é) : refaire l’extraction',
  'error.DMP_MANIFEST_LINE.reason.foreign-encoding':
    'les accents sont ceux d’un autre codage (DOS, Macintosh) : refaire l’extraction en UTF-8',
  'error.DMP_MANIFEST_LINE.reason.quote': 'un guillemet fermant est suivi d’autre chose que le séparateur',
  'error.DMP_MANIFEST_LINE.reason.quote-open': 'un guillemet ouvert n’est jamais refermé',
  'error.DMP_MANIFEST_LINE.reason.columns': 'la ligne n’a pas le nombre de cellules de l’en-tête',
  'error.DMP_MANIFEST_LINE.reason.cell-error':
    'la cellule ne contient pas de valeur utilisable (erreur de formule, objet)',
  'error.DMP_MANIFEST_LINE.reason.number-cell':
    'la cellule est un nombre : les zéros de tête sont perdus ; format Texte dans le classeur, ou pad: LONGUEUR dans la correspondance',
  'error.DMP_MANIFEST_LINE.reason.spreadsheet-number':
    'un tableur a transformé ce numéro en nombre approché (2,54E+14) : des chiffres sont perdus',
  'error.DMP_MANIFEST_LINE.reason.date-form': 'la date n’est pas dans la forme déclarée pour cette colonne',
  'error.DMP_MANIFEST_LINE.reason.date-impossible': 'cette date ou cette heure n’existe pas',
  'error.DMP_MANIFEST_LINE.reason.date-ambiguous':
    'cette heure a existé deux fois (fin de l’heure d’été) : donner le décalage',
  'error.DMP_MANIFEST_LINE.reason.date-two-digits': 'l’année n’a que deux chiffres',
  'error.DMP_MANIFEST_LINE.reason.date-serial':
    'c’est un nombre de jours de tableur : déclarer la forme « excel » pour cette colonne si c’en est une date',
  'error.DMP_MANIFEST_LINE.reason.date-local':
    'la forme de cette date n’est pas déclarée : section « dates » de la correspondance (--mapping)',
  'error.DMP_MANIFEST_LINE.reason.day': 'une date AAAA-MM-JJ est attendue',
  'error.DMP_MANIFEST_LINE.reason.reveal-not-hidden':
    'reveal_due est donné et le document n’est pas caché au patient (invisible_patient)',
  'error.DMP_MANIFEST_LINE.reason.bulk-only':
    'send_after et reveal_due ne valent que pour un envoi en masse : dmp batch plan',
  'error.DMP_MANIFEST_LINE.reason.file-absent': 'le fichier n’existe pas',
  'error.DMP_MANIFEST_LINE.reason.file-near': 'le fichier n’existe pas sous ce nom ; il y a {near}',
  'error.DMP_MANIFEST_LINE.reason.path-reserved': 'ce nom désigne un périphérique sous Windows',
  'error.DMP_MANIFEST_LINE.reason.ins-name': 'un nom est vide',
  'error.DMP_MANIFEST_LINE.reason.ins-birth-date': 'la date de naissance n’est pas une date',
  'error.DMP_MANIFEST_LINE.reason.ins-birth-place': 'le lieu de naissance n’est pas un code',
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
  'error.DMP_MANIFEST_LINE.reason.ipp-alone':
    'l’INS manque, et un IPP seul ne dit pas qui est le patient : le fichier d’identités (--identities) donne l’INS de chaque IPP, ou la ligne le porte (ins, ins_oid et les six traits)',
  'error.DMP_MANIFEST_LINE.reason.traits-absent':
    'les six traits du patient manquent (birth_name, first_given, given_names, birth_date, sex, birth_place) : les donner dans la ligne, ou dans le fichier d’identités (--identities)',
  'error.DMP_MANIFEST_LINE.reason.flag': 'Y ou N est attendu',
  'error.DMP_MANIFEST_LINE.reason.integer': 'un nombre entier à partir de 1 est attendu',
  'error.DMP_MANIFEST_LINE.reason.action': 'submit, replace ou delete est attendu',
  'error.DMP_MANIFEST_LINE.reason.oid': 'un OID est attendu',
  'error.DMP_MANIFEST_LINE.reason.ins-oid': 'ce n’est pas un OID d’INS',
  'error.DMP_MANIFEST_LINE.reason.sex': 'M ou F est attendu',
  'error.DMP_MANIFEST_LINE.reason.place': 'un code INSEE de cinq caractères est attendu (99999 si inconnu)',
  'error.DMP_MANIFEST_LINE.reason.date':
    'une date AAAA-MM-JJ, ou une date et heure avec décalage, est attendue',
  'error.DMP_MANIFEST_LINE.reason.name-formula': 'il commence comme une formule de tableur',
  'error.DMP_MANIFEST_LINE.reason.birth-date-future': 'personne n’est encore né à cette date',
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
  'error.DMP_MANIFEST_LINE.reason.ins-full-width':
    'matricule INS refusé : il est écrit en chiffres pleine chasse, le retaper',
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
