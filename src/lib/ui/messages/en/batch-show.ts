import type {Messages} from '../messages.ts'

/** Looking at bulk runs: status, report, verify, and what a run shows while it works. */
export const batchShowEn: Messages = {
  'error.DMP_BATCH_NOT_FOUND.what': 'No bulk run {run} in this journal.',
  'error.DMP_BATCH_NOT_FOUND.what.none': 'There is no bulk run in this journal.',
  'error.DMP_BATCH_NOT_FOUND.why':
    'Each plan gets a number (YYYYMMDD-xxxx) in the journal of the profile that made it; this one is not there.',
  'error.DMP_BATCH_NOT_FOUND.why.none': 'A bulk run begins with a plan, made in the journal of this profile.',
  'error.DMP_BATCH_NOT_FOUND.todo':
    'dmp batch status --all    (the bulk runs of this journal)\nCheck the profile too (--profile): each has its own journal.',
  'error.DMP_BATCH_NOT_FOUND.todo.none':
    'dmp batch plan MANIFEST    (make a plan)\nCheck the profile too (--profile): each has its own journal.',
  'warning.events-lost':
    'The events file {file} can no longer be written. Sending goes on; the journal keeps everything.',
  'warning.metrics-lost':
    'The metrics file {file} cannot be written. Sending goes on; the journal keeps everything.',
}
