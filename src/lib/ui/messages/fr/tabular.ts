import type {Messages} from '../messages.ts'

/** Tables, mappings and identities files; reasons and repairs of records of a bulk plan. */
export const tabularFr: Messages = {
  'error.DMP_MAPPING_INVALID.what': 'correspondance {file}, ligne {line}, {field} : {reason}',
  'error.DMP_MAPPING_INVALID.why':
    'la correspondance dit quelle colonne de l’extraction a quel sens ; une faute s’y répéterait à chaque ligne, donc rien n’a été lu.',
  'error.DMP_MAPPING_INVALID.todo':
    'corriger la correspondance et relancer ; dmp batch map FICHIER en propose une et montre dix lignes décodées',
  'error.DMP_MAPPING_INVALID.reason.yaml':
    'ce n’est pas du YAML simple (textes, listes et sections ; chaque nom une seule fois)',
  'error.DMP_MAPPING_INVALID.reason.size': 'le fichier est trop gros pour une correspondance',
  'error.DMP_MAPPING_INVALID.reason.unknown-key': 'clé inconnue à cet endroit',
  'error.DMP_MAPPING_INVALID.reason.text': 'un texte est attendu',
  'error.DMP_MAPPING_INVALID.reason.map': 'des paires « nom: valeur » sont attendues',
  'error.DMP_MAPPING_INVALID.reason.list': 'une liste est attendue',
  'error.DMP_MAPPING_INVALID.reason.column': 'ce n’est pas une colonne du manifeste',
  'error.DMP_MAPPING_INVALID.reason.column-absent': 'cette colonne n’est pas dans le fichier',
  'error.DMP_MAPPING_INVALID.reason.column-twice':
    'cette colonne est deux fois dans le fichier : en renommer une',
  'error.DMP_MAPPING_INVALID.reason.template': 'les accolades ne forment pas de nom de colonne',
  'error.DMP_MAPPING_INVALID.reason.date-form':
    'la forme de date n’est pas comprise (jj : dd, mois : MM, année : yyyy, heure : HH, minutes : mm, secondes : ss ; ou excel)',
  'error.DMP_MAPPING_INVALID.reason.zone': 'fuseau horaire inconnu (par exemple Europe/Paris)',
  'error.DMP_MAPPING_INVALID.reason.length': 'une longueur de 1 à 99 est attendue',
  'error.DMP_MAPPING_INVALID.reason.version': 'la version 1 est attendue',
  'error.DMP_MAPPING_INVALID.reason.value': 'cette valeur n’est pas admise ici',
  'error.DMP_MAPPING_INVALID.reason.twice': 'le nom est donné deux fois',
  'error.DMP_MAPPING_INVALID.reason.flag': '--column attend nom=COLONNE',
  'batch.reason.type-unmapped':
    'le type « {label} » n’a pas de code : le déclarer dans la section « types » de la correspondance',
  'batch.reason.unit-unmapped': 'l’unité {unit} n’est pas dans la correspondance',
  'batch.reason.unit-near': 'l’unité {unit} n’est pas dans la correspondance ; {near} y est (zéros perdus ?)',
  'batch.reason.status-held': 'état « {status} » à la source : à décider par une personne',
  'batch.reason.status-unknown': 'état « {status} » à la source, sans consigne dans la correspondance',
  'batch.reason.status-absent': 'la source ne dit pas l’état du document',
  'batch.reason.status-refused': 'état « {status} » à la source : à ne pas envoyer',
  'batch.reason.restricted': 'document restreint (R ou V) : à décider par une personne',
  'batch.reason.hidden-row': 'la ligne est masquée dans la feuille',
  'batch.reason.file-twice': 'deux fichiers du disque portent ce nom, à la forme des accents près',
  'batch.reason.repeated-header': 'l’en-tête est répété',
  'batch.reason.total-line': 'ligne de total',
  'batch.reason.identity-absent':
    'cet IPP n’est pas dans le fichier d’identités et la ligne ne donne pas d’INS',
  'batch.reason.identity-near':
    'cet IPP n’est pas dans le fichier d’identités ; un autre y est, aux zéros de tête près',
  'batch.reason.identity-disagrees':
    'la ligne et le fichier d’identités ne disent pas la même chose ({field})',
  'batch.reason.identity-faulty': 'la ligne de cet IPP dans le fichier d’identités est fautive',
  'batch.reason.identity-two-ins': 'le fichier d’identités donne deux INS à cet IPP',
  'batch.reason.identity-two-ipp': 'le fichier d’identités donne cet INS à deux IPP (doublon ou collision)',
  'batch.reason.identity-two-traits': 'le fichier d’identités donne deux états civils à cet IPP',
  'batch.reason.identity-sex': 'le sexe du fichier d’identités contredit le premier chiffre du matricule',
  'batch.reason.identity-environment': 'l’OID de cet INS n’est pas celui de l’environnement',
  'batch.reason.identity-not-qualified': 'le fichier d’identités ne dit pas cette identité qualifiée',
  'batch.repair.bom': 'marque d’ordre des octets retirée',
  'batch.repair.from-windows-1252': 'fichier lu en windows-1252',
  'batch.repair.from-utf-16le': 'fichier lu en UTF-16',
  'batch.repair.from-utf-16be': 'fichier lu en UTF-16',
  'batch.repair.title-lines': 'lignes au-dessus de l’en-tête passées',
  'batch.repair.excel-text': 'enveloppe de tableur ="…" retirée',
  'batch.repair.nfc': 'accents remis sous leur forme composée',
  'batch.repair.blanks': 'blancs retirés du matricule',
  'batch.repair.number-cell': 'numéro lu dans une cellule de nombre, chiffre pour chiffre',
  'batch.repair.padded': 'zéros de tête remis à la longueur déclarée',
  'batch.repair.key-padded': 'zéro de tête de la clé remis',
  'batch.repair.date-form': 'date lue dans la forme déclarée',
}
