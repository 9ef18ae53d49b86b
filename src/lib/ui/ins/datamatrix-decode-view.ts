import type {DatamatrixDecoded, ReadCode} from '../../usecases/ins/datamatrix-decode.ts'
import {labelled} from '../cert/labelled.ts'
import {findingLine} from '../document/submission-view.ts'
import type {Screen} from '../screen.ts'

const PAINT = {
  sound: 'green',
  suspicious: 'yellow',
  faulty: 'red',
  absent: 'yellow',
  'not-readable': 'yellow',
} as const
const SIGN = {sound: '✔', suspicious: '!', faulty: '✘', absent: '·', 'not-readable': '?'} as const

function codeLines({kind, identity, findings}: ReadCode, screen: Screen): string[] {
  const {t} = screen
  const rows = Object.entries(identity ?? {}).map(([member, value]): [string, string] => [
    `ins.datamatrix.member.${member}`,
    value ?? t('ins.datamatrix.unknown'),
  ])
  return [
    `  ${t(`ins.datamatrix.kind.${kind}`)}`,
    ...labelled(rows, '    ', screen),
    ...findings.map((finding) => findingLine(finding, screen)),
  ]
}

/** `ins datamatrix decode`: the verdict, each code, and what could not be searched. */
export function datamatrixDecodeLines(
  {verdict, codes, people, unread, otherSymbols}: DatamatrixDecoded,
  screen: Screen,
): string[] {
  const {t, color} = screen
  return [
    color[PAINT[verdict]](`${SIGN[verdict]} ${t(`ins.datamatrix.verdict.${verdict}`)}`),
    ...(people > 1 ? [color.red(`  ${t('ins.datamatrix.people', {count: people})}`)] : []),
    ...codes.flatMap((code) => codeLines(code, screen)),
    ...otherSymbols.map((one) => `  ${t(`ins.datamatrix.symbol.${one}`)}`),
    ...unread.map((why) => color.yellow(`  ${t(`ins.datamatrix.unread.${why}`)}`)),
  ]
}
