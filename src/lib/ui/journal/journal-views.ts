import type {
  CheckedJournal,
  JournalBackup,
  JournalRestoration,
  JournalRotation,
} from '../../usecases/journal/journal-care.ts'
import {civilTime} from '../figures.ts'
import type {Screen} from '../screen.ts'

export function checkLines(
  {path, events, items, findings, signaturesChecked, mayMiss}: CheckedJournal,
  {t, color}: Screen,
): string[] {
  const counts = Object.entries(items)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${t(`state.${state}`)}`)
  const lines = [path, t('journal.counts', {events, items: counts.join(', ') || '0'})]
  if (!signaturesChecked) lines.push(color.yellow(t('journal.unsigned')))
  if (mayMiss) {
    const since = civilTime(mayMiss.since, t.language)
    lines.push(color.yellow(`! ${t(`journal.may-miss.${mayMiss.wal}`, {since})}`))
    if (findings.length === 0) return lines
  }
  if (findings.length === 0) return [...lines, color.green(`✔ ${t('journal.sound')}`)]
  const place = ({writerId, seq, itemId}: (typeof findings)[number]) =>
    [writerId, seq, itemId].filter((part) => part !== undefined).join(' ')
  return [
    ...lines,
    ...findings.map((fault) => color.red(`✘ ${t(`journal.fault.${fault.kind}`)} ${place(fault)}`)),
  ]
}

export function backupLines({copy}: JournalBackup, {t}: Screen): string[] {
  return [t('journal.copied', {copy})]
}

export function rotationLines({path, keyId, resealed}: JournalRotation, {t, color}: Screen): string[] {
  return [
    color.green(`✔ ${t('journal.rotated', {path, keyId, rows: resealed})}`),
    t('journal.rotated.backup'),
  ]
}

export function restorationLines(done: JournalRestoration, {t, color}: Screen): string[] {
  const {path, copy, aside, missing, forked, accounted, lookedFor, brought, read, waiting} = done
  return [
    color.green(`✔ ${t(path === copy ? 'journal.restored.in-place' : 'journal.restored', {path, copy})}`),
    ...(aside === null ? [] : [t('journal.restored.aside', {aside})]),
    ...(forked ? [t('journal.restored.forked')] : []),
    t('journal.restored.missing', {missing, lookedFor}),
    ...(read === 'nothing' ? [] : [t('journal.restored.brought', {...brought})]),
    ...(read === 'whole' ? [] : [color.yellow(t(`journal.restored.unread.${read}`))]),
    accounted ? t('journal.restored.accounted') : color.yellow(t('journal.restored.later')),
    ...(waiting.length > 0 ? [color.yellow(t('journal.restored.waiting', {runs: waiting.join(', ')}))] : []),
  ]
}
