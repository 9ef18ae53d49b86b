import type {Messages} from '../messages.ts'

/** Bulk runs at work: submit, resume, retry, worker. */
export const batchRunEn: Messages = {
  'error.DMP_BATCH_STATE.what': 'Bulk run {run} cannot leave as it is.',
  'error.DMP_BATCH_STATE.what.planning': 'Plan {run} is not finished.',
  'error.DMP_BATCH_STATE.what.planned': 'Plan {run} was not submitted yet.',
  'error.DMP_BATCH_STATE.what.restored':
    'Run {run} waits for your word: its journal was put back from a copy.',
  'error.DMP_BATCH_STATE.what.restored-planned':
    'Run {run} waits for your word, and is not submitted in the copy of its journal that was put back.',
  'error.DMP_BATCH_STATE.why.restored-planned':
    'It may have been submitted, ended or taken back since the copy was made, which the copy does not say.',
  'error.DMP_BATCH_STATE.todo.restored-planned':
    'If it was taken back since (see the receipts of dmp batch undo and delete): dmp batch undo {run}\nElse: dmp batch submit {run} --after-restore. What may have left is looked for in the DMP; what is not found there waits for you.',
  'error.DMP_BATCH_STATE.what.restored-plan':
    'The journal was put back from a copy ({date}): what was planned and sent after that copy is not known.',
  'error.DMP_BATCH_STATE.why.restored':
    'It may have gone on, ended or been taken back since the copy was made, which the copy does not say.',
  'error.DMP_BATCH_STATE.why.restored-plan':
    'What was sent since then would leave a second time, under other identifiers.',
  'error.DMP_BATCH_STATE.todo.restored':
    'If it was taken back since (see the receipts of dmp batch undo and delete): dmp batch undo {run}\nElse: dmp batch resume {run} --after-restore    (a plan not submitted: dmp batch submit {run} --after-restore). What may have left is looked for in the DMP; what is not found there waits for you.',
  'error.DMP_BATCH_STATE.todo.restored-plan':
    'dmp batch plan … --known-sent FILE    (reports of the runs since the copy, receipts of the EAI, an earlier journal)\nIf nothing was sent since the copy: dmp batch plan … --after-restore, said once.',
  'warning.run-after-restore':
    'Run {run} is left out: its journal was put back from a copy. Once you know that it was not taken back since: dmp batch resume {run} --after-restore',
  'flag.plan-after-restore':
    'what was sent since a copy of the journal was put back is accounted for, or nothing was; said once',
  'flag.after-restore':
    'let runs go on whose journal was put back from a copy; said by a person who knows what was done since the copy',
  'error.DMP_BATCH_STATE.what.restored-submit':
    'The journal was put back from a copy ({date}): what was sent after that copy is not known.',
  'error.DMP_BATCH_STATE.why.restored-submit': 'A document sent since then would be there twice.',
  'error.DMP_BATCH_STATE.todo.restored-submit':
    'Look whether the document is in the patient’s DMP. It is not: the same command with --again.\nWhen all that was sent since the copy is accounted for: dmp batch plan … --after-restore, said once.',
  'error.DMP_BATCH_STATE.what.kind': '{run} deletes documents: it is no plan to submit.',
  'error.DMP_BATCH_STATE.what.profile': 'Run {run} was planned with the profile {profile}.',
  'error.DMP_BATCH_STATE.why':
    'A bulk run goes in order: planned, submitted, then resumed as often as needed.',
  'error.DMP_BATCH_STATE.why.planning':
    'Its preparation was interrupted: what was not read yet would not leave, and nothing would say so.',
  'error.DMP_BATCH_STATE.why.planned': 'Nothing leaves of a plan before a person has submitted it.',
  'error.DMP_BATCH_STATE.why.kind': 'Deletions are confirmed by a command of their own.',
  'error.DMP_BATCH_STATE.why.profile':
    'Its documents name that establishment; other certificates must not sign them.',
  'error.DMP_BATCH_STATE.todo': 'dmp batch status {run}    (where it stands)',
  'error.DMP_BATCH_STATE.todo.planning': 'Run the same dmp batch plan again: it goes on with this plan.',
  'error.DMP_BATCH_STATE.todo.planned': 'dmp batch submit {run}',
  'error.DMP_BATCH_STATE.todo.kind': 'dmp batch resume {run}    (go on with deletions already confirmed)',
  'error.DMP_BATCH_STATE.todo.profile': 'Run again with --profile {profile}',
  'error.DMP_CIRCUIT_OPEN.what': 'Run stopped: {count} failures in a row ({cause}), whatever the document.',
  'error.DMP_CIRCUIT_OPEN.why':
    'These failures have nothing to do with the documents (connection, certificate, rights, files): going on would wear them all out for nothing. None is lost, and what remains has not left.',
  'error.DMP_CIRCUIT_OPEN.todo':
    'dmp config check    (certificates, clock, profile)\nSee docs/errors/{cause}.md, then dmp batch resume.',
  'error.DMP_CIRCUIT_OPEN.what.refusals':
    'Run stopped: the DMP refused {count} documents in a row with the same answer ({answer}).',
  'error.DMP_CIRCUIT_OPEN.why.refusals':
    'One answer for all seldom comes from the documents: a setting, a table or the identities are wrong. None is lost: the refused ones are in the report, and what remains has not left.',
  'error.DMP_CIRCUIT_OPEN.todo.refusals':
    'dmp batch report    (the answer in plain words)\nMend it, then dmp batch retry --only refused; if these refusals are normal, dmp batch resume.',
  'error.DMP_CERTIFICATE_ENDED.what':
    'A certificate of the profile {profile} ended on {end} while the run worked.',
  'error.DMP_CERTIFICATE_ENDED.why':
    'The DMP refuses an expired certificate; no new file that can be used was put in place in time (limits.certificateWait). Last problem read: {problem}.',
  'error.DMP_CERTIFICATE_ENDED.todo':
    'Put the new certificates in place of the old ones (or change the profile), check with dmp config check, then dmp batch resume.',
  'warning.certificate-not-taken':
    'The new certificate files cannot be used ({code}): the run stays with those it has. Look with dmp config check, and put a pair of this establishment in their place; the run takes it without a new start.',
  'check.certificates.ends-before':
    'A certificate ends on {end}, before this run is expected to end ({finish}). Put the new one in place of the old before that day: the run takes it without stopping.',
  'consent.retry':
    '{count} document(s) that the DMP refused are about to be sent again ({run}), under the same identifiers.\nType "{value}" to confirm:',
  'consent.taken':
    'The DMP holds OTHER documents under the numbers of {count} document(s) of {run}: you looked at it. They are withdrawn, and a new plan sends them under other numbers; where it was the same document, it would be there twice.\nType "{value}" to confirm:',
  'error.DMP_CONFIRMATION_NEEDED.action.taken':
    'give up the numbers of {count} document(s) that other documents have at the DMP ({run})',
  'error.DMP_CONFIRMATION_NEEDED.action.retry': 'send {count} document(s) again that the DMP refused ({run})',
  'run.pause.blocked': 'the DMP cannot be reached, or refuses access',
  'run.report.batch': 'Bulk run {id} ({kind}): {count} documents',
  'run.report.plan':
    'plan: {read} read = {ready} ready + {held} held + {rejected} rejected + {excluded} excluded',
  'run.report.causes': 'Causes:',
  'run.report.own': 'This time: {accepted} accepted, {requests} requests left, {took}.',
  'run.report.next-at': 'Next due: {at}.',
  'run.report.resume': 'To go on: {command}',
  'run.report.nothing': 'Nothing to send: no bulk run of this profile is submitted.',
  'run.report.profile': 'Profile {profile}',
  'run.stop.done': 'Done: nothing is left to send.',
  'run.stop.waiting': 'What is left is not due yet, waits for a decision, or is with another process.',
  'run.stop.guard':
    'Daily limit reached; nothing more leaves before tomorrow, unless the Assurance maladie was notified.',
  'run.stop.window': 'Outside the hours of sending of the profile.',
  'run.stop.max-items': 'Stopped after the number of documents asked for (--max-items).',
  'run.stop.max-duration': 'Stopped after the time asked for (--max-duration).',
  'run.stop.circuit': 'Stopped: the same failure again and again, whatever the document.',
  'run.stop.certificate': 'Stopped: a certificate has ended.',
  'run.stop.journal': 'Stopped: the journal cannot be written. Nothing left without being written there.',
  'run.stop.means': 'Stopped: a key, a disk or a setting is missing for all documents.',
  'run.stop.interrupted': 'Interrupted as you asked; the journal is consistent.',
  'run.hand.refused':
    'Refused: correct at the source, or dmp batch retry --only refused if the cause is gone.',
  'run.hand.held': 'Held: lift the hold or put the file back, then dmp batch retry --only held.',
  'run.hand.unknown': 'Unknown outcome: dmp batch resume first looks for what the DMP already has.',
  'run.hand.deferred':
    'Deferred: dmp batch resume takes those that are due; dmp batch retry --only deferred also those whose tries are used up.',
  'run.rearmed':
    'Going again: {deferred} deferred, {refused} refused, {held} held, {unknown} of unknown outcome.',
  'run.rearmed.number-lost':
    'Withdrawn, another document has their number: {numberLost}. A new plan (dmp batch plan) gives them another.',
  'run.rearmed.kept':
    'Left: {stillHeld} whose hold is in force, {leftAlone} whose content already left otherwise.',
  'arg.plan': 'number of the plan, or the folder that batch plan --out wrote',
  'arg.run-resumed': 'number of the bulk run (all that were submitted by default)',
  'flag.run-wait': 'wait so long for what is due later (tries, look-ups) before giving the hand back',
  'flag.max-items': 'stop after this number of documents',
  'flag.max-duration': 'stop after this time; what is under way ends',
  'flag.run-check-status': 'ask first whether the patient’s DMP is open (TD0.2, once per patient)',
  'flag.taken-by-another':
    'with --only DMP_IDENTIFIER_TAKEN: the DMP holds another document under that number; withdrawn here, a new plan gives it another number (confirmed by their count)',
  'flag.only': 'deferred, refused, held, unknown, or an error code (several allowed)',
  'flag.serve': 'profile to serve (several allowed, each with its own certificates and pace)',
  'flag.until-empty': 'stop when nothing is left to send',
  'help.group.run': 'run',
  'command.batch.submit.summary': 'send the documents of a plan to the DMP',
  'command.batch.submit.description':
    'Checks certificates, clock, profile and parameters, then sends at the pace of the quota, one document of a patient at a time. Unknown outcomes are looked for in the DMP before they are sent again under the same identifiers. Ctrl-C stops properly; dmp batch resume goes on. What a limit leaves for later is no failure.',
  'command.batch.resume.summary': 'go on with a bulk run that stopped or was interrupted',
  'command.batch.resume.description':
    'Goes on exactly where the run stopped, whatever the reason (power cut, daily limit, restart). What had left without an answer is looked for in the DMP first.',
  'command.batch.retry.summary': 'send again what waits for a decision: deferred, held, unknown, refused',
  'command.batch.retry.description':
    'Sends on its way again, under the same identifiers, what --only names, then goes on with the run. A held document leaves only once its hold is lifted; refused ones only after their number is confirmed.',
  'command.batch.worker.summary': 'keep sending what is submitted, alone or on several machines',
  'command.batch.worker.description':
    'Takes documents of every submitted run of the profile (or of those of --serve), waits for the hours of sending, the daily limit and new runs. Several workers share a PostgreSQL journal. As a service: docs/guides/resume.md.',
}
