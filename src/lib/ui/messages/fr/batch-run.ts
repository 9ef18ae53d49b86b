import type {Messages} from '../messages.ts'

/** Bulk runs at work: submit, resume, retry, worker. */
export const batchRunFr: Messages = {
  'error.DMP_BATCH_STATE.what': 'L’envoi en masse {run} ne peut pas partir tel quel.',
  'error.DMP_BATCH_STATE.what.planning': 'Le plan {run} n’est pas terminé.',
  'error.DMP_BATCH_STATE.what.planned': 'Le plan {run} n’a pas encore été soumis.',
  'error.DMP_BATCH_STATE.what.restored':
    'L’envoi {run} attend votre accord : son journal a été remis en place depuis une copie.',
  'error.DMP_BATCH_STATE.what.restored-planned':
    'L’envoi {run} attend votre accord, et n’est pas soumis dans la copie de son journal remise en place.',
  'error.DMP_BATCH_STATE.why.restored-planned':
    'Il a pu être soumis, finir ou être repris depuis la copie, qui ne le dit pas.',
  'error.DMP_BATCH_STATE.todo.restored-planned':
    'S’il a été repris depuis (voir les reçus de dmp batch undo et delete) : dmp batch undo {run}\nSinon : dmp batch submit {run} --after-restore. Ce qui a pu partir est cherché au DMP ; ce qui ne s’y trouve pas attend votre décision.',
  'error.DMP_BATCH_STATE.what.restored-plan':
    'Le journal a été remis en place depuis une copie ({date}) : ce qui a été préparé et envoyé après cette copie n’est pas connu.',
  'error.DMP_BATCH_STATE.why.restored':
    'Il a pu avancer, finir ou être repris depuis la copie, qui ne le dit pas.',
  'error.DMP_BATCH_STATE.why.restored-plan':
    'Ce qui a été envoyé depuis partirait une seconde fois, sous d’autres identifiants.',
  'error.DMP_BATCH_STATE.todo.restored':
    'S’il a été repris depuis (voir les reçus de dmp batch undo et delete) : dmp batch undo {run}\nSinon : dmp batch resume {run} --after-restore    (un plan jamais soumis : dmp batch submit {run} --after-restore). Ce qui a pu partir est cherché au DMP ; ce qui ne s’y trouve pas attend votre décision.',
  'error.DMP_BATCH_STATE.todo.restored-plan':
    'dmp batch plan … --known-sent FICHIER    (rapports des envois faits depuis la copie, accusés de l’EAI, journal antérieur)\nSi rien n’a été envoyé depuis la copie : dmp batch plan … --after-restore, dit une seule fois.',
  'warning.run-after-restore':
    'L’envoi {run} est laissé de côté : son journal a été remis en place depuis une copie. Une fois sûr qu’il n’a pas été repris depuis : dmp batch resume {run} --after-restore',
  'flag.plan-after-restore':
    'ce qui a été envoyé depuis la copie du journal remise en place est pris en compte, ou rien ne l’a été ; dit une seule fois',
  'flag.after-restore':
    'laisser partir ce dont le journal a été remis en place depuis une copie ; dit par une personne qui sait ce qui a été fait depuis',
  'error.DMP_BATCH_STATE.what.restored-submit':
    'Le journal a été remis en place depuis une copie ({date}) : ce qui a été envoyé après cette copie n’est pas connu.',
  'error.DMP_BATCH_STATE.why.restored-submit': 'Un document envoyé depuis s’y trouverait deux fois.',
  'error.DMP_BATCH_STATE.todo.restored-submit':
    'Regarder si le document est au DMP du patient. S’il n’y est pas : la même commande avec --again.\nQuand tout ce qui a été envoyé depuis la copie est pris en compte : dmp batch plan … --after-restore, dit une seule fois.',
  'error.DMP_BATCH_STATE.what.kind': '{run} supprime des documents : il n’est pas un plan à soumettre.',
  'error.DMP_BATCH_STATE.what.profile': 'L’envoi {run} a été planifié avec le profil {profile}.',
  'error.DMP_BATCH_STATE.why':
    'Un envoi en masse suit un ordre : planifié, soumis, puis repris autant que nécessaire.',
  'error.DMP_BATCH_STATE.why.planning':
    'Sa préparation a été interrompue : ce qui reste à lire ne partirait pas, et rien ne le dirait.',
  'error.DMP_BATCH_STATE.why.planned': 'Rien ne part d’un plan tant qu’une personne ne l’a pas soumis.',
  'error.DMP_BATCH_STATE.why.kind': 'Des suppressions se confirment par leur propre commande.',
  'error.DMP_BATCH_STATE.why.profile':
    'Ses documents nomment cet établissement-là ; d’autres certificats ne doivent pas les signer.',
  'error.DMP_BATCH_STATE.todo': 'dmp batch status {run}    (où il en est)',
  'error.DMP_BATCH_STATE.todo.planning': 'Relancer la même commande dmp batch plan : elle continue ce plan.',
  'error.DMP_BATCH_STATE.todo.planned': 'dmp batch submit {run}',
  'error.DMP_BATCH_STATE.todo.kind': 'dmp batch resume {run}    (continuer des suppressions déjà confirmées)',
  'error.DMP_BATCH_STATE.todo.profile': 'Relancer avec --profile {profile}',
  'error.DMP_CIRCUIT_OPEN.what':
    'Envoi arrêté : {count} échecs de suite ({cause}), quel que soit le document.',
  'error.DMP_CIRCUIT_OPEN.why':
    'Ces échecs ne tiennent pas aux documents (connexion, certificat, droits, fichiers) : continuer les userait tous pour rien. Aucun n’est perdu, ceux qui restent ne sont pas partis.',
  'error.DMP_CIRCUIT_OPEN.todo':
    'dmp config check    (certificats, horloge, profil)\nVoir docs/errors/{cause}.md, puis dmp batch resume.',
  'error.DMP_CIRCUIT_OPEN.what.refusals':
    'Envoi arrêté : le DMP a refusé {count} documents de suite avec la même réponse ({answer}).',
  'error.DMP_CIRCUIT_OPEN.why.refusals':
    'Une même réponse pour tous vient rarement des documents : un réglage, une table ou les identités sont en cause. Aucun n’est perdu : les refusés sont dans le compte rendu, ceux qui restent ne sont pas partis.',
  'error.DMP_CIRCUIT_OPEN.todo.refusals':
    'dmp batch report    (la réponse en clair)\nCorriger, puis dmp batch retry --only refused ; si ces refus sont normaux, dmp batch resume.',
  'error.DMP_CERTIFICATE_ENDED.what':
    'Un certificat du profil {profile} est arrivé à sa fin le {end} pendant l’envoi.',
  'error.DMP_CERTIFICATE_ENDED.why':
    'Le DMP refuse un certificat périmé ; aucun nouveau fichier utilisable n’a été mis en place dans le délai (limits.certificateWait). Dernier problème lu : {problem}.',
  'error.DMP_CERTIFICATE_ENDED.todo':
    'Mettre les nouveaux certificats à la place des anciens (ou changer le profil), vérifier par dmp config check, puis dmp batch resume.',
  'warning.certificate-not-taken':
    'Les nouveaux fichiers de certificats sont inutilisables ({code}) : l’envoi garde ceux qu’il a. Voir par dmp config check et mettre à leur place un couple de cet établissement ; l’envoi le prendra sans redémarrer.',
  'check.certificates.ends-before':
    'Un certificat finit le {end}, avant la fin prévue de cet envoi ({finish}). Mettez le nouveau à la place de l’ancien avant cette date : l’envoi le prendra sans s’arrêter.',
  'consent.retry':
    '{count} document(s) refusé(s) par le DMP vont être renvoyés ({run}), sous les mêmes identifiants.\nTaper « {value} » pour confirmer :',
  'consent.taken':
    'Le DMP contient D’AUTRES documents sous les numéros de {count} document(s) de {run} : vous l’avez regardé. Ils sont retirés, et un nouveau plan les envoie sous d’autres numéros ; si c’était le même document, il y serait deux fois.\nTaper « {value} » pour confirmer :',
  'error.DMP_CONFIRMATION_NEEDED.action.taken':
    'abandonner les numéros de {count} document(s) que d’autres documents ont au DMP ({run})',
  'error.DMP_CONFIRMATION_NEEDED.action.retry': 'renvoyer {count} document(s) refusé(s) par le DMP ({run})',
  'run.pause.blocked': 'le DMP n’est pas joignable ou refuse l’accès',
  'run.report.batch': 'Envoi en masse {id} ({kind}) : {count} documents',
  'run.report.plan':
    'plan : {read} lus = {ready} prêts + {held} mis en attente + {rejected} rejetés + {excluded} écartés',
  'run.report.causes': 'Motifs :',
  'run.report.own': 'Cette fois : {accepted} acceptés, {requests} demandes parties, {took}.',
  'run.report.next-at': 'Prochaine échéance : {at}.',
  'run.report.resume': 'Pour continuer : {command}',
  'run.report.nothing': 'Rien à envoyer : aucun envoi en masse de ce profil n’est soumis.',
  'run.report.profile': 'Profil {profile}',
  'run.stop.done': 'Terminé : il ne reste rien à envoyer.',
  'run.stop.waiting':
    'Ce qui reste n’est pas encore dû, attend une décision, ou est chez un autre processus.',
  'run.stop.guard':
    'Limite d’envois du jour atteinte ; rien de plus ne part avant demain, sauf avis donné à l’Assurance maladie.',
  'run.stop.window': 'Hors des plages d’envoi du profil.',
  'run.stop.max-items': 'Arrêté après le nombre de documents demandé (--max-items).',
  'run.stop.max-duration': 'Arrêté après la durée demandée (--max-duration).',
  'run.stop.circuit': 'Arrêté : le même échec se répète, quel que soit le document.',
  'run.stop.certificate': 'Arrêté : un certificat est arrivé à sa fin.',
  'run.stop.journal': 'Arrêté : le journal ne peut pas être écrit. Rien n’est parti sans y être inscrit.',
  'run.stop.means': 'Arrêté : une clé, un disque ou un réglage manque à tous les documents.',
  'run.stop.interrupted': 'Interrompu à votre demande ; le journal est cohérent.',
  'run.hand.refused':
    'Refusés : corriger à la source, ou dmp batch retry --only refused si la cause a disparu.',
  'run.hand.held':
    'En attente : lever la mise en attente ou rétablir le fichier, puis dmp batch retry --only held.',
  'run.hand.unknown': 'Issue inconnue : dmp batch resume cherche d’abord au DMP ce qui y est déjà.',
  'run.hand.deferred':
    'Différés : dmp batch resume reprend ceux qui sont dus ; dmp batch retry --only deferred reprend aussi ceux dont les essais sont épuisés.',
  'run.rearmed':
    'Repris : {deferred} différés, {refused} refusés, {held} en attente, {unknown} d’issue inconnue.',
  'run.rearmed.number-lost':
    'Retirés, un autre document a leur numéro : {numberLost}. Un nouveau plan (dmp batch plan) leur en donne un autre.',
  'run.rearmed.kept':
    'Laissés : {stillHeld} dont la mise en attente est en vigueur, {leftAlone} dont le contenu est déjà parti autrement.',
  'arg.plan': 'numéro du plan, ou dossier écrit par batch plan --out',
  'arg.run-resumed': 'numéro de l’envoi en masse (par défaut tous ceux qui sont soumis)',
  'flag.run-wait':
    'attendre jusque-là ce qui est dû plus tard (essais, vérifications) avant de rendre la main',
  'flag.max-items': 's’arrêter après ce nombre de documents',
  'flag.max-duration': 's’arrêter après cette durée ; ce qui est en cours se termine',
  'flag.run-check-status': 'demander d’abord si le DMP du patient est ouvert (TD0.2, une fois par patient)',
  'flag.taken-by-another':
    'avec --only DMP_IDENTIFIER_TAKEN : le DMP contient un autre document sous ce numéro ; retiré ici, un nouveau plan lui en donne un autre (confirmé par leur nombre)',
  'flag.only': 'deferred, refused, held, unknown, ou un code d’erreur (plusieurs possibles)',
  'flag.serve': 'profil à servir (plusieurs possibles, chacun avec ses certificats et son rythme)',
  'flag.until-empty': 's’arrêter quand il ne reste rien à envoyer',
  'help.group.run': 'envoi',
  'command.batch.submit.summary': 'envoyer au DMP les documents d’un plan',
  'command.batch.submit.description':
    'Vérifie certificats, horloge, profil et paramètres, puis envoie au rythme du quota, un document par patient à la fois. Les issues inconnues sont cherchées au DMP avant d’être renvoyées sous les mêmes identifiants. Ctrl-C arrête proprement ; dmp batch resume reprend. Ce qu’une limite laisse pour plus tard n’est pas un échec.',
  'command.batch.resume.summary': 'reprendre un envoi en masse arrêté ou interrompu',
  'command.batch.resume.description':
    'Reprend exactement où l’envoi s’est arrêté, quelle qu’en soit la cause (coupure, limite du jour, redémarrage). Ce qui était parti sans réponse est d’abord cherché au DMP.',
  'command.batch.retry.summary':
    'renvoyer ce qui attend une décision : différés, en attente, inconnus, refusés',
  'command.batch.retry.description':
    'Remet en route, sous les mêmes identifiants, ce que --only désigne, puis continue l’envoi. Un document mis en attente ne repart que si sa mise en attente est levée ; les refusés ne repartent qu’après confirmation de leur nombre.',
  'command.batch.worker.summary': 'envoyer sans fin ce qui est soumis, seul ou à plusieurs machines',
  'command.batch.worker.description':
    'Prend les documents de tous les envois soumis du profil (ou de ceux de --serve), attend les plages horaires, la limite du jour et les nouveaux envois. Plusieurs travailleurs se partagent un journal PostgreSQL. Pour un service : docs/guides/resume.md.',
}
