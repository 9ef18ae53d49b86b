import {type ExplanationFamily, explanationFamilies} from '../../explanations/explanation.ts'
import type {
  ExplainedCandidate,
  ExplainedEntry,
  ExplainReport,
} from '../../usecases/explain/explain-report.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'

const MOST_CODES = 6
const MOST_LETTERS = 90

/** `dmp explain`: what was found, the surest first; or the catalogue, family by family. */
export function explainLines(report: ExplainReport, screen: Screen): string[] {
  if (report.wanted === null) return catalogueLines(report.catalogue, screen)
  const {t, color} = screen
  const {candidates, nearest, unknown, read} = report
  const lines: string[] = []
  if (candidates.length === 0) lines.push(color.bold(t('explain.not-known')))
  else if (candidates.length > 1) lines.push(t('explain.several', {count: candidates.length}))
  for (const [at, one] of candidates.entries()) lines.push('', ...candidateLines(one, at + 1, screen))
  for (const {code, line} of unknown) lines.push('', t('explain.unknown-code', {code, line}))
  if (nearest.length > 0) {
    lines.push('', t('explain.nearest'))
    for (const one of nearest) lines.push(`  ${nameOf(one)} : ${one.cause}`)
  }
  if (candidates.length === 0) lines.push('', t('explain.not-known.todo'))
  if (read.wordingsShortened) lines.push('', t('explain.shortened'))
  return lines[0] === '' ? lines.slice(1) : lines
}

const nameOf = ({codes, id}: ExplainedEntry) => codes[0] ?? id

function candidateLines(one: ExplainedCandidate, rank: number, screen: Screen): string[] {
  const {t, color} = screen
  const others = one.codes.filter((code) => code !== headOf(one))
  const codes = others.slice(0, MOST_CODES).join(', ')
  const more = others.length > MOST_CODES ? ' …' : ''
  const label = (name: string, text: string) => `  ${t(`explain.label.${name}`)} ${text}`
  return [
    color.bold(`${rank}. ${headOf(one)}  [${t(`explain.family.${one.family}`)}]`),
    label('found', foundWords(one, screen)),
    label('cause', one.cause),
    label('who', actorWords(one, screen)),
    label('todo', one.todo),
    label('next', one.next),
    ...(codes ? [label('codes', `${codes}${more}`)] : []),
    ...(one.page ? [label('page', one.page)] : []),
  ]
}

const headOf = (one: ExplainedCandidate) =>
  one.by === 'wording' || one.by === 'words' ? nameOf(one) : one.matched

function foundWords({by, matched, likeness, line, times}: ExplainedCandidate, {t}: Screen): string {
  const percent = Math.floor(likeness * 100)
  const short = matched.length > MOST_LETTERS ? `${matched.slice(0, MOST_LETTERS)}…` : matched
  const found = t(`explain.by.${by}`, {matched: short, percent})
  const place = line === null || line === 1 ? '' : t('explain.at-line', {line})
  return `${found}${place}${times === null || times < 2 ? '' : t('explain.times', {times})}`
}

const actorWords = ({actors}: ExplainedEntry, {t}: Screen) =>
  actors.map((actor) => t(`explain.actor.${actor}`)).join(t('explain.then'))

function catalogueLines(entries: readonly ExplainedEntry[], screen: Screen): string[] {
  const {t, color} = screen
  const head = ['code', 'cause', 'who', 'next'].map((name) => t(`explain.head.${name}`))
  const families = explanationFamilies.filter((family) => entries.some((one) => one.family === family))
  const section = (family: ExplanationFamily) => {
    const own = entries.filter((one) => one.family === family)
    const rows = own.map((one) => [codesCell(one), one.cause, actorWords(one, screen), one.next])
    return [
      color.bold(`${t(`explain.family.${family}`)} (${own.length})`),
      ...tableLines(head, rows, screen),
      '',
    ]
  }
  return [...families.flatMap(section), t('explain.catalogue.more', {count: entries.length})]
}

const codesCell = (one: ExplainedEntry) =>
  one.codes.length > 1 ? `${nameOf(one)} (+${one.codes.length - 1})` : nameOf(one)
