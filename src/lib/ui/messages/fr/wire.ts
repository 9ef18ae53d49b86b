import type {Messages} from '../messages.ts'
import {answersFr} from './answers.ts'

/** Errors between us and the DMP. */
export const wireFr: Messages = {
  ...answersFr,
  'error.DMP_TLS_REFUSED.what': "la liaison sécurisée avec {host} n'a pas pu s'établir ({reason}).",
  'error.DMP_TLS_REFUSED.why':
    "l'un des deux côtés a refusé le certificat ou le nom de l'autre, ou le protocole ; rien n'a été envoyé.",
  'error.DMP_TLS_REFUSED.todo':
    'dmp config check, puis vérifier les autorités du profil (trust.caFiles) et le nom du serveur (endpoints.serverName).',
  'error.DMP_CONNECTION_FAILED.what': '{host} est injoignable ({reason}).',
  'error.DMP_CONNECTION_FAILED.why':
    "le nom, le port, le mandataire (proxy) ou le réseau ne répond pas ; rien n'a été envoyé.",
  'error.DMP_CONNECTION_FAILED.todo':
    "vérifier l'adresse et le proxy du profil (dmp config show), puis relancer la même commande.",
  'error.DMP_NO_ANSWER.what': "{host} n'a pas donné de réponse complète ({reason}).",
  'error.DMP_NO_ANSWER.why':
    'la demande est partie, en tout ou en partie : on ne sait pas ce que le DMP en a fait.',
  'error.DMP_NO_ANSWER.todo':
    "relancer la même commande : elle interroge d'abord le DMP, et ne renvoie que ce qu'il n'a pas.",
  'error.DMP_ANSWER_UNREADABLE.what': 'la réponse du DMP ne se lit pas ({layer}, {code} : {text}).',
  'error.DMP_ANSWER_UNREADABLE.why': "ce n'est pas le message attendu ; cette demande ne change rien au DMP.",
  'error.DMP_ANSWER_UNREADABLE.todo': 'relancer la commande ; si cela dure, dmp report et le support du DMP.',
  'error.DMP_REFUSED.what': 'le DMP refuse : {code} – {text} ({layer}).',
  'error.DMP_REFUSED.why':
    "c'est une réponse définitive pour cette demande ; le code et le texte sont ceux du DMP.",
  'error.DMP_REFUSED.todo':
    "cette réponse n'est pas de celles que nous savons expliquer (docs/known-answers.md) : lire le texte du DMP, corriger ce qu'il nomme, puis soumettre à nouveau.\nS'il ne suffit pas : dmp report, et le support du DMP.",
  'error.DMP_IDENTIFIER_TAKEN.what':
    'le DMP contient déjà un document sous cet identifiant : {code} – {text} ({layer}).',
  'error.DMP_IDENTIFIER_TAKEN.why':
    "aucun envoi connu de ce journal ne l'a utilisé : un autre logiciel a envoyé ce document, un autre journal, ou deux documents portent le même identifiant. Le DMP ne dit pas lequel ; rien de cet envoi n'a été gardé, et le document attend.",
  'error.DMP_IDENTIFIER_TAKEN.todo':
    "regarder le DMP du patient. Le même document s'y trouve : dmp batch retry ENVOI --only DMP_IDENTIFIER_TAKEN (ou le même dmp document submit avec --again) le retrouve et le compte comme déposé.\nUn autre : dmp batch retry ENVOI --only DMP_IDENTIFIER_TAKEN --taken-by-another, puis un nouveau plan, qui donne à celui-ci un autre numéro (un CDA garde le sien : le changer d'abord à la source).",
  'error.DMP_IDENTIFIER_TAKEN.todo-known':
    "Le document attend. Regarder le DMP du patient : le même document s'y trouve : dmp batch retry ENVOI --only DMP_IDENTIFIER_TAKEN (ou dmp document submit --again) le compte comme déposé ; un autre : la même reprise avec --taken-by-another, puis un nouveau plan.",
  'error.DMP_ACCESS_REFUSED.what': "le DMP refuse l'établissement lui-même : {code} – {text} ({layer}).",
  'error.DMP_ACCESS_REFUSED.why':
    'certificat, structure ou droits ne conviennent pas : toute autre demande aurait la même réponse.',
  'error.DMP_ACCESS_REFUSED.todo':
    "dmp config check ; cette réponse n'est pas de celles que nous savons expliquer (docs/known-answers.md) : dmp report, et le support du DMP.\nNe rien renvoyer avant la correction.",
  'error.DMP_ACCESS_REFUSED.todo-known': 'Ne rien renvoyer avant la correction.',
  'error.DMP_BUSY.what': "le DMP n'est pas disponible pour l'instant : {code} – {text} ({layer}).",
  'error.DMP_BUSY.why': "il est occupé ou en maintenance ; il dit n'avoir rien gardé de cette demande.",
  'error.DMP_BUSY.todo': 'attendre, puis relancer la même commande.',
  'error.DMP_UNKNOWN_OUTCOME.what': 'issue inconnue : {code} – {text} ({layer}).',
  'error.DMP_UNKNOWN_OUTCOME.why':
    "la réponse reçue ne prouve ni que le DMP a gardé le document, ni qu'il l'a refusé.",
  'error.DMP_UNKNOWN_OUTCOME.todo':
    "relancer la même commande : elle interroge d'abord le DMP, et ne renvoie que ce qu'il n'a pas.",
  'error.DMP_UNKNOWN_OUTCOME.todo-known':
    "Ne pas envoyer autrement : la même commande interroge d'abord le DMP, et ne renvoie que ce qu'il n'a pas.",
  'answer.who': 'Qui peut agir : {actor}.',
  'flag.save-exchange-raw':
    'garder chaque échange EN CLAIR (identité, document, jeton) ; confirmation à taper, ou --yes --confirm raw',
  'flag.raw-yes': 'ne rien demander : la confirmation est dans --confirm',
  'flag.raw-confirm': '« raw », pour --save-exchange-raw sans terminal',
  'consent.raw':
    "ATTENTION : les échanges seront écrits EN CLAIR dans {folder} : identité et INS du patient, documents, numéro d'homologation, jetons signés.\nNe les donner à personne, les détruire dès que possible. Taper « {value} » pour confirmer :",
  'error.DMP_CONFIRMATION_NEEDED.action.raw': 'écrire les échanges en clair dans {folder}',
  'error.DMP_CONFIRMATION_NEEDED.why.raw':
    "les données d'un patient et des jetons signés seraient lisibles sur ce disque ; --save-exchange en garde une copie masquée.",
  'warning.exchange-raw':
    "les échanges sont écrits EN CLAIR dans {folder} (identité, INS, documents, numéro d'homologation, jetons) : ne les donner à personne, les détruire dès que possible",
}
