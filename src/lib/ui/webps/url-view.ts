import type {WebpsAddress} from '../../usecases/webps/webps-report.ts'
import {labelled, type Row} from '../cert/labelled.ts'
import type {Screen} from '../screen.ts'

/** `dmp webps url`: the address, what of it was checked, and who can use it. */
export function webpsUrlLines(found: WebpsAddress, screen: Screen): string[] {
  const {t} = screen
  const {page, address, ins, environment, checked, notChecked, masked, opened, written} = found
  const rows: Row[] = [
    ['webps.label.page', `${page} : ${t(`webps.page.${page}`)}`],
    ['webps.label.address', address],
    ...(ins === null ? [] : [['webps.label.ins', ins] as const]),
    ...(environment === null ? [] : [['webps.label.environment', environment] as const]),
    ['webps.label.checked', checked.map((name) => t(`webps.check.${name}`)).join(', ')],
  ]
  const note = `webps.note.${page}`
  const reached = opened !== null || written !== null
  return [
    ...labelled(rows, '', screen),
    ...notChecked.map((name) => t(`webps.not-checked.${name}`)),
    '',
    t('webps.direct'),
    ...(t.has(note) ? [t(note)] : []),
    ...(written === null ? [] : [t('webps.written', {path: written})]),
    ...(opened === null ? [] : [t(`webps.opened.${opened.kind}`, {program: opened.program})]),
    ...(masked && !reached ? [t('webps.hidden')] : []),
  ]
}
