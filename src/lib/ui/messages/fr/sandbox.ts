import type {Messages} from '../messages.ts'

export const sandboxFr: Messages = {
  'error.DMP_SANDBOX_FOLDER_TAKEN.what': 'Le dossier {folder} contient déjà un bac à sable.',
  'error.DMP_SANDBOX_FOLDER_TAKEN.why':
    'Refaire ses certificats rendrait inutilisables les profils qui s’en servent.',
  'error.DMP_SANDBOX_FOLDER_TAKEN.todo':
    'Indiquez un autre dossier avec --dir, ou supprimez celui-ci s’il ne sert plus.',
  'error.DMP_SANDBOX_NOT_INITIALISED.what': 'Le dossier {folder} ne contient pas de bac à sable utilisable.',
  'error.DMP_SANDBOX_NOT_INITIALISED.why':
    'Ses certificats de test n’ont pas été créés, ou un fichier manque.',
  'error.DMP_SANDBOX_NOT_INITIALISED.todo': 'Lancez « dmp sandbox init --dir {folder} », puis recommencez.',
}
