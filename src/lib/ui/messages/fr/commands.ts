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
}
