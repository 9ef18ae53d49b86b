import type {Messages} from '../messages.ts'

export const patientFr: Messages = {
  'error.DMP_INS_INVALID.what': 'le matricule INS est refusé : {reason}',
  'error.DMP_INS_INVALID.why':
    'un document envoyé sous un mauvais matricule irait dans le dossier de quelqu’un d’autre ; rien n’a été envoyé.',
  'error.DMP_INS_INVALID.todo':
    'reprendre le matricule (15 caractères, clé comprise) dans le logiciel d’identité, sans passer par un tableur',
  'error.DMP_INS_INVALID.reason.empty': 'il est vide',
  'error.DMP_INS_INVALID.reason.spreadsheet':
    'un tableur l’a transformé en nombre approché, ses derniers chiffres sont perdus',
  'error.DMP_INS_INVALID.reason.full-width':
    'il est écrit en chiffres pleine chasse (clavier asiatique) : le retaper',
  'error.DMP_INS_INVALID.reason.characters': 'il contient autre chose que des chiffres et des lettres',
  'error.DMP_INS_INVALID.reason.length': 'il n’a pas 15 caractères',
  'error.DMP_INS_INVALID.reason.no-key': 'il n’a que 13 caractères : la clé de deux chiffres manque',
  'error.DMP_INS_INVALID.reason.provisional': 'c’est un numéro provisoire (NNP), pas un matricule INS',
  'error.DMP_INS_INVALID.reason.migrant': 'c’est un numéro de migrant de passage, pas un matricule INS',
  'error.DMP_INS_INVALID.reason.old-ins':
    'c’est un ancien identifiant calculé (INS-C ou INS-A), retiré depuis 2021',
  'error.DMP_INS_INVALID.reason.structure':
    'ses caractères ne forment pas un matricule (une lettre n’est admise qu’en 7e position, pour la Corse)',
  'error.DMP_INS_INVALID.reason.key':
    'sa clé ne correspond pas à ses 13 premiers caractères : au moins un caractère est faux',
  'error.DMP_INS_ENVIRONMENT.what':
    'l’OID {oid} de l’INS ne convient pas à l’environnement {environment} : {reason}',
  'error.DMP_INS_ENVIRONMENT.why':
    'l’OID dit si l’identité est réelle ou fictive ; l’une ne doit jamais rencontrer l’autre.',
  'error.DMP_INS_ENVIRONMENT.todo':
    'vérifier l’environnement du profil (dmp config show) et l’OID donné avec l’INS\nréglages concernés : ins.allowedOids et, hors production seulement, ins.oidMapping',
  'error.DMP_INS_ENVIRONMENT.reason.former': 'c’est celui d’un ancien identifiant (INS-A, INS-C)',
  'error.DMP_INS_ENVIRONMENT.reason.unknown': 'ce n’est pas un OID d’INS',
  'error.DMP_INS_ENVIRONMENT.reason.fictitious-in-production':
    'une identité de test ou de démonstration n’a pas sa place en production',
  'error.DMP_INS_ENVIRONMENT.reason.real-outside-production':
    'une identité réelle ne doit pas sortir de la production',
  'error.DMP_INS_ENVIRONMENT.reason.not-allowed': 'le profil ne l’autorise pas',
  'error.DMP_IDENTITY_NOT_QUALIFIED.what':
    'l’identité n’est pas qualifiée (statut reçu : {status}) : {reason}',
  'error.DMP_IDENTITY_NOT_QUALIFIED.why':
    'seule une identité qualifiée, obtenue d’INSi puis contrôlée sur pièce, peut alimenter le DMP avec son INS.',
  'error.DMP_IDENTITY_NOT_QUALIFIED.todo':
    'faire qualifier l’identité dans le logiciel d’identité, puis relancer\nquand elle l’est déjà, le dire : colonne identity_status du manifeste ou option --identity-status QUAL',
  'error.DMP_IDENTITY_NOT_QUALIFIED.reason.absent': 'la source n’indique aucun statut',
  'error.DMP_IDENTITY_NOT_QUALIFIED.reason.ambiguous':
    '« validée » avec un INS est ambigu et n’est jamais compris comme « qualifiée »',
  'error.DMP_IDENTITY_NOT_QUALIFIED.reason.not-qualified': 'ce statut ne permet pas de transmettre l’INS',
  'error.DMP_IDENTITY_NOT_QUALIFIED.reason.unknown': 'ce mot n’est pas un statut d’identité',
  'error.DMP_VISIBILITY_NOT_STATED.what': 'rien ne dit qui peut voir le document',
  'error.DMP_VISIBILITY_NOT_STATED.why':
    'la visibilité se choisit pour chaque document (EX_2.1-1050) ; aucun choix n’est fait en silence.',
  'error.DMP_VISIBILITY_NOT_STATED.todo':
    'ajouter --visible, ou les masques voulus : --hide-from-patient, --hide-from-professionals, --hide-from-legal-representatives\ndans un manifeste : colonnes masque_ps, invisible_patient, invisible_rep_legaux (Y ou N)',
  'error.DMP_VISIBILITY_FORBIDDEN.what': 'cette visibilité est refusée : {reason}',
  'error.DMP_VISIBILITY_FORBIDDEN.why':
    'un document montré trop tôt ne peut plus être repris, et un document masqué à tort manque aux soins ; rien n’a été envoyé.',
  'error.DMP_VISIBILITY_FORBIDDEN.todo':
    'corriger le choix de visibilité de ce document\n--reveal confirme qu’un document masqué devient visible ; --conceal, avec le réglage visibility.allowConceal, qu’un document visible devient masqué',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.contradiction': '« visible » et un masque sont demandés à la fois',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.cumulation':
    'masqué au patient et aux professionnels à la fois, alors que les paramètres du DMP (param-lps) ne l’autorisent pas',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.adult':
    'masqué aux représentants légaux alors que le patient est majeur',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.minors-rule-off':
    'masqué aux représentants légaux alors que le DMP annonce ses fonctions pour mineurs coupées',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.needs-reveal':
    'un document masqué deviendrait visible, ce qui ne se défait pas, et --reveal n’est pas donné',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.needs-conceal':
    'un document visible deviendrait masqué alors qu’il a pu être lu, et --conceal n’est pas donné (dmp document replace ; un plan en masse ne masque pas)',
  'error.DMP_VISIBILITY_FORBIDDEN.reason.conceal-not-allowed':
    'un document visible deviendrait masqué, et le profil ne l’autorise pas (visibility.allowConceal)',
  'error.DMP_PATIENT_CLOSED.what': 'le DMP du patient est fermé depuis le {date} (motif : {reason})',
  'error.DMP_PATIENT_CLOSED.why': 'un DMP fermé ne reçoit plus de document et ne permet plus d’en retirer.',
  'error.DMP_PATIENT_CLOSED.todo':
    'ne pas renvoyer : garder le document dans le dossier local\n{reopening} ; dmp patient status montre son état et qui appeler',
  'error.DMP_PATIENT_CLOSED.reopening.patient': 'seul le patient peut rouvrir son DMP',
  'error.DMP_PATIENT_CLOSED.reopening.nobody': 'fermé après un décès : personne ne le rouvre',
  'error.DMP_CLOSED_MEANWHILE.what':
    'parti le {date} sous {uniqueId} (envoi {batch}), issue inconnue, et le DMP du patient a été fermé depuis : le document s’y trouve peut-être.',
  'error.DMP_CLOSED_MEANWHILE.why':
    'personne d’autre que son titulaire ne regarde dans un DMP fermé : rien ne peut dire si le document est arrivé.',
  'error.DMP_CLOSED_MEANWHILE.todo':
    'ne pas l’envoyer autrement : il s’y trouve peut-être\nune fois le DMP rouvert (dmp patient status), relancer la même commande : elle interroge d’abord le DMP',
  'error.DMP_PATIENT_NONE.what': 'aucun DMP n’existe pour cet INS',
  'error.DMP_PATIENT_NONE.why': 'le DMP a été demandé et n’existe pas, ou l’INS n’est plus celui du patient.',
  'error.DMP_PATIENT_NONE.todo':
    'vérifier l’INS actuel du patient dans le logiciel d’identité\ndmp patient status redemande l’état du DMP',
  'rule.INS-DEMONSTRATION':
    'INS de démonstration ({oid}) : accepté hors production, mais le banc de test attend plutôt l’OID .10',
  'rule.INS-NAME':
    '{trait} n’a pas la forme admise pour une INS ({fault}) : lettres, espace, apostrophe et tiret seulement',
  'rule.INS-FIRST-GIVEN': 'le premier prénom n’ouvre pas la liste des prénoms de naissance',
  'rule.INS-BIRTH-DATE': 'la date de naissance n’est pas un jour du calendrier (AAAAMMJJ)',
  'rule.INS-BIRTH-PLACE':
    'le lieu de naissance n’est pas un code INSEE de cinq caractères (99999 si inconnu)',
  'rule.INS-UNUSUAL':
    'le matricule a une forme inhabituelle (mois, département ou rang) : vérifier qu’il vient bien d’INSi',
  'rule.INS-PARENT':
    'le matricule est celui d’une personne de 12 à 60 ans plus âgée : sans doute celui d’un parent (carte Vitale d’un ayant droit)',
  'rule.INS-COHERENCE': 'le matricule et {trait} ne concordent pas : vérifier l’identité avant d’envoyer',
  'rule.INS-ABSENT': 'l’en-tête du CDA ne porte pas d’INS (id du patient avec un OID d’INS)',
  'rule.INS-DISAGREES':
    'les INS données (option, fichier patient, ligne, en-tête du CDA) ne sont pas la même : rien n’est choisi à votre place',
  'rule.PARAM-LPS-ABSENT':
    'aucun fichier param-lps : lecture stricte (pas de cumul de masques, majorité à 18 ans)',
  'rule.PARAM-LPS-STALE':
    'le fichier param-lps n’a pas pu être renouvelé : copie vieille de {hours} h utilisée',
  'rule.PARAM-LPS-MISSING': 'param-lps ne donne pas « {name} » : valeur stricte utilisée',
  'rule.PARAM-LPS-VALUE': 'param-lps donne à « {name} » une valeur non comprise : valeur stricte utilisée',
  'rule.PARAM-LPS-CONFLICT': 'param-lps donne plusieurs valeurs à « {name} » : valeur stricte utilisée',
  'trait.birthName': 'le nom de naissance',
  'trait.usedName': 'le nom utilisé',
  'trait.givenNames': 'la liste des prénoms de naissance',
  'trait.firstGiven': 'le premier prénom de naissance',
  'trait.sex': 'le sexe',
  'trait.birthDate': 'la date de naissance',
  'trait.birthPlace': 'le lieu de naissance',
  'trait.birthYear': 'l’année de naissance',
  'trait.birthMonth': 'le mois de naissance',
  'rule.INS-NAME.trait.birthName': 'le nom de naissance',
  'rule.INS-NAME.trait.givenNames': 'la liste des prénoms de naissance',
  'rule.INS-NAME.trait.firstGiven': 'le premier prénom de naissance',
  'rule.INS-COHERENCE.trait.sex': 'le sexe',
  'rule.INS-COHERENCE.trait.birthPlace': 'le lieu de naissance',
  'rule.INS-COHERENCE.trait.birthYear': 'l’année de naissance',
  'rule.INS-COHERENCE.trait.birthMonth': 'le mois de naissance',
  'rule.INS-NAME.fault.empty': 'vide',
  'rule.INS-NAME.fault.character': 'caractère interdit',
  'rule.INS-NAME.fault.first': 'premier caractère interdit',
  'rule.INS-NAME.fault.last': 'dernier caractère interdit',
  'rule.INS-NAME.fault.doubled': 'espace ou apostrophe en double',
  'rule.INS-NAME.fault.double-hyphen': 'tirets en double',
  'rule.INS-NAME.fault.too-long': 'trop long',
  'visibility.visible': 'visible de tous',
  'visibility.hiddenFromProfessionals': 'masqué aux professionnels',
  'visibility.hiddenFromPatient': 'invisible au patient',
  'visibility.hiddenFromLegalRepresentatives': 'invisible aux représentants légaux',
  'visibility.inherited': 'visibilité reprise de la version remplacée',
  'visibility.concealed': 'ce document était visible : qui pouvait le voir a pu le lire',
  'visibility.revealed': 'ce document devient visible : cela ne se défait pas',
  'structure.place.ou-auth': 'OU du certificat ORG AUTH_CLI',
  'structure.place.ou-sign': 'OU du certificat ORG SIGN',
  'structure.place.identifiant-structure': 'Identifiant_Structure du VIHF',
  'structure.place.name-id': 'structure du NameID du VIHF',
  'structure.place.lot-institution': 'authorInstitution du lot',
  'structure.place.entry-institution': 'authorInstitution de la fiche',
  'structure.place.cda-custodian': 'structure conservatrice du CDA (custodian)',
  'structure.place.cda-author': 'organisation de l’auteur du CDA',
  'structure.place.cda-legal-authenticator': 'responsable légal du CDA',
  'structure.grid.title': 'Structure nommée par chaque partie',
  'structure.grid.place': 'Endroit',
  'structure.grid.found': 'Trouvé',
  'structure.grid.expected': 'Attendu',
  'structure.grid.ok': 'Accord',
  'structure.grid.setting': 'Réglage',
  'structure.grid.EJ': 'entité juridique (EJ)',
  'structure.grid.EG': 'établissement géographique (EG)',
  'structure.grid.EJ|EG': 'EJ ou EG',
  'structure.grid.mismatch':
    'premier désaccord : {place} porte {found}, attendu {expected} ; réglage à changer : {setting}',
}
