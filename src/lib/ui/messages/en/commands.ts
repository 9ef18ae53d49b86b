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
  'command.report.summary': 'prepares a masked file to attach to a ticket',
  'command.report.description':
    'Versions, settings in force and where they come from, state of the journals, end of the technical log, crash files, error codes met. No patient, no secret, no name of a person; nothing is sent.',
  'command.report.output': 'file to write (dmp-report-DATE.txt in the current folder unless given)',
  'command.report.force': 'write over an existing file',
  'report.written': '{file} written ({size} bytes), readable by you alone.',
  'report.profiles': 'profiles: {names}',
  'report.next': 'Read it before you send it: you alone can judge what must stay with you.',
  'report.head.title': 'Report of {product} {version}, {date}',
  'report.head.masked':
    'INS, traits, PINs, keys, homologation number and names of persons have been removed.',
  'report.head.profile': 'profile {name} ({environment}): {state}',
  'report.head.journal': 'journal of {profile}: {state}, {events} events, {faults} faults',
  'report.head.log': 'technical log: {lines} lines; errors: {failures}',
  'report.head.crashes': 'crash files: {count}',
}
