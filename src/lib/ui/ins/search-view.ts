import type {InsSearch, SearchTry, ShownIdentity, ShownIns} from '../../usecases/ins/search-report.ts'
import {labelled, oneLine, type Row} from '../cert/labelled.ts'
import {spokenParams} from '../error-text.ts'
import type {Screen} from '../screen.ts'

const PAINT = {found: 'green', none: 'yellow', several: 'yellow', 'unknown-code': 'red'} as const
const SIGN = {found: '✔', none: '·', several: '!', 'unknown-code': '?'} as const

/** `ins search`: the verdict with its raw code, each attempt, what came back, and what to do next. */
export function searchLines(search: InsSearch, screen: Screen): string[] {
  const {t, color} = screen
  const {verdict, code, label, identity, matched, file} = search
  const raw = oneLine(`${code} ${label}`.trim())
  return [
    color[PAINT[verdict]](`${SIGN[verdict]} ${t(`ins.search.verdict.${verdict}`)} (INSi : ${raw})`),
    ...(identity ? identityLines(identity, screen) : []),
    ...search.attempts.map((one) => `  ${attemptText(one, screen, one.number === matched)}`),
    ...search.changes.map(
      ({trait, kinds, from, to}) =>
        `  ${t('ins.search.changed', {
          trait: t(`trait.${trait}`),
          kinds: kinds.map((kind) => t(`insi.change.${kind}`)).join(', '),
        })}${from === undefined || to === undefined ? '' : ` : ${oneLine(from)} → ${to}`}`,
    ),
    ...search.findings.map(({rule, severity, params}) => findingText(rule, severity, params, screen)),
    ...(verdict === 'found' ? [] : [`  ${t('error.todo')} ${t(`ins.search.advice.${verdict}`)}`]),
    ...(identity && search.masked ? [color.dim(`  ${t('ins.search.masked')}`)] : []),
    ...(file === null
      ? [color.dim(`  ${t('ins.search.called', {certificate: search.certificate ?? '-'})}`)]
      : [`  ${t('ins.search.offline', {file})}`]),
  ]
}

function findingText(
  rule: string,
  severity: 'warning' | 'info',
  params: Readonly<Record<string, string | number>>,
  {t, color}: Screen,
): string {
  const word = t(`finding.${severity}`)
  const paint = severity === 'warning' ? color.yellow : color.dim
  const spoken = spokenParams(`rule.${rule}`, namedParts(params, t), t)
  return `    ${paint(word)} ${rule} ${t(`rule.${rule}`, spoken)}`
}

/** Lists of traits and parts in words. */
function namedParts(
  params: Readonly<Record<string, string | number>>,
  t: Screen['t'],
): Readonly<Record<string, string | number>> {
  const words = (list: string) =>
    list
      .split(', ')
      .map((name) => (t.has(`trait.${name}`) ? t(`trait.${name}`) : t(`insi.part.${name}`)))
      .join(', ')
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name === 'traits' || name === 'parts' ? words(String(value)) : value,
    ]),
  )
}

function attemptText(
  {number, names, position, withPlace, code, label}: SearchTry,
  {t, color}: Screen,
  matched: boolean,
): string {
  const what = t(`ins.search.attempt.${names}`, {position})
  const place = withPlace ? ` ${t('ins.search.attempt.place')}` : ''
  const line = oneLine(`${t('ins.search.attempt', {number})} ${what}${place} : ${code} ${label}`.trim())
  return matched ? color.green(`${line} ←`) : line
}

const insText = ({matricule, oid, from, until}: ShownIns) =>
  [matricule, oid ?? '—', (from ?? until) ? `(${from ?? '…'} → ${until ?? '…'})` : '']
    .filter(Boolean)
    .join('  ')

function identityLines(identity: ShownIdentity, screen: Screen): string[] {
  const {t} = screen
  const traits = Object.entries(identity.traits).filter(
    ([name]) => name !== 'firstGiven' || identity.traits.givenNames === null,
  )
  const rows: Row[] = [
    ['ins.search.part.ins', insText(identity)],
    ...(identity.usedOid === null ? [] : [['ins.search.part.used-oid', identity.usedOid] as const]),
    ...traits.map(([name, value]) => [`ins.search.part.${name}`, value ?? t('ins.search.absent')] as const),
    ...(identity.history.length === 0
      ? []
      : [['ins.search.part.history', ...identity.history.map(insText)] as const]),
  ]
  return labelled(rows, '    ', screen)
}
