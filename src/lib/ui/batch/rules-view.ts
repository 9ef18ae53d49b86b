import type {Rule, RuleSet} from '../../rules/rule-set.ts'
import type {RulesReport} from '../../usecases/batch/plan/show-rules.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import type {Translator} from '../translate.ts'

/** The proposal with its title and its reasons in the reader's language. */
export function proposalInWords(set: RuleSet, t: Translator): RuleSet {
  const rules = set.rules.map((rule) => ({...rule, why: t(`rules.why.${rule.name}`)}))
  return {...set, title: t('rules.proposal'), rules}
}

/** One sentence for each condition: `type parmi 11488-4, 11490-0`. */
export function conditionTexts({when}: Rule, t: Translator): readonly string[] {
  return Object.entries(when).map(([name, value]) =>
    t(`rules.when.${name}`, {value: Array.isArray(value) ? value.join(', ') : String(value)}),
  )
}

/** `batch rules`: each rule in words, what names them, what was written. */
export function rulesLines(report: RulesReport, {t, color}: Screen): string[] {
  const {file, title, version, sha256, rules, structures, written} = report
  const lines = [color.bold(t('rules.head', {title, version}))]
  lines.push(file === null ? t('rules.proposed') : t('rules.file', {file, sha256: sha256 ?? '-'}))
  for (const rule of rules) {
    lines.push('', `${color.bold(plain(rule.name))} → ${t(`rules.action.${rule.action}`)}`)
    lines.push(...conditionTexts(rule, t).map((text) => `  ${plain(text)}`))
    lines.push(`  ${t(`rules.unknown.${rule.unknown}`)}`)
    if (rule.why) lines.push(`  ${t('rules.reason')} ${plain(rule.why)}`)
  }
  if (structures.length > 0) lines.push('', t('rules.structures', {list: structures.join(', ')}))
  if (report.recorded) lines.push('', t('rules.recorded'))
  if (written.length > 0) lines.push('', ...written.map((path) => t('plan.written', {file: path})))
  return lines
}
