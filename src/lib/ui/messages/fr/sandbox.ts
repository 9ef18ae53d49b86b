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
  'error.DMP_SANDBOX_FAULT_INVALID.what': 'La panne « {fault} » demandée au bac à sable n’est pas reconnue.',
  'error.DMP_SANDBOX_FAULT_INVALID.why': 'Son nom, sa valeur ou une option est mal écrit.',
  'error.DMP_SANDBOX_FAULT_INVALID.todo':
    'Écrivez-la sous la forme « panne[=valeur][,times=N][,rate=0.2][,seed=N][,service=repository] » ; la liste est dans « dmp sandbox start --help ».',
  'error.DMP_SANDBOX_NOT_LISTENING.what':
    'Le bac à sable n’a pas pu ouvrir le port {port} de {host} ({reason}).',
  'error.DMP_SANDBOX_NOT_LISTENING.why':
    'Le port est déjà pris ou réservé, ou cette adresse n’existe pas sur ce poste.',
  'error.DMP_SANDBOX_NOT_LISTENING.todo': 'Recommencez avec --port 0 : un port libre sera choisi.',
}
