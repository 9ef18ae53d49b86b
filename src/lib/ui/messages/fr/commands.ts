import type {Messages} from '../messages.ts'

/** Summaries, descriptions, flags and arguments of the commands. */
export const commandsFr: Messages = {
  'command.version.summary': 'version du produit ; avec --verbose, ce que le VIHF en dit',
  'command.version.description':
    'LPS_Nom et LPS_Version sont imprimés exactement comme ils partent dans le VIHF (EX_GEN-1180).',
  'command.version.verbose': "identité du logiciel dans le VIHF et environnement d'exécution",
  'version.profile': 'profil       {profile}',
  'command.help.summary':
    "aide d'une commande ou page hors ligne (exit-codes, errors, environment, profiles, minors)",
  'command.autocomplete.summary': 'script de complétion pour bash, zsh ou PowerShell',
  'command.autocomplete.description':
    "Le script est fait à partir de la liste des commandes ; rien n'est chargé au démarrage de dmp.",
  'command.autocomplete.shell': "l'interpréteur de commandes",
  'command.report.summary': 'prépare un fichier masqué à joindre à un ticket',
  'command.report.description':
    "Versions, réglages en vigueur et leur origine, état des journaux, fin de la trace technique, fichiers de crash, codes d'erreur rencontrés. Ni patient, ni secret, ni nom de personne ; rien n'est envoyé.",
  'command.report.output': 'fichier à écrire (par défaut dmp-report-DATE.txt dans le dossier courant)',
  'command.report.force': 'écraser le fichier existant',
  'report.written': '{file} écrit ({size} octets), lisible par vous seul.',
  'report.profiles': 'profils : {names}',
  'report.next': "Lisez-le avant de l'envoyer : vous seul pouvez juger de ce qui doit rester chez vous.",
  'report.head.title': 'Rapport de {product} {version}, {date}',
  'report.head.masked':
    'INS, traits, codes, clés, numéro d’homologation et noms de personnes en ont été retirés.',
  'report.head.profile': 'profil {name} ({environment}) : {state}',
  'report.head.journal': 'journal de {profile} : {state}, {events} évènements, {faults} défauts',
  'report.head.log': 'trace technique : {lines} lignes ; erreurs : {failures}',
  'report.head.crashes': 'fichiers de crash : {count}',
}
