import type {CardStatusReport, ReportedCardStatus} from '../../usecases/workstation/card-status.ts'
import type {CardCertificate} from '../../workstation/card-certificate.ts'
import {labelled, oneLine, type Row} from '../cert/labelled.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {coded, lineText, titleOf} from './finding-words.ts'
import {consoleText} from './plain-signs.ts'

/** `card status`: the card, what it may be used for, then what is wrong and the next action. */
export function cardStatusLines(report: CardStatusReport, screen: Screen): string[] {
  const {t, color} = screen
  const {card, module, cryptolib, checks, next, main} = report
  const head: Row[] = [
    ...(module
      ? [['card.label.module', `${module.description} ${module.version}`, module.path] as const]
      : []),
    ...(cryptolib === null ? [] : [['card.label.cryptolib', cryptolib] as const]),
  ]
  const told = checks.filter(({status}) => ['error', 'warn', 'unknown'].includes(status))
  const unasked = checks.find(({because}) => because === 'not-installed')
  const tested = checks.find(({id, status}) => id === 'p11.pintest' && status === 'ok')
  const problems = [...told, ...(unasked ? [unasked] : [])].flatMap((check) => {
    const paint = check.status === 'error' ? color.red : color.yellow
    const lines = [paint(`! ${titleOf(check.id, t)} : ${oneLine(lineText(check, t))}`)]
    return check.remedy ? [...lines, `    ${coded('remedy', check.remedy, t)}`] : lines
  })
  const lines = [
    ...(card ? [color.bold(oneLine(card.label))] : [color.yellow(`! ${t('card.none')}`)]),
    ...labelled([...(card ? cardRows(card, screen) : []), ...head], '  ', screen),
    ...(card ? ['', ...useLines(card, screen)] : []),
    ...(tested ? ['', color.green(`✔ ${lineText(tested, t)}`)] : []),
    ...(problems.length === 0 ? [] : ['', ...problems]),
    ...(next && main
      ? ['', `${color.bold(t('workstation.label.next'))} ${coded('remedy', next.action, t)}`]
      : []),
  ]
  return lines.map((line) => consoleText(line, screen))
}

function cardRows(card: ReportedCardStatus, screen: Screen): Row[] {
  const {t} = screen
  return [
    ['card.label.model', card.model],
    ['card.label.type', t(card.type === null ? 'card.type-untold' : `cards.type.${card.type}`)],
    ['card.label.pin', t(`workstation.cause.pin-${card.pin}`)],
    ...certificateRows(card.certificates, screen),
  ]
}

function certificateRows(list: readonly CardCertificate[], {t}: Screen): Row[] {
  return list.flatMap((one): Row[] => {
    if (one.state === 'unreadable') return [['card.label.certificate', t('card.certificate-unreadable')]]
    if (one.use === 'other') return []
    const end = Number.isFinite(one.notAfter) ? new Date(one.notAfter).toISOString().slice(0, 10) : '?'
    const environment = t(`card.environment.${one.environment}`)
    const text = t('card.certificate', {issuer: one.issuer, end, environment})
    return [[`card.label.${one.use}`, text, t('card.holder', {holder: one.holder})]]
  })
}

function useLines({uses, type}: ReportedCardStatus, screen: Screen): string[] {
  const {t, color} = screen
  const columns = uses[0]?.allowed.map(({use}) => use) ?? []
  const head = [t('cards.uses.type'), ...columns.map((use) => t(`cards.use.${use}`))]
  const rows = uses.map((one) => [
    t(`cards.type.${one.type}`),
    ...one.allowed.map(({allowed, certainty}) => t(`cards.allowed.${allowed}.${certainty}`)),
  ])
  return [
    color.bold(t(type === null ? 'cards.uses.head' : 'card.uses.head')),
    ...tableLines(head, rows, screen),
    t('cards.uses.note'),
  ]
}
