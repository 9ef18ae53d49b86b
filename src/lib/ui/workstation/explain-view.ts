import type {WorkstationExplanation} from '../../usecases/workstation/explain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {titleOf} from './finding-words.ts'
import {consoleText} from './plain-signs.ts'

const uses = ['web-ps-card', 'web-ps-e-cps', 'feeding-certificate'] as const
const gravity = ['error', 'warn', 'info', 'none'] as const

/** `dmp doctor explain`: one check in full, or the list of all. */
export function explanationLines({wanted, checks}: WorkstationExplanation, screen: Screen): string[] {
  const {t, color} = screen
  const severity = (one: (typeof gravity)[number]) =>
    t(one === 'none' ? 'workstation.explain.none' : `workstation.status.${one}`)
  if (wanted === null) {
    const head = ['id', 'group', 'title', 'severity'].map((name) => t(`workstation.explain.head.${name}`))
    const rows = checks.map((one) => {
      const worst = gravity.find((grade) => uses.some((use) => one.severity[use] === grade)) ?? 'none'
      return [one.id, t(`workstation.group.${one.group}`), one.title, severity(worst)]
    })
    return [...tableLines(head, rows, screen), '', t('workstation.explain.more')]
  }
  return checks
    .flatMap((one) => [
      color.bold(`${one.id}  ${one.title}`),
      '',
      `${t('workstation.explain.what')} ${one.what}`,
      `${t('workstation.explain.why')} ${one.why}`,
      `${t('workstation.explain.fix')} ${one.fix}`,
      ...(one.dependsOn.length > 0
        ? [`${t('workstation.explain.depends')} ${one.dependsOn.map((id) => titleOf(id, t)).join(', ')}`]
        : []),
      t('workstation.explain.severity'),
      ...uses.map((use) => `  ${t(`workstation.use.${use}`)} : ${severity(one.severity[use])}`),
    ])
    .map((line) => consoleText(line, screen))
}
