import type {Account} from '../../batch/account.ts'
import type {BatchKind, PlanAccount} from '../../ports/journal.ts'
import type {InDmp} from '../../usecases/batch/show/standing.ts'
import {count} from '../figures.ts'
import type {Translator} from '../translate.ts'

function sum(
  total: number,
  parts: readonly (readonly [word: string, value: number])[],
  {language}: Translator,
) {
  return `${count(total, language)} = ${parts.map(([word, value]) => `${count(value, language)} ${word}`).join(' + ')}`
}

/** `read = ready + held + rejected + excluded`, with its figures. */
export function planBalance({read, ...parts}: PlanAccount, t: Translator): string {
  const words = (['ready', 'held', 'rejected', 'excluded'] as const).map(
    (column) => [t(`plan.column.${column}`), parts[column]] as const,
  )
  return `${t('balance.plan')} ${sum(read, words, t)}`
}

/** The key of a column's word: what a run of deletions has accepted is deleted. */
export function columnKey(column: keyof Account, kind: BatchKind): string {
  return column === 'accepted' && kind !== 'feed' ? 'run.column.deleted' : `run.column.${column}`
}

/** `planned = accepted + refused + unknown + deferred + held + remaining`, with its figures. */
export function runBalance({planned, ...parts}: Account, t: Translator, kind: BatchKind = 'feed'): string {
  const columns = ['accepted', 'refused', 'unknown', 'deferred', 'held', 'remaining'] as const
  const words = columns.map((column) => [t(columnKey(column, kind)), parts[column]] as const)
  return `${t('balance.run')} ${sum(planned, words, t)}`
}

/** What became of accepted documents since; nothing when all are as they were deposited. */
export function inDmpLines({deprecated, deleted}: InDmp, t: Translator): readonly string[] {
  const counted = {deprecated: count(deprecated, t.language), deleted: count(deleted, t.language)}
  return deprecated + deleted > 0 ? [t('balance.in-dmp', counted)] : []
}
