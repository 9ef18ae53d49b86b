import type {Messages} from '../messages.ts'

/** Documents carried by HL7 messages, XDM archives and folders: why one does not go, what was repaired. */
export const carriersFr: Messages = {
  'error.DMP_INPUT_UNCLEAR.what': '{file} ne peut pas être pris en entrée : {reason}',
  'error.DMP_INPUT_UNCLEAR.why':
    'une entrée est un manifeste (NDJSON, CSV, XLSX), un fichier ou un dossier de messages HL7 v2, d’archives XDM ou de documents CDA, d’une seule sorte par dossier.',
  'error.DMP_INPUT_UNCLEAR.todo':
    'donner le manifeste lui-même, ou un dossier qui ne contient qu’une sorte de fichiers, puis relancer',
  'error.DMP_INPUT_UNCLEAR.why.known-sent':
    '--known-sent prend ce qui prouve des envois antérieurs : acquittements ZAM, journal, ou rapport entier d’un envoi en masse (JSON, ou CSV avec ses colonnes). Un rapport coupé ou modifié ne prouve rien.',
  'error.DMP_INPUT_UNCLEAR.todo.known-sent':
    'donner le journal de l’envoi antérieur, ou son rapport tel que dmp batch report l’a écrit',
  'error.DMP_INPUT_UNCLEAR.why.oppositions':
    'les oppositions viennent de messages HL7 ADT dont le segment ZFA le dit, chacun avec son patient.',
  'error.DMP_INPUT_UNCLEAR.todo.oppositions':
    'donner les messages ADT, ou une liste (kind ; value ; reason) à dmp batch hold add --from',
  'error.DMP_INPUT_UNCLEAR.reason.empty': 'le dossier ne contient aucun fichier',
  'error.DMP_INPUT_UNCLEAR.reason.mixed': 'plusieurs sortes de fichiers y sont mêlées ({kinds})',
  'error.DMP_INPUT_UNCLEAR.reason.kind': 'ce n’est aucune des sortes connues',
  'error.DMP_INPUT_UNCLEAR.reason.known-sent-hidden':
    'un numéro local y est masqué parce qu’il contient un INS ; donner le journal lui-même',
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
  'batch.reason.hl7-syntax.fault.charset-unknown': 'jeu de caractères inconnu',
  'batch.reason.hl7-syntax.fault.charset-bytes': 'octets étrangers au jeu de caractères déclaré',
  'batch.reason.hl7-syntax.fault.separators': 'séparateurs inutilisables',
  'batch.reason.hl7-syntax.fault.line': 'ligne qui n’appartient à aucun segment',
  'batch.reason.hl7-syntax.fault.too-large': 'plus de 50 Mo',
  'batch.reason.hl7-syntax.fault.incomplete': 'fin du message absente',
  'batch.reason.hl7-document.fault.none': 'aucun document',
  'batch.reason.hl7-document.fault.not-cda': 'ce n’est pas un CDA en base64',
  'batch.reason.hl7-document.fault.base64': 'base64 abîmé',
  'batch.reason.hl7-document.fault.too-many': 'trop de documents',
  'batch.reason.xdm-metadata.fault.hash': 'empreinte absente',
  'batch.reason.xdm-metadata.fault.size': 'taille absente',
  'batch.reason.xdm-metadata.fault.malformed': 'XML mal formé',
  'batch.reason.archive-member.reason.encrypted': 'chiffré',
  'batch.reason.archive-member.reason.link': 'lien',
  'batch.reason.archive-member.reason.absent': 'absent',
  'batch.reason.archive-unsafe.reason.EZIP': 'archive abîmée',
  'batch.reason.archive-unsafe.reason.EZIPNAME': 'nom de membre dangereux',
  'batch.reason.archive-unsafe.reason.EZIPTWICE': 'nom de membre en double',
  'batch.reason.archive-unsafe.reason.EZIPMEMBERS': 'trop de membres',
  'batch.reason.archive-unsafe.reason.EZIPSIZE': 'contenu trop grand',
  'batch.reason.archive-unsafe.reason.EZIPRATIO': 'compression démesurée',
  'error.DMP_XML_REFUSED.what.workbook':
    'le classeur {file} est abîmé (ligne {line} d’une de ses parties, motif : {reason})',
  'error.DMP_XML_REFUSED.why.workbook':
    'un classeur (.xlsx) est une archive de parties XML ; l’une d’elles ne peut être lue telle quelle, aucune de ses lignes n’est donc prise.',
  'error.DMP_XML_REFUSED.todo.workbook':
    'ouvrir le classeur dans le tableur, l’enregistrer de nouveau en .xlsx (ou en CSV UTF-8), puis relancer',
  'error.DMP_FILE_UNREADABLE.what.archive': '{file} ne peut pas être ouvert : {reason}.',
  'error.DMP_FILE_UNREADABLE.why.archive':
    'l’archive ou le classeur (.zip, .xlsx) existe et peut être lu, mais son contenu est abîmé, coupé ou démesuré.',
  'error.DMP_FILE_UNREADABLE.todo.archive':
    'exporter ou copier de nouveau le fichier depuis sa source, comparer les tailles, vérifier que le logiciel d’origine l’ouvre ; puis relancer',
  'error.DMP_FILE_UNREADABLE.reason.EZIP': 'archive abîmée, ou membre dont la somme de contrôle est fausse',
  'error.DMP_FILE_UNREADABLE.reason.EZIPNAME': 'nom dangereux dans l’archive',
  'error.DMP_FILE_UNREADABLE.reason.EZIPTWICE': 'deux membres du même nom',
  'error.DMP_FILE_UNREADABLE.reason.EZIPMEMBERS': 'trop de membres',
  'error.DMP_FILE_UNREADABLE.reason.EZIPSIZE': 'contenu trop grand',
  'error.DMP_FILE_UNREADABLE.reason.EZIPRATIO': 'compression démesurée',
  'error.DMP_FILE_UNREADABLE.reason.EHL7': 'ce message n’a pas ce document',
  'error.DMP_FILE_UNREADABLE.reason.ECHANGED': 'le fichier a changé pendant la lecture',
  'batch.repair.hl7-wrapped-base64': 'contenu du document coupé en lignes, recollé',
  'batch.repair.hl7-charset-assumed': 'jeu de caractères non indiqué, déduit des octets',
  'batch.repair.hl7-separator-tilde': 'séparateur « ˜ » à la place de « ~ », lu comme déclaré',
  'batch.repair.hl7-structure-prefix': 'identifiant de structure sans son premier chiffre, complété',
}
