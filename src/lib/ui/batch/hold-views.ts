import type {HoldList, LiftedHold} from '../../usecases/batch/holds.ts'
import {civilTime} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'

export function holdLines({holds}: HoldList, screen: Screen): string[] {
  const {t} = screen
  const when = (instant: string) => civilTime(instant, t.language)
  if (holds.length === 0) return [t('hold.none')]
  const isShared = holds.some(({establishment}) => establishment !== undefined)
  const head = [
    t('hold.kind'),
    t('hold.value'),
    t('hold.reason'),
    t('hold.by'),
    t('hold.since'),
    t('hold.until'),
    ...(isShared ? [t('hold.establishment')] : []),
  ]
  const why = (reason: string) => (t.has(`hold.reason.${reason}`) ? t(`hold.reason.${reason}`) : reason)
  return tableLines(
    head,
    holds.map(({kind, value, reason, by, createdAt, until, establishment = '*'}) => [
      kind,
      value,
      why(reason),
      by,
      when(createdAt),
      until === null ? '-' : when(until),
      ...(isShared ? [establishment] : []),
    ]),
    screen,
  )
}

export function liftLines({kind, value}: LiftedHold, {t}: Screen): string[] {
  return [t('hold.lifted', {kind, value})]
}
