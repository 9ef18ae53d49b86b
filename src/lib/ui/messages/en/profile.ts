import type {Messages} from '../messages.ts'
import {configEn} from './config.ts'
import {settingsEn} from './settings.ts'

export const profileEn: Messages = {
  ...settingsEn,
  ...configEn,
  'error.DMP_PROFILE_NOT_FOUND.what': 'there is no profile "{name}". Profiles on this machine: {known}.',
  'error.DMP_PROFILE_NOT_FOUND.why':
    'a profile describes one establishment in one environment; without it nobody knows who sends, nor where to. When none is named, the only profile of environment sandbox is used, else the one called default.',
  'error.DMP_PROFILE_NOT_FOUND.todo':
    'name an existing profile: --profile NAME or the variable DMP_PROFILE\nor make one: dmp config init, or dmp sandbox init to try without the DMP',
  'error.DMP_PROFILE_SYNTAX.what': '{file}, line {line}: this file is not plain YAML ({found}).',
  'error.DMP_PROFILE_SYNTAX.why':
    'a profile holds only names, colons and their values; the same name twice, anchors (&), aliases (*) and types (!) are not allowed.',
  'error.DMP_PROFILE_SYNTAX.todo':
    'correct the line named: indent with spaces, close quotes, give each name once',
  'error.DMP_PROFILE_KEY_UNKNOWN.what': '{file}, line {line}: there is no setting "{key}".',
  'error.DMP_PROFILE_KEY_UNKNOWN.why':
    'a misspelt setting would be silently ignored, so the file is refused. The nearest known name is: {nearest}.',
  'error.DMP_PROFILE_KEY_UNKNOWN.todo':
    'correct or remove the line; the list of settings is in docs/configuration.md',
  'error.DMP_PROFILE_INVALID.what': '{file}, line {line}: the value of "{key}" does not fit.',
  'error.DMP_PROFILE_INVALID.why':
    'expected: {expected}. The value found is not repeated here, since it may be a secret.',
  'error.DMP_PROFILE_INVALID.todo':
    'correct the value; for a passphrase or the homologation number say where it comes from, never the secret itself',
  'error.DMP_PROFILE_INCOMPLETE.what': '{file}: settings missing: {keys}.',
  'error.DMP_PROFILE_INCOMPLETE.why': 'these settings have no default: they depend on the establishment.',
  'error.DMP_PROFILE_INCOMPLETE.todo':
    'add them to the file (meaning of each: docs/configuration.md)\nor make the profile again: dmp config init --force',
  'error.DMP_PROFILE_NEWER.what':
    '{file}: this profile has version {version}; this program knows version {supported}.',
  'error.DMP_PROFILE_NEWER.why':
    'it was written by a newer version of the program; using it half understood would be dangerous.',
  'error.DMP_PROFILE_NEWER.todo': 'update the program, or make a profile with this version: dmp config init',
  'error.DMP_PROJECT_KEY_FORBIDDEN.what': '{file}, line {line}: the setting "{key}" cannot be given here.',
  'error.DMP_PROJECT_KEY_FORBIDDEN.why':
    'the environment is decided in the profile alone; a project file, which may come with a folder from somebody else, chooses no destination, certificate, secret or identity.',
  'error.DMP_PROJECT_KEY_FORBIDDEN.todo':
    "put this setting in the user's profile (dmp config path tells where it is) and remove it here",
  'error.DMP_PRODUCTION_NOT_NAMED.what': 'the production profile "{name}" must be named explicitly.',
  'error.DMP_PRODUCTION_NOT_NAMED.why':
    "production is never chosen by default: a document sent by mistake would enter a patient's real record.",
  'error.DMP_PRODUCTION_NOT_NAMED.todo':
    'to really act on production: --profile {name}, or the variable DMP_PROFILE={name}',
  'error.DMP_ENVIRONMENT_MISMATCH.what':
    '{file}, line {line}: "{key}" does not fit the environment {environment} ({found}).',
  'error.DMP_ENVIRONMENT_MISMATCH.why':
    'allowed in this environment: {allowed}. Identities, rates and addresses of one environment do not mix with those of another.',
  'error.DMP_ENVIRONMENT_MISMATCH.todo':
    'correct this setting, or take the profile of the environment you want: --profile NAME',
}
