import type {CertExplanation} from '../../usecases/cert/explain-check.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'

/** `dmp cert explain`: one check in full, or the list of all. */
export function explanationLines({wanted, checks}: CertExplanation, screen: Screen): string[] {
  const {t, color} = screen
  const severity = (one: string) => t(`check.severity.${one}`)
  if (wanted === null) {
    const head = ['id', 'severity', 'scope', 'what'].map((name) => t(`cert.explain.head.${name}`))
    const rows = checks.map((one) => [
      one.id,
      severity(one.severity),
      t(`cert.explain.scope.${one.scope}`),
      one.what,
    ])
    return [...tableLines(head, rows, screen), '', t('cert.explain.more')]
  }
  return checks.flatMap((one) => [
    color.bold(`${one.id}  ${t('cert.explain.at-most', {severity: severity(one.severity)})}`),
    '',
    `${t('cert.explain.what')} ${one.what}`,
    `${t('cert.explain.why')} ${one.why}`,
    `${t('cert.explain.fix')} ${one.fix}`,
    `${t('cert.explain.scope')} ${t(`cert.explain.scope.${one.scope}`)}`,
    `${t('cert.explain.source')} ${one.source}`,
  ])
}
