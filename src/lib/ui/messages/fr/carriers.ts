import type {Messages} from '../messages.ts'

/** Documents carried by HL7 messages, XDM archives and folders: why one does not go, what was repaired. */
export const carriersFr: Messages = {
  'error.DMP_INPUT_UNCLEAR.what': '{file} ne peut pas être pris en entrée : {reason}',
  'error.DMP_INPUT_UNCLEAR.why':
    'une entrée est un manifeste (NDJSON, CSV, XLSX), un fichier ou un dossier de messages HL7 v2, d’archives XDM ou de documents CDA, d’une seule sorte par dossier.',
  'error.DMP_INPUT_UNCLEAR.todo':
    'donner le manifeste lui-même, ou un dossier qui ne contient qu’une sorte de fichiers, puis relancer',
  'error.DMP_INPUT_UNCLEAR.reason.empty': 'le dossier ne contient aucun fichier',
  'error.DMP_INPUT_UNCLEAR.reason.mixed': 'plusieurs sortes de fichiers y sont mêlées ({kinds})',
  'error.DMP_INPUT_UNCLEAR.reason.kind': 'ce n’est aucune des sortes connues',
  'error.DMP_INPUT_UNCLEAR.reason.known-sent':
    'ce n’est ni un acquittement ZAM, ni un journal, ni un rapport d’envoi en masse',
  'error.DMP_INPUT_UNCLEAR.reason.oppositions':
    'aucune opposition lisible (ADT, ZFA-9) n’y a été trouvée, ou un message ne nomme aucun patient',
  'batch.reason.visibility-not-stated': 'visibilité non indiquée (qui peut voir le document)',
  'batch.reason.link-not-followed': 'lien symbolique ou fichier spécial, non suivi',
  'batch.reason.not-an-input': 'fichier d’une autre sorte',
  'batch.reason.ins-absent': 'le document ne porte pas d’INS',
  'batch.reason.document-id-extension':
    'le numéro du document a une extension, forme que le DMP ne prend pas (réglage documents.idExtension)',
  'batch.reason.confidentiality-restricted': 'document restreint ({code}) : à décider par une personne',
  'batch.reason.incomplete-biology': 'résultats incomplets ou provisoires ({field})',
  'batch.reason.related-document': 'lien « {typeCode} » avec un autre document : à décider par une personne',
  'batch.reason.replaced-unnamed': 'le document ne dit pas quelle version il remplace, ou se nomme lui-même',
  'batch.reason.hl7-syntax': 'message HL7 illisible ({fault}, {at})',
  'batch.reason.hl7-no-message': 'aucun message HL7 dans ce fichier',
  'batch.reason.hl7-stray': 'segments HL7 hors de tout message : un message a perdu son début',
  'batch.reason.hl7-batch-count':
    'le lot HL7 annonce {announced} ({segment}) et en contient {counted} : des messages manquent ou sont en trop',
  'batch.reason.hl7-other-message': 'message {type}, qui ne porte pas de document',
  'batch.reason.hl7-reverse-flow': 'document reçu par messagerie (flux vers le logiciel), non destiné au DMP',
  'batch.reason.hl7-test-message': 'message d’essai (MSH-11 = {mode}), jamais envoyé en production',
  'batch.reason.hl7-duplicate-message': 'même message déjà lu dans cette entrée',
  'batch.reason.hl7-control-id-reused':
    'même numéro de contrôle (MSH-10) qu’un autre message, contenu différent',
  'batch.reason.hl7-document': 'document du message inutilisable ({fault}, {at})',
  'batch.reason.hl7-intent':
    'événement ({trigger}), statut ({status}) et ordre ({order}) se contredisent : publier ou effacer ?',
  'batch.reason.hl7-replacement':
    'le message et le CDA ne disent pas la même chose du remplacement ({field})',
  'batch.reason.hl7-ids-differ': 'le numéro du document diffère entre le message et le CDA ({field})',
  'batch.reason.hl7-code-differs': 'le type du document diffère entre le message et le CDA ({field})',
  'batch.reason.hl7-flag': 'indicateur {flag} contradictoire ou illisible',
  'batch.reason.hl7-not-for-dmp': 'le message ne destine pas ce document au DMP (DESTDMP = N)',
  'batch.reason.hl7-destination-absent':
    'le message ne dit pas si le document est destiné au DMP (DESTDMP absent)',
  'batch.reason.hl7-secret-connection': 'connexion secrète demandée : à traiter par une personne',
  'batch.reason.hl7-visibility-change': 'changement de visibilité demandé pour un premier dépôt',
  'batch.reason.ins-differs': 'l’INS diffère entre l’enveloppe et le document',
  'batch.reason.ins-former': 'l’enveloppe ne porte qu’un ancien identifiant (INS-C), pas d’INS',
  'batch.reason.traits-differ': 'l’identité diffère entre l’enveloppe et le document ({fields})',
  'batch.reason.hl7-identity-ambiguous':
    'identité « {status} » : qualifiée ou non ? (réglage hl7.valiMeansQualified, ou fichier d’identités)',
  'batch.reason.hl7-identity-refused': 'identité « {status} », non qualifiée',
  'batch.reason.hl7-identity-status-absent': 'statut de l’identité absent (PID-32)',
  'batch.reason.archive-unsafe': 'archive refusée ({reason})',
  'batch.reason.archive-member': 'membre de l’archive chiffré, lien, ou absent ({reason})',
  'batch.reason.xdm-no-metadata': 'archive sans METADATA.XML : ce n’est pas une archive XDM',
  'batch.reason.xdm-metadata': 'METADATA.XML illisible ({fault}) : empreintes non vérifiables',
  'batch.reason.xdm-unlisted': 'document absent de METADATA.XML',
  'batch.reason.xdm-not-a-document': 'membre de l’archive qui n’est pas un document CDA',
  'batch.reason.xdm-altered': 'le document n’a pas l’empreinte ou la taille annoncées ({field})',
  'batch.reason.xdm-differs': 'METADATA.XML et le document se contredisent ({field})',
  'batch.reason.xdm-action': 'l’archive demande une action ({slot}) : à décider par une personne',
  'batch.reason.xdm-masked': 'l’archive masque le document ({code}) et la visibilité indiquée ne le dit pas',
  'batch.reason.xdm-received':
    'archive reçue : l’auteur du document n’est pas de cet établissement, c’est à lui d’alimenter le DMP',
  'batch.reason.deletion-held':
    'la suppression de ce document est demandée dans le même lot de données et attend une personne',
  'batch.reason.known-sent': 'déjà envoyé d’après {evidence}',
  'batch.reason.known-sent.evidence.zam': 'un acquittement du DMP (ZAM)',
  'batch.reason.known-sent.evidence.journal': 'un autre journal',
  'batch.reason.known-sent.evidence.report': 'un rapport d’envoi',
  'batch.reason.known-deleted': 'envoyé puis supprimé du DMP d’après {evidence} : à décider par une personne',
  'batch.reason.known-deleted.evidence.zam': 'un acquittement du DMP (ZAM)',
  'batch.reason.known-deleted.evidence.journal': 'un autre journal',
  'batch.reason.known-deleted.evidence.report': 'un rapport d’envoi',
  'batch.reason.known-unknown':
    'envoyé avec une issue inconnue d’après {evidence} : à vérifier avant tout nouvel envoi',
  'batch.reason.known-unknown.evidence.journal': 'un autre journal',
  'batch.reason.known-unknown.evidence.report': 'un rapport d’envoi',
  'batch.repair.hl7-wrapped-base64': 'contenu du document coupé en lignes, recollé',
  'batch.repair.hl7-charset-assumed': 'jeu de caractères non indiqué, déduit des octets',
  'batch.repair.hl7-separator-tilde': 'séparateur « ˜ » à la place de « ~ », lu comme déclaré',
  'batch.repair.hl7-structure-prefix': 'identifiant de structure sans son premier chiffre, complété',
}
