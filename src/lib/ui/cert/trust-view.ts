import type {TrustAddition, TrustLine} from '../../usecases/cert/cert-trust.ts'
import type {TrustList, TrustRemoval} from '../../usecases/cert/cert-trust-list.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {oneLine} from './labelled.ts'

function why({basis, anchor}: TrustLine, t: Translator): string {
  return t(`trust.basis.${basis}`, {anchor: anchor ?? ''})
}

/** `dmp cert trust add` */
export function trustAddedLines(
  {added, already, passedOver, ended}: TrustAddition,
  {t, color}: Screen,
): string[] {
  return [
    ...added.map((line) =>
      color.green(t('trust.now-known', {subject: oneLine(line.subject), why: why(line, t)})),
    ),
    ...already.map((line) => t('trust.already', {subject: oneLine(line.subject), why: why(line, t)})),
    ...passedOver.map((sha256) => t('trust.passed-over', {subject: sha256})),
    ...added
      .filter(({sha256}) => ended.includes(sha256))
      .map(({subject, notAfter}) =>
        color.yellow(t('trust.ended', {subject: oneLine(subject), end: notAfter.slice(0, 10)})),
      ),
  ]
}

/** `dmp cert trust list`: fingerprints whole, to be compared and copied. */
export function trustLines({path, anchors, authorities}: TrustList, screen: Screen): string[] {
  const {t, color} = screen
  const head = ['authority', 'until', 'basis', 'fingerprint'].map((column) => t(`trust.column.${column}`))
  const own = anchors.map(({name, notAfter, sha256}) => [
    name,
    notAfter.slice(0, 10),
    t('trust.basis.product'),
    sha256,
  ])
  const added = authorities.map((line) => [
    oneLine(line.subject),
    line.notAfter.slice(0, 10),
    why(line, t),
    line.sha256,
  ])
  return [
    color.bold(t('trust.own')),
    ...tableLines(head, own, screen),
    '',
    ...(added.length === 0
      ? [t('trust.none')]
      : [color.bold(t('trust.added', {path: oneLine(path)})), ...tableLines(head, added, screen)]),
  ]
}

/** `dmp cert trust remove` */
export function trustRemovedLines({removed: {subject, sha256}}: TrustRemoval, {t}: Screen): string[] {
  return [t('trust.removed', {subject: oneLine(subject), fingerprint: sha256})]
}
