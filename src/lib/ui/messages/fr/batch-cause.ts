import type {Messages} from '../messages.ts'

/** Why a document is not accepted, where lists do not know the values that the error had. */
export const batchCauseFr: Messages = {
  'batch.cause.DMP_HELD': 'retenu par une personne, ou par un ordre de suppression (dmp batch hold list).',
  'batch.cause.DMP_HELD.todo':
    'dmp batch hold list dit qui retient quoi, pourquoi et jusqu’à quand ; une fois la décision prise : dmp batch hold lift GENRE VALEUR, puis dmp batch retry ENVOI --only DMP_HELD. Un document dont la suppression est ordonnée reste retenu.',
  'batch.cause.DMP_NOT_FOUND_AFTER_SENDING': 'parti, non retrouvé au DMP : il peut encore y apparaître.',
  'batch.cause.DMP_NOT_FOUND_AFTER_SENDING.todo':
    'Parti, non retrouvé au DMP : il peut encore y apparaître, et dmp batch retry --only held n’y fait rien. Plus tard : dmp batch verify ENVOI. Apparu à tort : dmp batch undo ENVOI, ou dmp document delete UNIQUE_ID. Voulu : dmp document submit FICHIER --again, sous les mêmes identifiants.',
  'batch.cause.DMP_WITHDRAWN': 'retiré avant son départ : rien n’en est parti vers le DMP.',
  'batch.cause.DMP_WITHDRAWN.todo':
    'Rien n’est à supprimer : il n’est jamais parti. Pour le déposer quand même : un nouveau plan (dmp batch plan), qui le reprend ; l’envoi retiré ne se relance pas.',
  'batch.cause.DMP_REPLACEMENT_REFUSED':
    'remplacement retenu : la version qu’il remplace n’est pas la version courante du DMP.',
  'batch.cause.DMP_REPLACEMENT_REFUSED.todo':
    'Regardez la chaîne : dmp document history UNIQUE_ID (colonne unique_id de report.csv). L’original a été refusé : corrigez-le et déposez-le, puis dmp batch retry ENVOI --only DMP_REPLACEMENT_REFUSED. Il a été supprimé, ou n’y sera jamais : un nouveau plan qui dépose ce contenu comme première version, sans version remplacée. Une autre version a pris sa place : un nouveau plan qui remplace la dernière.',
  'batch.cause.DMP_IDENTIFIER_TAKEN': 'le DMP contient déjà un document sous cet identifiant.',
  'batch.cause.DMP_IDENTIFIER_TAKEN.todo':
    'C’est peut-être ce document : rien n’est retiré ni envoyé à côté. Regarder le DMP du patient (dmp batch verify ENVOI dit si le numéro s’y trouve). Le même document y est : dmp batch retry ENVOI --only DMP_IDENTIFIER_TAKEN le retrouve et le compte comme déposé ; il n’est pas voulu : dmp document delete UNIQUE_ID. Un autre : dmp batch retry ENVOI --only DMP_IDENTIFIER_TAKEN --taken-by-another, puis un nouveau plan, qui donne à celui-ci un autre numéro (un CDA garde le sien : le changer d’abord à la source).',
  'batch.cause.DMP_CLOSED_MEANWHILE':
    'parti, issue inconnue, et le DMP du patient a été fermé depuis : il s’y trouve peut-être.',
  'batch.cause.DMP_CLOSED_MEANWHILE.todo':
    'Le document est peut-être dans le DMP, qui est fermé : rien ne peut y être demandé. Ne pas l’envoyer autrement. Une fois le DMP rouvert : dmp batch retry ENVOI --only DMP_CLOSED_MEANWHILE, qui l’y cherche d’abord. D’ici là il ne compte ni comme déposé ni comme absent.',
  'batch.cause.number-taken':
    'envoyé sous un numéro que le DMP dit déjà pris : il s’y trouve peut-être, dmp batch retry --only DMP_IDENTIFIER_TAKEN l’y cherche',
  'batch.cause.kept-in-doubt':
    'parti, issue inconnue, et retenu depuis par un autre envoi : il est peut-être au DMP (dmp batch verify)',
  'batch.cause.DMP_SOURCE_CHANGED': 'le fichier n’est plus celui qui était prévu.',
  'batch.cause.DMP_FILE_UNREADABLE':
    'le fichier du document ne peut pas être lu (déplacé, supprimé, ou droit de lecture manquant).',
  'batch.cause.DMP_DOCUMENT_INVALID': 'le document n’est pas conforme.',
  'batch.cause.DMP_CDA_UNREADABLE':
    'le document CDA ne peut pas être utilisé : un élément manque ou n’a pas la forme attendue.',
  'batch.cause.DMP_MANIFEST_LINE': 'une valeur de cette ligne du manifeste ne peut pas être utilisée.',
  'batch.cause.DMP_MANIFEST_UNREADABLE': 'le manifeste ne peut pas être lu.',
  'batch.cause.DMP_CODE_UNKNOWN': 'un code n’est pas dans sa table.',
  'batch.cause.DMP_ALREADY_SENT': 'ce document a déjà été envoyé pour ce patient.',
  'batch.cause.DMP_INS_ENVIRONMENT': 'l’OID de l’INS ne convient pas à l’environnement (test ou production).',
  'batch.cause.DMP_PATIENT_CLOSED': 'le DMP du patient est fermé.',
  'batch.cause.DMP_TLS_REFUSED': 'la liaison sécurisée avec le DMP n’a pas pu s’établir.',
  'batch.cause.DMP_CONNECTION_FAILED': 'le DMP était injoignable.',
  'batch.cause.DMP_NO_ANSWER': 'envoyé ; le DMP n’a pas donné de réponse complète.',
  'batch.cause.DMP_DELETION_IMPOSSIBLE': 'ce document ne peut pas être supprimé.',
  'batch.cause.unit-unmapped': 'l’unité n’est pas dans la correspondance',
  'batch.cause.unit-near':
    'l’unité n’est pas dans la correspondance ; une autre, semblable, y est (zéros perdus ?)',
  'batch.cause.known-sent': 'déjà envoyé d’après ce que donne --known-sent',
  'batch.cause.known-deleted':
    'envoyé puis supprimé du DMP d’après --known-sent : à décider par une personne',
  'batch.cause.known-unknown':
    'envoyé avec une issue inconnue d’après --known-sent : à vérifier avant tout nouvel envoi',
  'batch.cause.DMP_CERT_STRUCTURE_CHANGED': 'le certificat appartient à une autre structure.',
  'batch.cause.hl7-batch-count':
    'le lot HL7 ne contient pas le nombre de messages qu’il annonce : des messages manquent ou sont en trop',
  'batch.cause.hl7-other-message': 'message qui ne porte pas de document',
  'batch.cause.hl7-flag': 'un indicateur est contradictoire ou illisible',
}
