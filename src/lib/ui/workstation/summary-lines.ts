import type {Report} from '../../workstation/report.ts'
import type {Screen} from '../screen.ts'
import type {Translator} from '../translate.ts'
import {coded, skipText, titleOf} from './finding-words.ts'

const paint = {blocked: 'red', incomplete: 'magenta', 'at-risk': 'yellow', ready: 'green'} as const
/** More are counted in the list of checks. */
const MOST = 6

/** Rows of the summary: the name of each, and what it says. */
export function summaryRows(
  report: Report,
  t: Translator,
): readonly (readonly [name: string, text: string])[] {
  const {main, also, untested, notAsked = [], next, verdict} = report
  const named = (id: string, text: string) => `${titleOf(id, t)} : ${text}`
  const unproved = untested.filter(({because}) => because !== 'not-selected')
  const left = untested.length - unproved.length
  const fault = verdict !== 'incomplete' ? main : null
  const others = fault ? also : main ? [main, ...also] : also
  return [
    ...(fault ? [['main', named(fault.id, coded('cause', fault.cause, t))] as const] : []),
    ...others.slice(0, MOST).map(({id, cause}) => ['also', named(id, coded('cause', cause, t))] as const),
    ...(verdict === 'blocked'
      ? []
      : unproved
          .slice(0, MOST)
          .map(({id, because}) => ['untested', named(id, skipText(because, t))] as const)),
    ...(verdict === 'blocked' || left === 0
      ? []
      : [['untested', t('workstation.others-not-selected', {count: left})] as const]),
    ...(verdict === 'ready' || verdict === 'at-risk'
      ? notAsked.slice(0, MOST).map((one) => ['not-asked', coded('evidence', one, t)] as const)
      : []),
    ...(next
      ? ([
          ['next', coded('remedy', next.action, t)],
          ['explain', t('workstation.more', {check: next.id})],
        ] as const)
      : []),
  ]
}

/** Nothing is called proved as a whole beside something that was not asked. */
export function verdictText({verdict, notAsked = []}: Report, t: Translator): string {
  return t(`workstation.verdict.${verdict === 'ready' && notAsked.length > 0 ? 'ready-asked' : verdict}`)
}

/** What the diagnosis means, in plain words: use, verdict, main cause, also, what is not proved, next action. */
export function summaryLines(report: Report, {t, color}: Screen): string[] {
  const {wanted, verdict} = report
  const use = t(`workstation.use.${wanted.use}`)
  const rows = summaryRows(report, t)
  const label = (name: string) => t(`workstation.label.${name}`)
  const width = Math.max(0, ...rows.map(([name]) => label(name).length))
  return [
    color.bold(t('workstation.title')),
    t('workstation.wanted', {use, from: t(`workstation.from.${wanted.from}`)}),
    '',
    color[paint[verdict]](verdictText(report, t)),
    ...rows.map(([name, text], at) => {
      const same = rows[at - 1]?.[0] === name
      return `  ${(same ? '' : label(name)).padEnd(width)}  ${text}`
    }),
  ]
}
