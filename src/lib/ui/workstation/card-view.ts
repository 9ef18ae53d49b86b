import {spacedHex} from '../../cards/atr.ts'
import {isCps, isVitale} from '../../cards/identify.ts'
import type {CardReport, ReportedCard} from '../../usecases/workstation/card.ts'
import {labelled, oneLine, type Row} from '../cert/labelled.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {consoleText} from './plain-signs.ts'

/** `workstation card`: each card with what says so, then what the kinds of its family may be used for. */
export function cardLines({backend, cards, silent, uses}: CardReport, screen: Screen): string[] {
  const {t, color} = screen
  const lines = cards.flatMap((card) => [...oneCard(card, screen), ''])
  for (const {reader, card} of silent)
    lines.push(color.yellow(`! ${oneLine(reader)} : ${t(`readers.card.${card}`)}`), '')
  if (uses.length > 0) {
    const columns = uses[0]?.allowed.map(({use}) => use) ?? []
    lines.push(color.bold(t('cards.uses.head')))
    const head = [t('cards.uses.type'), ...columns.map((use) => t(`cards.use.${use}`))]
    const rows = uses.map(({type, allowed}) => [
      t(`cards.type.${type}`),
      ...allowed.map(({allowed: word, certainty}) => t(`cards.allowed.${word}.${certainty}`)),
    ])
    lines.push(...tableLines(head, rows, screen), t('cards.uses.note'), t('cards.uses.kind-untold'))
  }
  if (cards.some(({kind}) => isVitale(kind)))
    lines.push(t(`cards.vitale-not-read${backend === 'certutil' ? '-but-certutil' : ''}`))
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => consoleText(line, screen))
}

function oneCard(card: ReportedCard, screen: Screen): string[] {
  const {t, color} = screen
  const {reader, kind, confidence, warnings, generation, held} = card
  const sure = confidence !== 'doubtful' && kind !== 'unknown'
  const head = `${sure ? (screen.signs === 'unicode' ? '✓' : '[ok]') : '!'} ${t(`cards.kind.${kind}`)}`
  const place = reader === null ? '' : `${oneLine(reader)} : `
  const rows: Row[] = [
    ['cards.label.atr', spacedHex(card.atr)],
    ['cards.label.confidence', t(`cards.confidence.${kind === 'unknown' ? 'none' : confidence}`)],
    ...(generation !== null && isCps(kind)
      ? [['cards.label.generation', spacedHex(generation)] as const]
      : []),
    ...(held === 'exclusive' ? [['cards.label.held', t('readers.held.exclusive')] as const] : []),
    ...warnings.map((warning): Row => ['cards.label.warning', t(`cards.warning.${warning}`)]),
  ]
  return [`${place}${color[sure ? 'green' : 'yellow'](head)}`, ...labelled(rows, '    ', screen)]
}
