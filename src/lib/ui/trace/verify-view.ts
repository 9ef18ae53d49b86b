import type {
  VerifiedCheckpoint,
  VerifiedFile,
  VerifiedJournal,
  VerifiedTraces,
} from '../../usecases/trace/verified-traces.ts'
import type {Screen} from '../screen.ts'
import {brokenLine, findingLines} from './broken-trace.ts'

/** What holds, what does not and where first, and what such a check cannot see. */
export function verifyLines(verified: VerifiedTraces, screen: Screen): string[] {
  const {journal, files, checkpoints, unseen} = verified
  const {t} = screen
  return [
    ...(journal ? journalLines(journal, screen) : []),
    ...files.flatMap((file) => fileLines(file, screen)),
    ...checkpoints.map((checkpoint) => checkpointLine(checkpoint, screen)),
    ...verdictLines(verified, screen),
    t('trace.verify.unseen'),
    ...unseen.map((code) => `- ${t(`trace.unseen.${code}`)}`),
  ]
}

function verdictLines({verdict, keysGiven, journal}: VerifiedTraces, {t, color}: Screen): string[] {
  if (verdict === 'proven') return [color.green(`✔ ${t('trace.verify.intact')}`)]
  if (verdict === 'broken') return [color.red(`✘ ${t('trace.verify.broken')}`)]
  const what = `${t('trace.verify.unproven')} ${t(`trace.verify.unproven.${journal ? 'journal' : 'file'}`)}`
  return keysGiven
    ? [color.red(`✘ ${what}`), t('trace.verify.unproven.by-key')]
    : [color.yellow(`? ${what}`), t(`trace.verify.unproven.${journal ? 'journal' : 'file'}-todo`)]
}

function journalLines(journal: VerifiedJournal, screen: Screen): string[] {
  const {t, color} = screen
  const {path, events, firstBroken, findings, signaturesChecked} = journal
  return [
    t('trace.verify.journal', {path, events}),
    ...(signaturesChecked ? [] : [color.yellow(t('journal.unsigned'))]),
    ...(firstBroken ? [brokenLine(firstBroken, screen)] : []),
    ...findingLines(findings, screen),
  ]
}

function fileLines({file, lines, broken, firstBroken}: VerifiedFile, {t, color}: Screen): string[] {
  const head = t('trace.verify.file', {file, lines})
  if (firstBroken === null) return [head]
  const {line, reason} = firstBroken
  const words = t(`trace.line.${reason}`)
  return [
    head,
    color.red(`✘ ${t('trace.verify.line', {file, line, words})}`),
    ...(broken > 1 ? [t('trace.verify.more', {count: broken - 1})] : []),
  ]
}

function checkpointLine(checkpoint: VerifiedCheckpoint, {t, color}: Screen): string {
  const {file, takenAt, size, signature, verdict, writerId, seq, journalId} = checkpoint
  const signed = t(`trace.signature.${signature}`, {journal: journalId})
  const place = writerId === null ? '' : ` (${writerId} ${seq})`
  const found = `${t(`trace.checkpoint.${verdict}`)}${place}`
  const line = t('trace.verify.checkpoint', {file, takenAt, size, found, signed})
  if (verdict === 'holds' && signature === 'valid') return color.green(`✔ ${line}`)
  return verdict === 'holds' && signature === 'no-key' ? color.yellow(`? ${line}`) : color.red(`✘ ${line}`)
}
