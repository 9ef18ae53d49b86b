import type {Messages} from '../messages.ts'

export const journalFr: Messages = {
  'error.DMP_JOURNAL_LOCKED.what': 'Le journal {path} est tenu par une autre commande.',
  'error.DMP_JOURNAL_LOCKED.why':
    'Un seul envoi en masse à la fois écrit dans un journal, pour qu’aucun document ne parte deux fois.',
  'error.DMP_JOURNAL_LOCKED.todo':
    'Arrêtez l’autre envoi en masse (Ctrl-C, ou SIGTERM à son service : il finit ce qui est en cours et se reprend), ou attendez sa fin, puis relancez cette commande : ce qui est déjà accepté ne repart pas. Les commandes d’un document ou d’un patient (submit FILE, history, status) restent possibles entre-temps. Le verrou tombe de lui-même avec le processus qui le tient.',
  'error.DMP_JOURNAL_LOCKED.what.restoring':
    'Une copie est en train d’être remise à la place du journal {path}.',
  'error.DMP_JOURNAL_LOCKED.why.restoring':
    'Ce qui y serait écrit entre-temps serait perdu : aucune commande ne l’ouvre avant la fin.',
  'error.DMP_JOURNAL_LOCKED.todo.restoring':
    'Attendez la fin de dmp journal restore (quelques minutes pour un grand journal), puis relancez cette commande.',
  'error.DMP_JOURNAL_NEWER.what':
    'Le journal {path} a été écrit par une version plus récente du programme (schéma {found}, connu ici : {known}).',
  'error.DMP_JOURNAL_NEWER.why':
    'Une version ancienne ne sait pas lire ce schéma sans risque et ne l’ouvre donc pas.',
  'error.DMP_JOURNAL_NEWER.todo':
    'Utilisez la version du programme qui a écrit ce journal, ou une plus récente.',
  'error.DMP_JOURNAL_KEY_LOST.what':
    'La clé du journal {path} manque ou ne convient pas (fichier attendu : {keyFile}).',
  'error.DMP_JOURNAL_KEY_LOST.why':
    'Les identités y sont chiffrées. Le fichier de clé est absent, a changé, ne peut pas être lu ou est lisible par d’autres comptes ; rien n’a été envoyé.',
  'error.DMP_JOURNAL_KEY_LOST.todo':
    'Remettez le fichier de clé depuis sa sauvegarde, avec les droits 0600 et le compte qui lance dmp comme propriétaire.',
  'error.DMP_JOURNAL_KEY_LOST.todo.aside':
    'Remettez le fichier de clé depuis sa sauvegarde, avec les droits 0600 et le compte qui lance dmp comme propriétaire, puis relancez : ce qui a été fait depuis la copie y est lu. Si cette clé est perdue pour de bon, déplacez {path} ailleurs et relancez ; tout plan demandera alors ce qui est parti depuis.',
  'error.DMP_JOURNAL_DAMAGED.what': 'Le journal {path} est endommagé ou incomplet ({reason}).',
  'error.DMP_JOURNAL_DAMAGED.why':
    'Continuer pourrait renvoyer un document déjà déposé : le programme s’arrête avant tout appel.',
  'error.DMP_JOURNAL_DAMAGED.todo':
    'Ne supprimez rien. Lancez dmp journal check pour savoir ce qui manque, puis dmp journal restore COPIE avec la dernière copie faite par dmp journal backup (si elle est déjà en place : dmp journal restore {path}).',
  'error.DMP_JOURNAL_DAMAGED.what.copy': 'La copie {path} est endommagée ou n’est pas un journal ({reason}).',
  'error.DMP_JOURNAL_DAMAGED.why.copy': 'Rien n’a été changé : le journal en place est tel qu’il était.',
  'error.DMP_JOURNAL_DAMAGED.todo.copy':
    'Prenez une autre copie, la plus récente qui soit saine : dmp journal restore COPIE. S’il n’y en a pas, gardez tout et demandez au support du programme.',
  'error.DMP_JOURNAL_DAMAGED.what.restoring':
    'Une remise en place du journal {path} est inachevée : elle a été interrompue.',
  'error.DMP_JOURNAL_DAMAGED.why.restoring':
    'Ce qui a pu partir depuis la copie n’est pas encore tout marqué : rien ne part avant.',
  'error.DMP_JOURNAL_DAMAGED.todo.restoring':
    'Relancez la même commande, elle reprend où elle en était : dmp journal restore {copy}',
  'error.DMP_JOURNAL_SOUND.what': 'Le journal {path} est entier et sain : {copy} n’a pas été mis à sa place.',
  'error.DMP_JOURNAL_SOUND.why':
    'Il sait tout ce que sait la copie, et ce qui s’est passé depuis. Une copie à sa place oublierait ce qui a été envoyé, supprimé et retenu.',
  'error.DMP_JOURNAL_SOUND.todo':
    'Il n’y a rien à remettre en place. Pour reprendre ce qu’un envoi a déposé : dmp batch undo ENVOI',
  'error.DMP_JOURNAL_SOUND.why.other':
    'Ce n’est pas le journal de la copie, et rien dans la copie ne dit qu’elle est de ce profil : mise à sa place, elle mêlerait deux journaux.',
  'error.DMP_JOURNAL_SOUND.todo.other':
    'Remettez la copie en place avec le profil dont elle est (dmp journal restore {copy} --profile NOM). Si c’est bien ce profil : déplacez le fichier {path} ailleurs, avec ses -wal et -shm, puis relancez.',
  'error.DMP_JOURNAL_UNWRITABLE.what': 'Écriture impossible dans {path} ({reason}).',
  'error.DMP_JOURNAL_UNWRITABLE.why':
    'Le disque est plein, le dossier est en lecture seule ou les droits manquent. Sans trace écrite, aucun appel ne part.',
  'error.DMP_JOURNAL_UNWRITABLE.todo':
    'Libérez de la place ou donnez le droit d’écriture au compte qui lance dmp, puis relancez la même commande.',
  'error.DMP_JOURNAL_NETWORK_FOLDER.what':
    'Le dossier {path} est sur un système de fichiers réseau ({type}).',
  'error.DMP_JOURNAL_NETWORK_FOLDER.why':
    'Les verrous et les écritures garanties du journal n’y sont pas sûrs.',
  'error.DMP_JOURNAL_NETWORK_FOLDER.todo':
    'Placez le journal et l’état du programme sur un disque local (clé journal.path du profil).',
  'error.DMP_JOURNAL_OID_ROOT.what':
    'Le journal {path} ne va pas avec ce profil : demandé {expected}, trouvé {found}.',
  'error.DMP_JOURNAL_OID_ROOT.what.root':
    'La racine OID {expected} a déjà son journal, {found} : elle ne peut pas avoir aussi {path}.',
  'error.DMP_JOURNAL_OID_ROOT.what.establishment':
    'La copie {path} est de {found} (profil, FINESS EJ, FINESS EG), pas de {expected}.',
  'error.DMP_JOURNAL_OID_ROOT.why.establishment':
    'Les documents d’un autre établissement partiraient avec les certificats de celui-ci, dont le journal serait mis de côté. Rien n’a été déplacé.',
  'error.DMP_JOURNAL_OID_ROOT.todo.establishment':
    'Remettez-la en place avec le profil dont elle est : dmp journal restore {path} --profile NOM. Si le FINESS de ce profil a changé depuis la copie, remettez-le le temps de la remise en place.',
  'error.DMP_JOURNAL_OID_ROOT.why':
    'Une racine d’OID et un environnement ont un seul journal, sinon un même identifiant pourrait être donné deux fois.',
  'error.DMP_JOURNAL_OID_ROOT.todo':
    'Reprenez le journal d’origine (journal.path), ou donnez à cette installation une racine d’OID à elle (ids.oidRoot).',
  'error.DMP_ITEM_STATE.what': 'Le document {item} est « {from} » et ne peut pas passer à « {to} ».',
  'error.DMP_ITEM_STATE.why': 'Une autre commande s’en occupe, ou son sort est déjà connu.',
  'error.DMP_ITEM_STATE.todo':
    'dmp document history {item}    (ce qui est connu de lui)\nRelancez la même commande une fois l’autre terminée : un document déjà accepté ne repart pas.',
  'error.DMP_ITEM_STATE.from.planned': 'prévu',
  'error.DMP_ITEM_STATE.from.sending': 'en cours d’envoi par un autre processus',
  'error.DMP_ITEM_STATE.from.accepted': 'accepté',
  'error.DMP_ITEM_STATE.from.refused': 'refusé',
  'error.DMP_ITEM_STATE.from.unknown': 'd’issue inconnue',
  'error.DMP_ITEM_STATE.from.deferred': 'différé',
  'error.DMP_ITEM_STATE.from.held': 'retenu',
  'error.DMP_ITEM_STATE.from.absent': 'absent du journal',
  'error.DMP_ITEM_STATE.to.planned': 'prévu',
  'error.DMP_ITEM_STATE.to.sending': 'en cours d’envoi',
  'error.DMP_ITEM_STATE.to.accepted': 'accepté',
  'error.DMP_ITEM_STATE.to.refused': 'refusé',
  'error.DMP_ITEM_STATE.to.unknown': 'd’issue inconnue',
  'error.DMP_ITEM_STATE.to.deferred': 'différé',
  'error.DMP_ITEM_STATE.to.held': 'retenu',
  'error.DMP_DAILY_GUARD.what': 'La limite de {limit} envois par jour est atteinte ({day}).',
  'error.DMP_DAILY_GUARD.why':
    'Au-delà, l’Assurance maladie doit être prévenue. Les documents restants gardent leur place.',
  'error.DMP_DAILY_GUARD.todo':
    'Relancez demain, ou prévenez l’Assurance maladie puis ajoutez --daily-notice-given. Le réglage limits.noticeContact peut dire ici qui prévenir.',
  'error.DMP_DAILY_GUARD.todo.contact':
    'Relancez demain, ou prévenez l’Assurance maladie ({contact}) puis ajoutez --daily-notice-given.',
  'command.journal.rotate-key.summary': 'donner de nouvelles clés au journal',
  'command.journal.rotate-key.description':
    'Chiffre de nouveau documents, mises en attente et envois sous une nouvelle clé ; les événements restent sous celle de leur date, gardée dans le même fichier de clés. Personne d’autre ne doit écrire. Interrompu, relancer la commande : elle finit le travail.',
  'consent.rotate-key':
    'Donner de nouvelles clés au journal {uniqueId} : plusieurs minutes pour un grand journal, sans aucune autre commande. Taper « {value} » pour confirmer :',
  'error.DMP_CONFIRMATION_NEEDED.action.rotate-key': 'donner de nouvelles clés au journal {uniqueId}',
  'journal.rotated': 'Nouvelle clé {keyId} pour {path} : {rows} lignes chiffrées de nouveau.',
  'journal.rotated.backup':
    'Sauvegardez de nouveau le fichier de clés, à part des copies du journal : il garde aussi les anciennes clés, nécessaires aux événements et aux copies d’avant.',
  'command.journal.restore.summary': 'remettre une copie à la place d’un journal perdu',
  'command.journal.restore.description':
    'Contrôle la copie faite par dmp journal backup et la met à la place d’un journal perdu ou endommagé (un journal sain est laissé) ; ce qui s’y trouvait est gardé à côté et lu autant que possible : plans, retraits, suppressions et mises en attente depuis la copie. Tout ce qui a pu partir depuis devient « issue inconnue » : cherché au DMP, et laissé à votre décision s’il ne s’y trouve pas. Les envois attendent votre accord (--after-restore). Aucun identifiant n’est donné deux fois. Personne d’autre ne doit écrire ; en cas d’interruption, relancer. Sert aussi quand la copie est déjà en place, et pour une base remise en place depuis une sauvegarde (pg_restore) : nommer alors le journal lui-même.',
  'arg.journal-copy': 'copie faite par dmp journal backup, ou adresse de la base remise en place',
  'consent.restore-journal':
    'Remettre {copy} à la place du journal {uniqueId} : ce qui a été fait depuis cette copie n’y est pas. Taper « {value} » pour confirmer :',
  'error.DMP_CONFIRMATION_NEEDED.action.restore-journal': 'remettre {copy} à la place du journal {uniqueId}',
  'journal.restored': '{copy} est en place de {path}.',
  'journal.restored.in-place': '{path} repart de la copie qui y a été remise.',
  'journal.restored.aside': 'Ce qui s’y trouvait est gardé : {aside}',
  'journal.restored.missing':
    'Événements manquants, au moins : {missing}. Documents qui ont pu partir depuis la copie : {lookedFor} ; ils sont cherchés au DMP avant tout envoi, et ce qui ne s’y trouve pas attend votre décision.',
  'journal.restored.brought':
    'Lu dans ce qui s’y trouvait : {planned} documents préparés depuis la copie, {withdrawn} retirés, {deleted} supprimés, {holds} mises en attente. Ils sont de nouveau dans le journal.',
  'journal.restored.unread.part': 'Tout n’a pas pu être lu.',
  'journal.restored.unread.nothing': 'Rien n’a pu être lu de ce qui s’est fait depuis la copie.',
  'journal.restored.later':
    'À faire par vous :\n- des documents que la copie dit acceptés ont pu être supprimés depuis : voir les reçus de dmp batch undo et delete, et dmp batch verify ENVOI ;\n- les mises en attente posées depuis sont à reposer (dmp batch hold add) ;\n- avant un plan, dire ce qui est parti depuis : dmp batch plan … --known-sent FICHIER (rapports, accusés de l’EAI, journal gardé à part), ou --after-restore si rien n’est parti.',
  'journal.restored.accounted':
    'Tout ce qui s’est fait depuis la copie a été lu : rien n’est à dire avant un plan.',
  'journal.restored.forked':
    'La copie et le journal qui s’y trouvait avaient suivi des voies différentes : chacun savait ce que l’autre ignorait. Ce qui s’y trouvait a été lu aussi.',
  'journal.restored.waiting':
    'Envois qui attendent votre accord : {runs}.\nUne fois sûr qu’un envoi n’a pas été repris depuis : dmp batch resume ENVOI --after-restore (jamais soumis : dmp batch submit ENVOI --after-restore). Sinon : dmp batch undo ENVOI.',
  'journal.may-miss.gone':
    'Une commande commencée le {since} s’est arrêtée sans fermer le journal, et son fichier d’écriture anticipée (-wal) a disparu : ce qui a été écrit depuis, documents partis compris, peut manquer. Voyez ce qui est parti à partir de ce jour (dmp batch verify ENVOI, accusés de l’EAI). Les identifiants continuent sous un nouvel arc.',
  'journal.may-miss.cut':
    'Une commande commencée le {since} s’est arrêtée sans fermer le journal, et son fichier d’écriture anticipée (-wal) est altéré : ce qui a été écrit depuis, documents partis compris, peut manquer. Voyez ce qui est parti à partir de ce jour (dmp batch verify ENVOI, accusés de l’EAI). Les identifiants continuent sous un nouvel arc.',
  'journal.fault.file': 'le fichier de la base est endommagé',
  'journal.fault.chain': 'un événement a été modifié, retiré ou déplacé',
  'journal.fault.head': 'la fin d’une chaîne ne correspond pas à ce qui a été écrit',
  'journal.fault.checkpoint': 'un point de contrôle signé n’est plus valable',
  'journal.fault.item': 'l’état d’un document ne correspond pas à ses événements',
  'journal.fault.hold': 'une mise en attente ne correspond pas à ses événements',
  'journal.fault.batch': 'un envoi en masse ou ses totaux ne correspondent pas aux événements',
  'journal.fault.counter': 'le compteur d’identifiants a été modifié',
  'journal.fault.tail': 'des événements connus de cette machine manquent à la fin',
}
