import type {CheckedIns, InsCheck} from '../../usecases/ins/check-report.ts'
import {labelled, type Row} from '../cert/labelled.ts'
import {findingLine} from '../document/submission-view.ts'
import type {Screen} from '../screen.ts'

const PAINT = {valid: 'green', suspicious: 'yellow', invalid: 'red'} as const
const SIGN = {valid: '✔', suspicious: '!', invalid: '✘'} as const

/** `ins check`: one number with all it says; of a list the counts, and those that are not valid. */
export function checkInsLines(check: InsCheck, screen: Screen): string[] {
  const {t} = screen
  const {read, valid, suspicious, invalid, more, written, results} = check
  const alone = read === 1
  const lines = results.flatMap((one) => resultLines(one, screen, {alone}))
  if (more > 0) lines.push(t('ins.check.more', {count: more}))
  if (!alone) lines.push(t('ins.check.account', {read, valid, suspicious, invalid}))
  if (check.environment !== null) lines.push(t('ins.check.environment', {environment: check.environment}))
  if (written !== null) lines.push(t('ins.written', {path: written}))
  return lines
}

function resultLines(one: CheckedIns, screen: Screen, {alone}: {readonly alone: boolean}): string[] {
  const {t, color} = screen
  const {verdict, fault} = one
  const place = alone ? '' : t('ins.check.line', {line: one.line})
  const reason = fault === null ? '' : ` : ${t(`error.DMP_INS_INVALID.reason.${fault}`)}`
  const head = color[PAINT[verdict]](`${SIGN[verdict]} ${t(`ins.verdict.${verdict}`)}`)
  const findings = one.findings.map((finding) => findingLine(finding, screen))
  const number = one.ins === null ? '' : `  ${one.ins}`
  return [
    `${place}${head}${number}${reason}`,
    ...(alone ? labelled(readingRows(one, screen), '    ', screen) : []),
    ...findings,
  ]
}

function readingRows({reading, kind, oid}: CheckedIns, {t}: Screen): Row[] {
  if (!reading) return []
  const {sex, registration, years, month, place, order, key} = reading
  const where = [t(`ins.place.${place.kind}`), place.code].filter((one) => one !== null)
  return [
    ['ins.part.kind', [t(`ins.kind.${kind}`), oid].filter((one) => one !== null).join('  ')],
    ['ins.part.sex', t(`ins.sex.${sex}`)],
    ['ins.part.registration', t(`ins.registration.${registration}`)],
    ['ins.part.year', years.length === 0 ? '—' : years.join(` ${t('ins.or')} `)],
    ['ins.part.month', month === null ? t('ins.month.none') : t(`ins.month.${month}`)],
    ['ins.part.place', where.join('  ')],
    ...(order === null ? [] : [['ins.part.order', order] as const]),
    ...(key === null ? [] : [['ins.part.key', key] as const]),
  ]
}
