import type {Messages} from '../messages.ts'

/** Traces as audit messages: DICOM, FHIR, syslog. */
export const traceAuditFr: Messages = {
  'error.DMP_SYSLOG.what': 'L’envoi des traces à {address} a échoué ({reason}).',
  'error.DMP_SYSLOG.what.unreachable': 'Le collecteur syslog {address} ne répond pas ({reason}).',
  'error.DMP_SYSLOG.what.tls': 'La connexion TLS avec le collecteur syslog {address} est refusée ({reason}).',
  'error.DMP_SYSLOG.what.cut':
    'La connexion avec le collecteur syslog {address} ne s’est pas terminée dans l’ordre ({reason}) : des messages peuvent y manquer.',
  'error.DMP_SYSLOG.why':
    'Syslog ne confirme rien : seule une connexion fermée des deux côtés sans erreur permet de continuer plus loin. Le repère de la série n’a pas bougé.',
  'error.DMP_SYSLOG.why.unreachable': 'Rien n’est parti. Le repère de la série n’a pas bougé.',
  'error.DMP_SYSLOG.why.tls':
    'Le certificat du collecteur n’est pas reconnu ou ne porte pas ce nom, ou bien le collecteur n’accepte pas le nôtre. Le repère de la série n’a pas bougé.',
  'error.DMP_SYSLOG.todo':
    'Relancez la commande : avec --since-last, tout ce qui suit le dernier envoi terminé repart. Le collecteur reconnaît ce qu’il a déjà à l’identifiant de trace (trace-id) de chaque message.',
  'error.DMP_SYSLOG.todo.unreachable':
    'Vérifiez le nom, le port (6514 d’ordinaire) et le pare-feu, puis relancez.',
  'error.DMP_SYSLOG.todo.tls':
    'Donnez l’autorité qui a signé le certificat du collecteur (--syslog-ca), le nom que porte ce certificat, et le certificat client s’il en demande un (--syslog-certificate, --syslog-key).',
  'error.DMP_SYSLOG.todo.cut':
    'Relancez la commande : avec --since-last, tout ce qui suit le dernier envoi terminé repart. Si la coupure se répète, regardez le journal du collecteur : certificat client exigé, ou taille de message limitée.',
  'help.group.audit': 'AUDIT',
  'flag.trace-audit-profile':
    'profil des AuditEvent de --format fhir : tde (CI-SIS Traçabilité d’événements, par défaut) ou balp (IHE)',
  'flag.trace-bundle':
    'avec --format fhir : un seul Bundle de type collection au lieu d’une ressource par ligne',
  'flag.trace-dicom-version': 'édition de DICOM PS3.15 des messages d’audit ; 2017c par défaut',
  'flag.trace-with-documents':
    'dans les messages d’audit, chaque document d’un envoi en plus de son lot de soumission',
  'flag.trace-syslog':
    'envoie les messages d’audit DICOM à ce collecteur syslog, sous TLS (RFC 5424, RFC 5425), au lieu d’écrire un fichier',
  'flag.trace-syslog-ca': 'autorités qui répondent du collecteur (PEM) ; sinon celles de Node',
  'flag.trace-syslog-certificate': 'certificat client (PEM), si le collecteur en demande un',
  'flag.trace-syslog-key': 'clé de ce certificat (PEM, droits 0600) ; sinon dans le même fichier',
  'flag.trace-syslog-passphrase': 'fichier de la phrase secrète de cette clé ; sinon elle est demandée',
  'flag.trace-syslog-msgid':
    'MSGID des messages ; DICOM+RFC3881 par défaut, IHE+RFC-3881 pour certains collecteurs',
  'trace-export.messages': '{count} messages d’audit : un par action, d’après son résultat',
  'trace-export.sent': '{count} traces envoyées à {file}',
  'trace-export.sent.one': '1 trace envoyée à {file}',
  'trace-export.sent.none': 'Aucune trace à envoyer à {file} ; la connexion a été essayée.',
}
