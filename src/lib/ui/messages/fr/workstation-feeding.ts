import type {Messages} from '../messages.ts'

/** Said of a server: the cause where it is the worst, evidence beside another. */
const said: readonly (readonly [code: string, text: string])[] = [
  ['mutual-refused', '{place} refuse le certificat du profil (alerte TLS {alert})'],
  ['mutual-cut', '{place} demande un certificat, et coupe sans un mot quand celui du profil est présenté'],
  [
    'mutual-kept-token',
    'le certificat du profil n’a pas été présenté à {place} : sa clé est sur un jeton, qui voudrait son code',
  ],
  [
    'mutual-kept-secret',
    'le certificat du profil n’a pas été présenté à {place} : il faudrait saisir sa phrase secrète',
  ],
  ['mutual-kept-unusable', 'le certificat du profil n’a pas été présenté à {place} : sa clé ne s’ouvre pas'],
  [
    'mutual-untold',
    '{place} : la négociation avec le certificat du profil n’a pas abouti dans le temps imparti',
  ],
  [
    'mutual-not-asked',
    '{place} ne demande aucun certificat : rien ne prouve qu’il accepte celui du profil, et un DMP en demande un',
  ],
  ['http-silent', '{place} prend la connexion TLS et ne répond à aucune requête HTTP ({ms} ms accordées)'],
  ['http-closed', '{place} ferme la connexion TLS sans réponse HTTP'],
  ['http-not-http', '{place} : ce qui répond dans TLS n’est pas HTTP'],
  ['http-unavailable', '{place} répond {status} : service hors d’usage ou en maintenance'],
  [
    'http-elsewhere',
    '{place} répond {status} et renvoie vers {elsewhere} : un portail peut-être, et non le DMP',
  ],
  [
    'http-forbidden',
    '{place} répond {status} : sa page d’accueil est interdite à tous, ou il refuse notre certificat ; rien ici ne dit lequel',
  ],
  ['http-odd', '{place} répond {status} : cela ne prouve aucun service'],
  [
    'tcp-hosts-closed',
    'le fichier hosts de ce poste mène {host} à {address}, où rien ne prend de connexion : une ligne oubliée, peut-être',
  ],
  [
    'tcp-hosts-timeout',
    'le fichier hosts de ce poste mène {host} à {address}, qui ne répond pas : une ligne oubliée, ou une route fermée',
  ],
  [
    'tls-hosts',
    'le fichier hosts de ce poste mène {host} à {address}, où ce qui répond n’est pas le serveur',
  ],
  [
    'tls-proxy-portal',
    'le proxy {proxy} dit mener à {place}, et répond lui-même par une page : portail, ou refus',
  ],
  [
    'tls-portal',
    '{place}, serveur publié qui parle TLS : autre chose répond à sa place, en HTTP simple (portail, proxy transparent)',
  ],
]

type Explained = readonly [id: string, title: string, what: string, why: string, fix: string]

const explained: readonly Explained[] = [
  [
    'profile.files',
    'Fichiers du profil',
    'ce que le profil nomme à côté de sa paire : numéro d’homologation, autorités, PARAM_LPS, certificat d’INSi, place du journal.',
    'un document ne part pas sans son numéro ni son journal, même si le réseau est bon.',
    'mettre à sa place le fichier nommé, ou corriger le réglage.',
  ],
  [
    'net.mutual',
    'TLS mutuel',
    'le serveur du DMP demande un certificat et accepte celui du profil, dans une négociation comme la font les commandes ; rien d’autre n’est envoyé.',
    'un certificat bon sur le papier peut être inconnu du serveur.',
    'dmp cert check, puis le support du DMP avec l’alerte.',
  ],
  [
    'net.http',
    'Réponse HTTP',
    'ce que le serveur répond à une demande de sa page d’accueil, sur cette connexion.',
    'un serveur en maintenance, un portail ou un autre service montrent aussi un bon certificat.',
    'réessayer plus tard, puis vérifier l’adresse et interroger le support du DMP.',
  ],
]

