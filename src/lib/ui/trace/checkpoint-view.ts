import type {TakenCheckpoint} from '../../usecases/trace/take-checkpoint.ts'
import type {Screen} from '../screen.ts'
import {brokenLine, findingLines} from './broken-trace.ts'

/** The note alone where it is not written to a file: it may be printed, mailed, or kept as it comes. */
export function checkpointLines(taken: TakenCheckpoint, screen: Screen): string[] {
  const {note, file, seal, publicKey, publicKeyFile, journal, events, firstBroken, findings} = taken
  const {t, color} = screen
  if (note === null)
    return [
      color.red(`✘ ${t('trace.checkpoint.refused', {path: journal})}`),
      ...(firstBroken ? [brokenLine(firstBroken, screen)] : []),
      ...findingLines(findings, screen),
    ]
  if (file === null) return note.replace(/\n$/, '').split('\n')
  return [
    color.green(`✔ ${t('trace.checkpoint.written', {file, events})}`),
    ...(seal === null ? [] : [t('trace.checkpoint.seal', {seal, file})]),
    t('trace.checkpoint.key', {key: publicKey ?? ''}),
    ...(publicKeyFile === null ? [] : [t('trace.checkpoint.key-file', {file: publicKeyFile})]),
    t('trace.checkpoint.keep'),
  ]
}
