import type {AddedHolds} from '../../usecases/batch/add-holds.ts'
import type {Screen} from '../screen.ts'
import {holdLines} from './hold-views.ts'

/** `batch hold add`: what was laid, and what it keeps back at once. */
export function addedHoldLines(
  {holds, added, standing, weaker, stronger, keepsBack}: AddedHolds,
  screen: Screen,
): string[] {
  const {t} = screen
  return [
    ...(holds.length > 0 ? holdLines({holds}, screen) : []),
    ...(added > holds.length ? [t('hold.more', {count: added - holds.length})] : []),
    t('hold.added', {added, standing}),
    ...(weaker > 0 ? ['', t('hold.weaker', {count: weaker}), ...holdLines({holds: stronger}, screen)] : []),
    t('hold.keeps-back', {count: keepsBack}),
  ]
}
