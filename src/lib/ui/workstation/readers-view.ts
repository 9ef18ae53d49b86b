import type {ReadersReport, ReportedSlot} from '../../usecases/workstation/readers.ts'
import {oneLine} from '../cert/labelled.ts'
import type {Screen} from '../screen.ts'
import {consoleText} from './plain-signs.ts'

/** `workstation readers`: each device, under it its slots with what they hold, then the USB bus. */
export function readersLines(report: ReadersReport, screen: Screen): string[] {
  const {t, color} = screen
  const {devices, backend, usb, usbReason} = report
  const lines = devices.flatMap(({name, family, grouping, slots}) => {
    const words = [t(`readers.family.${family}`)]
    if (slots.length > 1) words.push(t(`readers.slots.${grouping}`, {count: slots.length}))
    return [
      `${color.bold(oneLine(name))}  ${color.dim(words.join(', '))}`,
      ...slots.map((slot) => slotLine(slot, slots.length > 1, screen)),
    ]
  })
  if (devices.length === 0) lines.push(color.red(`! ${t('readers.none')}`))
  lines.push('', usbLine(usb, usbReason, screen), color.dim(t('readers.by', {backend})))
  if (devices.length === 0) lines.push(t('readers.next.none'))
  return lines.map((line) => consoleText(line, screen))
}

function slotLine(
  {name, slot, card, held, kind}: ReportedSlot,
  several: boolean,
  {t, color}: Screen,
): string {
  const place = several ? `${slot === null ? oneLine(name) : t('readers.slot', {slot})}  ` : ''
  const holding = held === 'exclusive' || held === 'shared' ? ` ; ${t(`readers.held.${held}`)}` : ''
  const what = kind === null || kind === 'none' ? t(`readers.card.${card}`) : t(`cards.kind.${kind}`)
  const text = `${what}${holding}`
  if (card === 'mute' || held === 'exclusive') return `  ${place}${color.yellow(`! ${text}`)}`
  return `  ${place}${text}`
}

function usbLine(usb: ReadersReport['usb'], reason: string | null, {t}: Screen): string {
  if (usb === null) return t('readers.usb.untold', {reason: reason ?? ''})
  if (usb.length === 0) return t('readers.usb.none')
  const names = usb.map(({name, id, trouble}) =>
    [oneLine(name), id && `(${id})`, trouble && `[${oneLine(trouble)}]`].filter(Boolean).join(' '),
  )
  return t('readers.usb.listed', {names: names.join(', ')})
}
