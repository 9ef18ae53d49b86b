import type {Fleet} from '../../usecases/workstation/summarize.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {coded, skipText, titleOf} from './finding-words.ts'
import {consoleText} from './plain-signs.ts'

const verdicts = ['blocked', 'incomplete', 'at-risk', 'ready'] as const
const MOST_NAMES = 5

/** `dmp doctor summarize`: verdicts counted, causes by how many workstations they keep, and what was not read. */
export function fleetLines(fleet: Fleet, screen: Screen): string[] {
  const {t, color} = screen
  const head = ['main', 'also', 'check', 'cause', 'files'].map((name) =>
    t(`workstation.summarize.head.${name}`),
  )
  const rows = fleet.causes.map(({id, cause, main, also, files}) => [
    String(main),
    String(also),
    titleOf(id, t),
    coded('cause', cause, t),
    names(files, main, screen),
  ])
  const untested = fleet.untested.map(({id, because, count}) => [
    String(count),
    titleOf(id, t),
    skipText(because, t),
  ])
  return [
    color.bold(t('workstation.summarize.title', {reports: fleet.reports})),
    ...(fleet.reports === 0 ? [t('workstation.summarize.none')] : []),
    ...verdicts.map((verdict) => `  ${fleet.verdicts[verdict]}  ${t(`workstation.verdict-of.${verdict}`)}`),
    ...(rows.length > 0 ? ['', ...tableLines(head, rows, screen)] : []),
    ...(untested.length > 0
      ? [
          '',
          t('workstation.summarize.untested'),
          ...tableLines([head[0] ?? '', head[2] ?? '', head[3] ?? ''], untested, screen),
        ]
      : []),
    ...(fleet.broken.length > 0
      ? [
          '',
          color.yellow(t('workstation.summarize.broken-title')),
          ...fleet.broken.map(
            ({file, problem}) => `  ${file} : ${t(`workstation.summarize.problem.${problem}`)}`,
          ),
        ]
      : []),
  ].map((line) => consoleText(line, screen))
}

function names(files: readonly string[], count: number, {t}: Screen): string {
  const shown = files.slice(0, MOST_NAMES).join(' ')
  const left = count - Math.min(MOST_NAMES, files.length)
  return left > 0 && shown !== '' ? `${shown} ${t('workstation.summarize.more', {count: left})}` : shown
}
