import type {Messages} from '../messages.ts'

/** `dmp webps url` : l'accès web contextuel des professionnels. */
export const webpsFr: Messages = {
  'command.webps.url.summary':
    "construit et vérifie l'adresse d'une page du DMP pour les professionnels (Web-PS)",
  'command.webps.url.description':
    "Pages : TableauDeBord, DossierPatient, GestionDMPPatient, Documents, ParcoursDeSoins, HistoriqueAcces, VolontesEtDroits, CarnetVaccination (avec l'INS du patient, facultatif pour TableauDeBord) et Parametrages (sans patient). L'adresse est celle de l'accès contextuel TD0.9 : un navigateur l'ouvre, et la personne s'authentifie elle-même (CPS, CPE ou e-CPS) ; le DMP ne s'ouvre pas ainsi avec un certificat d'établissement. L'hôte vient du profil (endpoints.webPs) ou de --base : aucun n'est fourni. Sans --open, rien ne quitte ce poste. L'INS est montré masqué et n'est jamais noté dans le journal.",
  'command.webps.url.page':
    'page à ouvrir : son nom dans l’adresse, ou en français (« historique des accès »)',
  'flag.webps-ins-oid': "OID de l'INS, pour vérifier qu'il convient à l'environnement du profil",
  'flag.webps-base': "adresse du Web-PS, à la place de celle du profil (https://hôte, jusqu'à /AccesDirect)",
  'flag.webps-open':
    "ouvre l'adresse dans le navigateur du poste, après confirmation : l'INS y est un argument du navigateur",
  'flag.webps-output': "écrit l'adresse entière, INS en clair, dans ce fichier lisible de vous seul",
  'flag.webps-force': 'remplace le fichier de --output',
  'flag.webps-unmask': "montre l'adresse et l'INS en clair ; le journal technique le note",
  'setting.endpoints.webPs':
    'adresse du DMP pour les professionnels (Web-PS), un autre hôte que celui des services ; pour dmp webps url',
  'webps.ask.ins': 'Matricule INS (15 caractères, non affiché) ?',
  'webps.page.TableauDeBord': 'tableau de bord',
  'webps.page.DossierPatient': 'dossier du patient',
  'webps.page.GestionDMPPatient': 'gestion du DMP du patient',
  'webps.page.Documents': 'documents du patient',
  'webps.page.ParcoursDeSoins': 'parcours de soins du patient',
  'webps.page.HistoriqueAcces': 'historique des accès au DMP du patient',
  'webps.page.Parametrages': 'paramétrages du professionnel',
  'webps.page.VolontesEtDroits': 'volontés et droits du patient',
  'webps.page.CarnetVaccination': 'carnet de vaccination du patient',
  'webps.label.page': 'Page',
  'webps.label.address': 'Adresse',
  'webps.label.ins': 'INS',
  'webps.label.environment': 'Environnement',
  'webps.label.checked': 'Vérifié',
  'webps.check.https': 'https, sans compte ni paramètre',
  'webps.check.page': 'page connue',
  'webps.check.reads-back': 'adresse relue à l’identique',
  'webps.check.ins-key': 'forme et clé de l’INS',
  'webps.check.ins-environment': 'OID de l’INS pour cet environnement',
  'webps.not-checked.ins-environment':
    "Non vérifié : que cet INS convient à cet environnement (il faut --ins-oid et un profil ; l'adresse elle-même ne porte pas d'OID).",
  'webps.not-checked.host': "Non vérifié : que cet hôte répond ; rien n'a été appelé.",
  'webps.direct':
    "Authentification directe : la personne s'identifie avec sa CPS, sa CPE ou sa e-CPS dans le navigateur. Le DMP ne s'ouvre pas ainsi avec un certificat d'établissement : ceux du profil ne servent pas ici.",
  'webps.note.GestionDMPPatient':
    'Créer un DMP par cette page n’est plus possible (DMPAccessDeniedByRightsService).',
  'webps.note.HistoriqueAcces':
    'Cette page montre un an d’accès ou 100 lignes ; le médecin traitant voit tout, les autres leurs propres accès. Les traces de ce logiciel : dmp trace export.',
  'webps.hidden':
    'L’INS est masqué ci-dessus : --open ouvre la page, --output FICHIER écrit l’adresse entière, --unmask la montre.',
  'webps.opened.handed-over': 'Adresse confiée au navigateur par {program}.',
  'webps.opened.running': 'Navigateur lancé par {program}.',
  'webps.written': 'Adresse entière, INS en clair, écrite dans {path} : à supprimer après usage.',
  'warning.webps-opening':
    "la page {page} va s'ouvrir à {address} (environnement : {environment}). L'INS entier sera un argument du navigateur : visible des autres comptes de ce poste dans la liste des processus, et gardé dans l'historique du navigateur.",
  'warning.webps-same-host':
    "{host} est aussi l'hôte des services du DMP de ce profil (endpoints.base) : le Web-PS est d'ordinaire sur un autre.",
  'error.DMP_FILE_UNREADABLE.reason.ENOTUTF8': "ce n'est pas un texte en UTF-8",
  'consent.webps-open': 'Ouvrir cette page dans le navigateur ?',
  'error.DMP_CONFIRMATION_NEEDED.action.webps-open': "ouvrir dans le navigateur une adresse qui porte l'INS",
  'error.DMP_CONFIRMATION_NEEDED.why.webps-open':
    "l'INS serait un argument du navigateur, visible des autres comptes du poste et gardé dans son historique ; rien n'a été ouvert.",
  'error.DMP_CONFIRMATION_NEEDED.todo.webps-open':
    "répondre oui à la question, ou relancer avec --open --yes ; sans --open l'adresse est seulement construite et vérifiée.",
  'error.DMP_WEBPS_PAGE.what': 'le Web-PS n’a pas de page « {page} ».',
  'error.DMP_WEBPS_PAGE.why': "l'accès contextuel n'ouvre que ces pages : {pages}.",
  'error.DMP_WEBPS_PAGE.todo':
    "donner l'une de ces pages, et le patient à part : dmp webps url HistoriqueAcces --ins @FICHIER",
  'error.DMP_WEBPS_PAGE.what.no-patient': 'la page {page} ne prend pas de patient.',
  'error.DMP_WEBPS_PAGE.why.no-patient':
    "son adresse ne porte pas d'INS : elle règle ce que voit le professionnel, quel que soit le patient.",
  'error.DMP_WEBPS_PAGE.todo.no-patient': 'relancer sans --ins ni --ins-oid.',
  'error.DMP_WEBPS_ADDRESS.what': "l'adresse du Web-PS ne convient pas : {reason}.",
  'error.DMP_WEBPS_ADDRESS.why':
    "un INS ne doit aller qu'au Web-PS : l'adresse est https://hôte ou https://hôte/AccesDirect, sans rien d'autre.",
  'error.DMP_WEBPS_ADDRESS.todo':
    'corriger endpoints.webPs dans le profil (dmp config show --origin dit d’où il vient), DMP_ENDPOINTS_WEB_PS ou --base.',
  'error.DMP_WEBPS_ADDRESS.reason.url': "ce n'est pas une adresse",
  'error.DMP_WEBPS_ADDRESS.reason.https': 'elle ne commence pas par https://',
  'error.DMP_WEBPS_ADDRESS.reason.user': 'elle porte un compte ou un mot de passe',
  'error.DMP_WEBPS_ADDRESS.reason.query': 'elle porte un paramètre (?) ou un repère (#)',
  'error.DMP_WEBPS_ADDRESS.reason.path': 'son chemin n’est ni vide ni /AccesDirect',
  'error.DMP_WEBPS_ADDRESS.what.missing': "l'hôte du Web-PS n'est pas connu.",
  'error.DMP_WEBPS_ADDRESS.why.missing':
    "aucun hôte n'est fourni avec ce programme, ni deviné de celui des services, qui est un autre ; le bac à sable n'a pas de Web-PS.",
  'error.DMP_WEBPS_ADDRESS.todo.missing':
    "mettre dans le profil endpoints.webPs (l'adresse à laquelle vos professionnels ouvrent le DMP), ou la donner par --base https://HÔTE",
  'error.DMP_WEBPS_NOT_OPENED.what': "l'adresse est bonne mais n'a pas pu être ouverte ici : {reason}.",
  'error.DMP_WEBPS_NOT_OPENED.why':
    "le navigateur est lancé par l'ouvreur du système ({program}) ; sans lui ou sans écran rien ne s'ouvre.",
  'error.DMP_WEBPS_NOT_OPENED.todo':
    "ouvrir vous-même l'adresse que --output FICHIER écrit, sur un poste avec navigateur et lecteur de carte : dmp webps url PAGE --ins @FICHIER --output FICHIER",
  'error.DMP_WEBPS_NOT_OPENED.reason.missing': "l'ouvreur du système est absent",
  'error.DMP_WEBPS_NOT_OPENED.reason.no-screen':
    'cette session est sans écran (ni DISPLAY ni WAYLAND_DISPLAY)',
  'error.DMP_WEBPS_NOT_OPENED.reason.failed': "l'ouvreur du système s'est arrêté ({detail})",
}
