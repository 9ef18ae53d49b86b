import type {DiffLine, DiffSeverity} from '../../renewal/certificate-diff.ts'
import type {AuthoredUnder} from '../../usecases/cert/authored-under.ts'
import type {DiffReport} from '../../usecases/cert/cert-diff.ts'
import {count} from '../figures.ts'
import type {Screen} from '../screen.ts'
import type {Translator} from '../translate.ts'
import {oneLine} from './labelled.ts'

const paint: Readonly<Record<DiffSeverity, 'green' | 'cyan' | 'yellow' | 'red'>> = {
  ok: 'green',
  info: 'cyan',
  warning: 'yellow',
  error: 'red',
}
const signs: Readonly<Record<DiffSeverity, string>> = {ok: '=', info: 'i', warning: '!', error: '✘'}

/** `dmp cert diff`: gravest difference first, then what the journal shows under the old structure. */
export function diffLines(report: DiffReport, screen: Screen): string[] {
  const {t, color} = screen
  const {before, after, lines, verdict, identical, structureChanged, authored} = report
  const shown = lines.filter(({before: old, after: now}) => old !== '' || now !== '')
  const width = Math.max(...shown.map(({field}) => t(`cert.diff.field.${field}`).length))
  const gravity = identical ? 'cert.diff.identical' : `cert.diff.verdict.${verdict}`
  return [
    t('cert.diff.before', {subject: oneLine(before.subject)}),
    t('cert.diff.after', {subject: oneLine(after.subject)}),
    '',
    ...shown.map((line) => {
      const label = t(`cert.diff.field.${line.field}`).padEnd(width)
      return `${color[paint[line.severity]](signs[line.severity])} ${label}  ${told(line, report, t)}`
    }),
    '',
    color[paint[verdict]](t(gravity)),
    ...(structureChanged ? ['', ...authoredLines(authored, screen)] : []),
  ]
}

function told({field, state, before, after}: DiffLine, {overlapDays}: DiffReport, t: Translator): string {
  if (field === 'key') return t(`cert.diff.key.${state}`)
  return t(`cert.diff.${state}`, {
    before: oneLine(before || '–'),
    after: oneLine(after || '–'),
    days: overlapDays,
  })
}

function authoredLines(authored: AuthoredUnder | null, {t, color}: Screen): string[] {
  if (!authored) return [t('cert.diff.authored.unknown')]
  const {profile, latest} = authored
  const structure = oneLine(authored.structure)
  const file = authored.file && oneLine(authored.file)
  if (authored.count === 0) return [t('cert.diff.authored.none', {structure, profile})]
  const day = (instant: string | null) => (instant ?? '').slice(0, 10)
  const facts = {structure, profile, count: count(authored.count, t.language)}
  const more = authored.count - latest.length
  return [
    color.yellow(t('cert.diff.authored', {...facts, first: day(authored.first), last: day(authored.last)})),
    t('cert.diff.authored.consequence'),
    ...latest.map(({sentAt, typeCode, uniqueId}) => `  ${day(sentAt)}  ${typeCode}  ${uniqueId}`),
    ...(more > 0 && !file ? [t('cert.diff.authored.more', {count: count(more, t.language)})] : []),
    ...(file ? [t('cert.diff.authored.file', {file})] : []),
  ]
}
