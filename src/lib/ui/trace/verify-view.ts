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
  const {journal, files, checkpoints, unseen, intact} = verified
  const {t, color} = screen
  return [
    ...(journal ? journalLines(journal, screen) : []),
    ...files.flatMap((file) => fileLines(file, screen)),
    ...checkpoints.map((checkpoint) => checkpointLine(checkpoint, screen)),
    intact ? color.green(`✔ ${t('trace.verify.intact')}`) : color.red(`✘ ${t('trace.verify.broken')}`),
    t('trace.verify.unseen'),
    ...unseen.map((code) => `- ${t(`trace.unseen.${code}`)}`),
  ]
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
  const {file, takenAt, size, signature, verdict, writerId, seq} = checkpoint
  const signed = t(`trace.signature.${signature}`)
  const place = writerId === null ? '' : ` (${writerId} ${seq})`
  const found = `${t(`trace.checkpoint.${verdict}`)}${place}`
  const line = t('trace.verify.checkpoint', {file, takenAt, size, found, signed})
  const well = verdict === 'holds' && (signature === 'valid' || signature === 'no-key')
  return well ? color.green(`✔ ${line}`) : color.red(`✘ ${line}`)
}
