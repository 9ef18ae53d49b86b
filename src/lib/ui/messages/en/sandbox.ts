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
  'error.DMP_SANDBOX_FAULT_INVALID.what': 'The fault “{fault}” asked of the sandbox is not known.',
  'error.DMP_SANDBOX_FAULT_INVALID.why': 'Its name, its value or an option is misspelt.',
  'error.DMP_SANDBOX_FAULT_INVALID.todo':
    'Write it as “fault[=value][,times=N][,rate=0.2][,seed=N][,service=repository]”; “dmp sandbox start --help” lists them.',
  'error.DMP_SANDBOX_NOT_LISTENING.what': 'The sandbox could not open port {port} of {host} ({reason}).',
  'error.DMP_SANDBOX_NOT_LISTENING.why':
    'The port is taken or reserved, or this machine has no such address.',
  'error.DMP_SANDBOX_NOT_LISTENING.todo': 'Try again with --port 0: a free port will be chosen.',
}
