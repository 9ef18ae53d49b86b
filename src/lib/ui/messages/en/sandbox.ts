import type {Messages} from '../messages.ts'

export const sandboxEn: Messages = {
  'error.DMP_SANDBOX_FOLDER_TAKEN.what': 'The folder {folder} already holds a sandbox.',
  'error.DMP_SANDBOX_FOLDER_TAKEN.why':
    'New certificates would break the profiles that use the present ones.',
  'error.DMP_SANDBOX_FOLDER_TAKEN.todo':
    'Name another folder with --dir, or remove this one if nobody needs it.',
  'error.DMP_SANDBOX_NOT_INITIALISED.what': 'The folder {folder} holds no usable sandbox.',
  'error.DMP_SANDBOX_NOT_INITIALISED.why': 'Its test certificates were not made, or a file is missing.',
  'error.DMP_SANDBOX_NOT_INITIALISED.todo': 'Run “dmp sandbox init --dir {folder}”, then try again.',
}
