import type {AvailabilityTold, Outage} from '../../traces/availability.ts'
import {civilTime, count, elapsed} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'

/** What is shown of many; all that are listed stand in the JSON. */
const MOST_SHOWN = 50

/** Outages seen from the calls: from, to, how many, and whose they probably are. */
export function availabilityLines(told: AvailabilityTold, screen: Screen): string[] {
  const {t} = screen
  const {calls, answered, outages, notListed} = told
  if (calls === 0) return [t('availability.no-call')]
  const number = (value: number) => count(value, t.language)
  const shown = outages.slice(-MOST_SHOWN)
  const others = outages.length - shown.length + notListed
  return [
    t('availability.title', {
      calls: number(calls),
      answered: number(answered),
      outages: number(outages.length + notListed),
    }),
    ...(shown.length > 0
      ? tableLines(
          ['from', 'to', 'time', 'calls', 'unknown', 'side', 'causes'].map((name) =>
            t(`availability.${name}`),
          ),
          shown.map((one) => row(one, screen)),
          screen,
        )
      : []),
    ...(others > 0 ? [t('availability.others', {count: number(others)})] : []),
    ...(shown.length > 0 ? [t('availability.note')] : []),
  ]
}

function row({from, to, calls, unknown, side, by, causes}: Outage, {t}: Screen): string[] {
  return [
    civilTime(from, t.language),
    to === null ? t('availability.lasting') : civilTime(to, t.language),
    to === null ? '' : elapsed(Math.max(0, Date.parse(to) - Date.parse(from)), t.language),
    count(calls, t.language),
    unknown === 0 ? '' : count(unknown, t.language),
    `${t(`availability.side.${side}`)}${by === 'probe' ? ` ${t('availability.by-probe')}` : ''}`,
    causes.join(' '),
  ]
}
