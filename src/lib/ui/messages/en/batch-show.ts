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
  'run.title': 'Bulk run {runs} · {profiles} ({environment})',
  'run.column.accepted': 'accepted',
  'run.column.refused': 'refused',
  'run.column.unknown': 'outcome unknown',
  'run.column.deferred': 'deferred',
  'run.column.held': 'held',
  'run.column.remaining': 'remaining',
  'run.rate': 'rate {rate}/s of {limit}/s ({share} %)',
  'run.in-flight': '{count} in flight',
  'run.forecast': 'expected end {at} (in {in}), daily limit and hours counted',
  'run.next-pause': 'next pause {at}: {reason}',
  'run.pause.busy': 'the DMP asks to wait',
  'run.pause.window': 'outside the hours of sending',
  'run.pause.guard': 'daily limit of calls',
  'run.pause.certificate': 'a certificate has ended, a new one is awaited',
  'run.pause.journal': 'the journal cannot be written',
  'run.pause.due': 'nothing is due for now',
  'run.paused': 'paused: {reason}',
  'run.paused-until': 'paused until {at}: {reason}',
  'run.goes-on': 'sending goes on',
  'run.causes': 'causes: {causes}',
  'run.last-accepted': 'last acceptance {ago} ago',
  'run.oldest-waiting': 'the oldest document to send has waited for {ago}',
  'run.keys': 'Ctrl-C stops cleanly; nothing is lost, dmp batch resume goes on.',
  'flag.events':
    'add every change to this file, one JSON object a line (IPP, visit, local number, never the INS)',
  'flag.metrics': 'keep this file of metrics up to date (Prometheus textfile)',
  'help.group.watching': 'watching',
}
