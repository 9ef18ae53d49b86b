import type {Messages} from '../messages.ts'

/** Summaries, descriptions, flags and arguments of the commands. */
export const commandsEn: Messages = {
  'command.version.summary': 'version of the product; with --verbose, what the VIHF says of it',
  'command.version.description':
    'LPS_Nom and LPS_Version are printed exactly as they go into the VIHF (EX_GEN-1180).',
  'command.version.verbose': 'identity of the software in the VIHF, and runtime',
  'version.profile': 'profile      {profile}',
  'command.help.summary':
    'help of a command, or an offline page (exit-codes, errors, environment, profiles, minors)',
  'command.autocomplete.summary': 'completion script for bash, zsh or PowerShell',
  'command.autocomplete.description':
    'The script is made from the list of commands; nothing of it loads when dmp starts.',
  'command.autocomplete.shell': 'the shell',
}
