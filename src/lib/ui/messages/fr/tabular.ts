import type {Messages} from '../messages.ts'

/** Tables, mappings and identities files; reasons and repairs of records of a bulk plan. */
export const tabularFr: Messages = {
  'error.DMP_MAPPING_INVALID.what': 'correspondance {file}, ligne {line}, {field} : {reason}',
  'error.DMP_MAPPING_INVALID.why':
    'la correspondance dit quelle colonne de l’extraction a quel sens ; une faute s’y répéterait à chaque ligne, donc rien n’a été lu.',
  'error.DMP_MAPPING_INVALID.todo':
    'corriger la correspondance et relancer ; dmp batch map FICHIER en propose une et montre dix lignes décodées (dmp stats map pour des chiffres)',
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
  'error.DMP_MAPPING_INVALID.reason.flag-field':
    'on attend champ=EN-TÊTE (period, finess, type, indicator, software, environment, count)',
  'error.DMP_MAPPING_INVALID.reason.pattern': 'ce n’est pas une expression régulière',
  'error.DMP_MAPPING_INVALID.reason.pattern-heavy':
    'cette expression pourrait ne jamais finir (répétition imbriquée, renvoi ou trop de répétitions) : écrire l’en-tête en toutes lettres',
  'error.DMP_MAPPING_INVALID.reason.pattern-long': 'cette expression est trop longue (200 signes au plus)',
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
  'batch.reason.identity-former-ins':
    'cet INS est un ancien numéro du patient d’après le fichier d’identités : refaire le document sous l’INS actuel',
  'batch.reason.identity-faulty': 'la ligne de cet IPP dans le fichier d’identités est fautive',
  'batch.reason.identity-two-ins': 'le fichier d’identités donne deux INS à cet IPP',
  'batch.reason.identity-two-ipp': 'le fichier d’identités donne cet INS à deux IPP (doublon ou collision)',
  'batch.reason.identity-two-traits': 'le fichier d’identités donne deux états civils à cet IPP',
  'batch.reason.identity-sex': 'le sexe du fichier d’identités contredit le premier chiffre du matricule',
  'batch.reason.identity-parent':
    'le matricule de cet IPP est celui d’une personne de 12 à 60 ans plus âgée : sans doute celui d’un parent',
  'batch.reason.identity-merged': 'cet IPP a été fusionné avec un autre : rien ne part plus sous lui',
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
  'command.batch.map.summary':
    'lit un tableau, propose la correspondance de ses colonnes et montre dix lignes décodées',
  'command.batch.map.description':
    'CSV, classeur .xlsx ou NDJSON : codage, séparateur et en-tête sont trouvés, les colonnes reconnues par leur nom ou leur contenu. La sortie est elle-même le fichier de correspondance (le reste y est en commentaire). INS et traits sont masqués ; rien n’est envoyé ni journalisé.',
  'arg.map-file': 'le tableau à lire',
  'flag.map-mapping': 'essayer cette correspondance au lieu d’en proposer une',
  'flag.map-column': 'une colonne : nom canonique=nom dans la source ; plusieurs possibles',
  'flag.map-sheet': 'feuille du classeur (par défaut la première visible)',
  'flag.map-identities': 'le tableau est un fichier d’identités IPP → INS',
  'flag.map-rows': 'lignes décodées à montrer',
  'flag.map-output': 'fichier où écrire la correspondance proposée',
  'flag.map-force': 'écraser ce fichier',
  'map.file': '{file} : {kind}',
  'map.kind.csv': 'CSV',
  'map.kind.xlsx': 'classeur .xlsx',
  'map.kind.ndjson': 'NDJSON',
  'map.encoding': 'codage : {encoding}',
  'map.delimiter': 'séparateur : {delimiter}',
  'map.tab': 'tabulation',
  'map.header': 'en-tête : ligne {line}',
  'map.sheet': 'feuille : {sheet} (feuilles du classeur : {sheets})',
  'map.looked': 'enregistrements regardés : {count}',
  'map.source': 'colonne de la source',
  'map.canonical': 'prise pour',
  'map.alone': '(laissée)',
  'map.line': 'ligne',
  'map.rows': '{count} premières lignes, décodées (INS et traits masqués) :',
  'map.row-remark': '  ligne {line} : {remark}',
  'map.doubts': 'À vérifier ou à décider :',
  'map.written': 'correspondance écrite dans {file}.',
  'map.next':
    'Relire et compléter la correspondance, puis l’essayer : dmp batch map FICHIER --mapping CORRESPONDANCE',
  'map.next-identities':
    'Relire, mettre cette section identities dans la correspondance que dmp batch plan reçoit, puis l’essayer : dmp batch map FICHIER --identities --mapping CORRESPONDANCE',
  'map.doubt.traits-missing':
    'sans les six traits, un document qui n’est pas un CDA ne peut être construit ; il manque : {columns}',
  'map.doubt.name-as-used':
    '{name} est prise pour le nom utilisé (used_name) ; si c’est le nom de naissance, écrire birth_name',
  'map.doubt.foreign-lines':
    '{count} lignes sont dans un autre codage que le fichier ; elles seront refusées',
  'map.doubt.title-lines': '{count} lignes au-dessus de l’en-tête sont passées',
  'map.doubt.two-columns': '{name} pourrait aussi être {column} ; {kept} a été retenue',
  'map.doubt.by-content': '{name} est prise pour {column} d’après son contenu',
  'map.doubt.types':
    '{count} types locaux à relier à un code de type (section types) ; sans code, leurs documents attendent',
  'map.doubt.status':
    'états des documents : dire lesquels partent (accept), attendent (hold) ou restent (refuse)',
  'map.doubt.ins-oid': 'l’OID des INS n’est pas dans le tableau : le donner en défaut (defaults: ins_oid)',
  'map.doubt.identity-status':
    'rien ne dit que les identités sont qualifiées : colonne identity_status, ou fichier d’identités',
  'map.doubt.no-file': 'aucune colonne ne nomme les fichiers (file)',
  'map.doubt.no-patient': 'aucune colonne ne nomme le patient (ipp ou ins)',
  'map.doubt.visibility': 'la visibilité n’est pas dans le tableau : la dire pour tout l’envoi (--visible…)',
  'map.doubt.dates-mixed': '{count} dates de {name} ne sont pas dans la forme proposée',
  'map.doubt.dates-order': 'dans {name}, jour et mois pourraient être inversés : aucun jour vu ne dépasse 12',
  'map.doubt.dates-excel': '{name} contient des nombres de jours de tableur, lus comme des dates',
  'map.doubt.numbers-lost':
    '{name} : {count} numéros en notation scientifique, perdus ; refaire l’extraction avec cette colonne en texte',
  'map.doubt.zeros-lost':
    '{name} : longueurs de {shortest} à {longest} et jamais de zéro en tête ; perdus ? (section pad si la longueur est fixe)',
  'map.doubt.paths':
    'les chemins commencent par {prefix}, retiré : les fichiers sont cherchés sous le dossier du tableau (paths: root)',
  'warning.identities-faulty':
    'fichier d’identités {file} : {count} lignes fautives (la première : ligne {line}, {field} : {reason}) ; leurs patients attendent',
  'warning.identities-unusual':
    'fichier d’identités {file} : {count} remarques (année, mois ou lieu de naissance qui ne suivent pas le matricule)',
  'warning.identities-old':
    'fichier d’identités {file} : {count} identités vérifiées il y a plus de {days} jours ; les revérifier par INSi',
  'warning.identities.identity-two-ins':
    'fichier d’identités {file} : {count} IPP avec deux INS ; leurs documents attendent',
  'warning.identities.identity-two-ipp':
    'fichier d’identités {file} : {count} IPP qui partagent un INS (doublons ou collisions) ; leurs documents attendent',
  'warning.identities.identity-two-traits':
    'fichier d’identités {file} : {count} IPP avec deux états civils ; leurs documents attendent',
  'warning.identities.identity-sex':
    'fichier d’identités {file} : {count} patients dont le sexe contredit le matricule ; leurs documents attendent',
  'warning.identities.identity-parent':
    '{file} : {count} patient(s) portent un matricule qui est sans doute celui d’un parent : leurs documents attendent',
  'warning.identities.identity-merged':
    '{file} : {count} IPP fusionné(s) avec un autre : leurs documents attendent',
  'warning.identities.identity-environment':
    'fichier d’identités {file} : {count} INS d’un autre environnement ; leurs documents attendent',
  'warning.identities.identity-not-qualified':
    'fichier d’identités {file} : {count} identités non qualifiées ; leurs documents attendent',
}
