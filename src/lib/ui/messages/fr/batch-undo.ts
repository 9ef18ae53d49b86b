import type {Messages} from '../messages.ts'

/** Supprimer du DMP ce qu'un envoi en masse a déposé, ou une liste de documents. */
export const batchUndoFr: Messages = {
  'arg.delete-list':
    'liste : uniqueId un par ligne, CSV avec une colonne unique_id ou source_id, ou rapport de ce programme ; - pour l’entrée standard',
  'arg.undo-run': 'numéro de l’envoi en masse (AAAAMMJJ-xxxx)',
  'batch-report.next.deleted':
    'Supprimés du DMP depuis : {count}. Plus rien n’est à faire. Gardez ce compte rendu et le reçu avec le journal.',
  'batch-report.next.deletions-done':
    'Rien : tout est supprimé du DMP ({count}). Gardez ce compte rendu et le reçu avec le journal.',
  'batch-report.next.taken':
    'Numéro pris au DMP, peut-être par ces documents mêmes : {count}. Regardez le DMP du patient ; cette commande compte comme déposé ce qu’elle y trouve, et avec --taken-by-another retire ce qui n’y est pas.',
  'batch-report.next.in-doubt':
    'Retenus, issue inconnue, peut-être au DMP : {count}. Ne les envoyez pas autrement ; lisez pourquoi chacun attend.',
  'batch-report.next.not-found':
    'Envoyés et non retrouvés dans le DMP : {count}. Ils peuvent encore y apparaître : regardez plus tard, et supprimez (dmp batch undo, dmp batch delete) ce qui est apparu.',
  'batch-report.next.withdrawn': 'Rien : l’envoi est retiré, plus rien n’en part.',
  'batch.reason.list-deleted': 'déjà supprimé',
  'batch.reason.list-ipp-near':
    'documents connus sous cet IPP, le même aux zéros de tête près : relancer avec lui si c’est ce patient',
  'batch.reason.list-ipp-unknown': 'aucun document connu de ce journal pour cet IPP : vérifier le numéro',
  'batch.reason.list-never-sent': 'jamais arrivé au DMP : rien à supprimer',
  'batch.reason.list-no-patient':
    'inconnu de ce journal : ajouter les colonnes ins et ins_oid de son patient',
  'batch.reason.list-other-patient': 'connu de ce journal sous un autre INS',
  'batch.reason.list-other-profile': 'déposé par un autre profil (établissement) : relancer avec --profile',
  'batch.reason.list-patient-unfit':
    'inconnu de ce journal, et l’INS donné n’est pas lisible ou son OID n’est pas de cet environnement',
  'batch.reason.list-replaced':
    'remplacé depuis par un autre document, qui resterait (--with-replaced pour le supprimer quand même)',
  'batch.reason.list-several': 'ce numéro local désigne plusieurs documents : donner le uniqueId',
  'batch.reason.list-twice': 'cité plus haut dans la liste',
  'batch.reason.list-unknown': 'numéro local inconnu de ce journal',
  'batch.reason.list-unnamed': 'ligne sans uniqueId ni numéro local lisible',
  'batch.reason.not-checked': 'supprimé selon le DMP, pas encore vérifié',
  'batch.reason.still-shown': 'supprimé selon le DMP, qui le montre encore',
  'batch.reason.undo-deleted': 'déjà supprimés',
  'batch.reason.undo-deletion-done': 'suppressions que cet envoi a faites : définitives',
  'batch.reason.undo-deletion-refused': 'suppressions que cet envoi n’a pas faites, refusées ou retirées',
  'batch.reason.undo-deletion-unknown':
    'suppressions de cet envoi dont l’issue est inconnue : dmp document locate dit si le document est encore là',
  'batch.reason.undo-deletion-withdraw':
    'suppressions que cet envoi n’a pas encore faites : retirées, ces documents restent dans le DMP',
  'batch.reason.undo-elsewhere':
    'suppression d’un autre envoi, d’issue inconnue : la terminer (dmp batch resume), puis relancer la commande',
  'batch.reason.undo-filtered': 'hors des limites demandées (--since, --until, --type)',
  'batch.reason.undo-limit': 'au-delà du nombre demandé ou confirmé : relancer la commande pour la suite',
  'batch.reason.undo-refused': 'refusés ou retirés : rien dans le DMP',
  'batch.reason.undo-replaced':
    'remplacés depuis par un document d’un autre envoi (--with-replaced pour les supprimer quand même)',
  'batch.reason.undo-sending': 'en cours d’envoi par une autre commande : relancer quand elle est finie',
  'batch.reason.undo-taken':
    'leur numéro est pris au DMP, peut-être par ces documents mêmes : regarder le DMP du patient ; ce sont eux : dmp document delete UNIQUE_ID ; un autre : rien à supprimer, et rien de cet envoi ne part plus',
  'batch.reason.undo-underway': 'suppression déjà prévue',
  'batch.reason.undo-withdraw': 'jamais partis : retirés, ils ne partiront plus',
  'command.batch.delete.description':
    'Chaque ligne est retrouvée dans le journal (ou nommée par uniqueId et INS), montrée, puis supprimée comme par document delete : DMP actif (TD0.2), fiche (TD3.1b), suppression (TD3.3c), vérification. Confirmation en tapant le nombre de documents. Un reçu CSV et JSON est écrit ; interrompue, la même commande reprend.',
  'command.batch.delete.summary': 'supprimer du DMP une liste de documents, ou ceux d’un patient',
  'command.batch.undo.description':
    'L’envoi est fermé d’abord : plus rien n’en part. Puis ses documents sont supprimés du DMP, du plus récent au plus ancien ; ceux dont l’issue est inconnue sont d’abord cherchés, et gardés à vérifier s’ils ne sont pas trouvés (sortie 10) ; ceux qui ne sont pas partis sont retirés ; ceux qu’un autre envoi a remplacés depuis sont seulement listés. Confirmation en tapant le nombre de documents. Un reçu CSV et JSON est écrit ; interrompue, la même commande reprend. --dry-run lit le journal seul et n’interroge pas le DMP.',
  'command.batch.undo.summary': 'supprimer du DMP ce qu’un envoi en masse a déposé',
  'consent.delete-list':
    "Suppression de {count} document(s) dans le DMP ; {kept} ligne(s) laissée(s) de côté, voir --dry-run.\nC'est irréversible. Taper « {value} » pour confirmer :",
  'consent.undo':
    "Supprimer du DMP ce que l'envoi {run} a déposé :\n  {count} document(s) à supprimer, {withdrawn} jamais parti(s) à retirer\n  {kept} laissé(s) de côté (remplacés depuis, en cours d'envoi) : voir --dry-run\n  {obsolete} remplaçai(en)t une version antérieure, qui restera obsolète\nL'envoi est fermé : plus rien n'en partira. C'est irréversible. Taper « {value} » pour confirmer :",
  'error.DMP_CONFIRMATION_NEEDED.action.delete-list':
    'supprimer {count} document(s) du DMP ({kept} ligne(s) laissée(s) de côté)',
  'error.DMP_CONFIRMATION_NEEDED.action.undo':
    "supprimer du DMP ce que l'envoi {run} a déposé : {count} document(s), {withdrawn} jamais parti(s) à retirer, {kept} laissé(s) de côté",
  'error.DMP_MANIFEST_UNREADABLE.todo.list': 'donner une telle liste, ou --patient IPP',
  'error.DMP_MANIFEST_UNREADABLE.what.list': 'la liste {file} ne nomme aucun document.',
  'error.DMP_MANIFEST_UNREADABLE.why.list':
    'il faut un uniqueId par ligne, ou un CSV dont l’en-tête a une colonne unique_id ou source_id.',
  'error.DMP_NOT_FOUND_AFTER_SENDING.todo':
    'dmp batch verify ENVOI, ou dmp document locate UNIQUEID    (plus tard : est-il apparu ?)\nS’il est apparu et ne devait pas : dmp batch undo, dmp batch delete ou dmp document delete le cherchent à nouveau.\nPour l’envoyer quand même, sous les mêmes identifiants : dmp document submit --again.',
  'error.DMP_NOT_FOUND_AFTER_SENDING.what':
    'ce document est parti (le {date}, uniqueId {uniqueId}) et n’a pas été retrouvé dans le DMP : il peut encore y apparaître.',
  'error.DMP_NOT_FOUND_AFTER_SENDING.why':
    'une absence ne prouve pas qu’il n’est jamais arrivé : le DMP montre parfois un dépôt bien plus tard, et l’envoyer à nouveau sous un autre identifiant ferait un doublon.',
  'error.DMP_UNDO_IMPOSSIBLE.kind.delete': 'une liste de suppressions',
  'error.DMP_UNDO_IMPOSSIBLE.kind.undo': 'le retrait d’un envoi',
  'error.DMP_UNDO_IMPOSSIBLE.todo':
    'dmp batch resume {run}    (continuer ces suppressions)\ndmp document submit FICHIER    (redéposer un document supprimé par erreur)',
  'error.DMP_UNDO_IMPOSSIBLE.what': '{run} ne peut pas être repris au DMP : c’est {kind}.',
  'error.DMP_UNDO_IMPOSSIBLE.why':
    'une suppression est définitive ; seul ce qui a été déposé peut être supprimé.',
  'error.DMP_WITHDRAWN.todo':
    'dmp batch undo {run} --dry-run    (ce qui en reste)\nPour déposer ces documents à nouveau : un nouveau plan (dmp batch plan).',
  'error.DMP_WITHDRAWN.what': 'l’envoi en masse {run} a été retiré : plus rien n’en part.',
  'error.DMP_WITHDRAWN.why': 'dmp batch undo ferme un envoi avant de supprimer ce qu’il a déposé.',
  'flag.delete-ipp': 'tous les documents déposés pour ce patient local (IPP ; @fichier ou - possibles)',
  'flag.undo-dry-run': 'montrer ce qui serait supprimé, sans rien demander au DMP ni rien écrire',
  'flag.undo-max-items': 'supprimer au plus ce nombre de documents',
  'flag.undo-reason': 'motif, gardé dans les traces et le reçu ; wrong-patient pose aussi des retenues',
  'flag.undo-receipt': 'dossier du reçu (par défaut receipts, à côté du journal)',
  'flag.undo-since': 'envoyés à partir de ce jour (heure de Paris) ou de cet instant',
  'flag.undo-type': 'seulement ces codes de type (table J66)',
  'flag.undo-until': 'envoyés jusqu’à ce jour compris (heure de Paris), ou avant cet instant',
  'flag.undo-with-replaced': 'supprimer aussi ce qu’un document d’un autre envoi a remplacé depuis',
  'undo.deleted': '{count} document(s) supprimé(s) du DMP',
  'undo.dry': '{count} document(s) seraient supprimés (--dry-run : rien n’a été fait)',
  'undo.head.ipp': 'IPP',
  'undo.head.sent': 'Envoyé le',
  'undo.head.source-id': 'N° local',
  'undo.head.type': 'Type',
  'undo.head.unique-id': 'uniqueId',
  'undo.head.venue': 'Venue',
  'undo.head.why': 'Motif',
  'undo.holds': '{count} retenue(s) en place : rien de tout cela ne repartira sous ces INS.',
  'undo.kept': 'Laissés de côté, à décider :',
  'undo.leaves-obsolete':
    '{count} document(s) remplaçaient une version antérieure : elle reste obsolète dans le DMP.',
  'undo.more': '… et {count} autre(s)',
  'undo.never-arrived':
    '{count} document(s) n’étaient finalement jamais partis : rien à supprimer, ils ne partiront plus.',
  'undo.not-found.delete':
    '{count} document(s) d’issue inconnue, cherchés deux fois et non trouvés : ils peuvent encore apparaître dans le DMP. Relancer plus tard cette commande : elle les cherche à nouveau.',
  'undo.not-found.undo':
    '{count} document(s) d’issue inconnue, cherchés deux fois et non trouvés : ils peuvent encore apparaître dans le DMP. Plus tard, dmp batch verify {run} le dit, et dmp batch undo {run} les cherche à nouveau et supprime ce qui est apparu.',
  'undo.next.DMP_DOCUMENT_NOT_FOUND':
    'Non montrés par le DMP : supprimés autrement, ou pas encore visibles. Plus tard, {command} les cherche à nouveau et supprime ce qui est apparu.',
  'undo.next.DMP_REFUSED':
    'Refusés par le DMP : une version arrivée depuis a peut-être pris leur place (dmp document history UNIQUEID). La supprimer d’abord, puis {command}. Les codes du DMP : dmp batch report {batch}.',
  'undo.next.same-command': 'la même commande',
  'undo.nothing': 'Rien à supprimer.',
  'undo.outcome': 'Suppressions {batches}',
  'undo.receipt': 'Reçu : {csv}\n       {json}',
  'undo.resume': 'Pour continuer : {command}',
  'undo.title.delete': 'Suppression de documents',
  'undo.title.undo': 'Supprimer du DMP ce que l’envoi {run} a déposé',
  'undo.underway': '{count} suppression(s) prévue(s) plus tôt continuent.',
  'undo.unproven':
    '{count} suppression(s) acceptée(s) par le DMP et pas vérifiée(s) : voir le reçu, puis dmp document locate.',
  'warning.batch-receipt-not-written':
    'les suppressions {batch} sont faites, mais le reçu n’a pas pu être écrit ({cause}) ; relancer la commande le réécrit.',
}