/** Causes, constats et remèdes de ce dont l'alimentation seule a besoin, et ce qui n'a pas été demandé. */
export const workstationFeedingFr: Messages = {
  ...Object.fromEntries(
    said.flatMap(([code, text]) => [
      [`workstation.cause.${code}`, text],
      [`workstation.evidence.${code}`, text],
    ]),
  ),
  ...Object.fromEntries(
    explained.flatMap(([id, title, what, why, fix]) => [
      [`workstation.check.${id}.title`, title],
      [`workstation.check.${id}.what`, what],
      [`workstation.check.${id}.why`, why],
      [`workstation.check.${id}.fix`, fix],
    ]),
  ),
  'workstation.cause.mutual-shown': 'certificat du profil demandé et accepté ({count})',
  'workstation.evidence.mutual-shown': '{place} : a demandé un certificat et a continué avec celui du profil',
  'workstation.cause.http-answers': 'réponses HTTP ({count})',
  'workstation.evidence.http-answers': '{place} : réponse HTTP {status}',
  'workstation.remedy.have-certificate-taken':
    'lancer dmp cert check ; si la paire est bonne, donner au support du DMP l’alerte ({alert}) et le sujet du certificat AUTH, et le faire accepter par {place}',
  'workstation.remedy.prove-by-command':
    'le prouver par une vraie question, qui demande ce qu’il faut saisir : dmp patient status',
  'workstation.remedy.compare-address':
    'comparer l’adresse du profil avec celle que le DMP a donnée : {place} ne se comporte pas en DMP',
  'workstation.remedy.ask-dmp-support':
    'réessayer dans quelques minutes ; si cela dure, interroger le support du DMP sur {place}, avec l’heure de ce diagnostic',
  'workstation.cause.profile-files-good':
    'ce que le profil nomme à côté de sa paire se lit ou peut s’écrire ({count})',
  'workstation.cause.profile-files-untold':
    'rien de ce que le profil nomme à côté de sa paire n’a pu être regardé',
  'workstation.cause.profile-file-bad': '{setting} nomme ce qui ne peut pas servir : {problem} {path}',
  'workstation.evidence.profile-file-bad': '{setting} : {problem} {path}',
  'workstation.evidence.profile-file-good': '{setting} : bon {path}',
  'workstation.evidence.profile-file-not-asked': '{setting} : non demandé',
  'workstation.cause.profile-journal-closed': 'le journal ne peut pas être tenu dans {path} ({problem})',
  'workstation.remedy.mend-profile-file':
    'mettre le fichier à sa place, fermé aux autres, ou corriger {setting} dans le profil (dmp config show dit où il est fixé)',
  'workstation.remedy.mend-journal-folder':
    'donner à ce compte un dossier local où il puisse écrire, ou corriger journal.path dans le profil',
  'workstation.verdict.ready-asked':
    'Ce poste peut servir : ce qui a été demandé est prouvé ; ce qui ne l’a pas été est dit plus bas.',
  'workstation.label.not-asked': 'Non demandé',
  'workstation.evidence.not-asked-card-revocation': 'la révocation des certificats de la carte',
  'workstation.evidence.not-asked-vitale':
    'la carte Vitale elle-même : la CPS se lit sans elle dans les lecteurs ; dmp workstation card la reconnaît',
  'workstation.evidence.not-asked-pin': 'le code de la carte : dmp card status --test-pin',
  'workstation.evidence.not-asked-pair-revocation': 'la révocation de la paire du profil',
  'workstation.evidence.not-asked-profile-setting':
    '{setting}, que seuls une personne, une commande ou un serveur pourraient dire',
  'workstation.remedy.mend-hosts-file':
    'comparer {address} avec ce que le DNS de l’établissement donne pour {host} ; s’ils diffèrent, faire retirer sa ligne du fichier hosts ; sinon, demander l’ouverture de {place}',
  'workstation.remedy.leave-portal':
    'se connecter au portail du réseau s’il y en a un, sinon demander au service informatique ce qui répond à la place de {place}',
}
