import type {UsbDevice} from '../ports/card-readers.ts'

/**
 * Readers on the USB bus out of what Windows (PowerShell, JSON) and macOS (`ioreg`) print. Outputs of these two systems
 * are constructed in the tests: their authors had neither.
 */

/** `Get-PnpDevice -Class SmartCardReader` as JSON: one object, a list, or nothing; undefined for anything else. */
export function readPnpDevices(text: string): readonly UsbDevice[] | undefined {
  const tidy = text.replace(/^\ufeff/, '').trim()
  if (tidy === '') return []
  let parsed: unknown
  try {
    parsed = JSON.parse(tidy)
  } catch {
    return undefined
  }
  const entries: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  const devices: UsbDevice[] = []
  for (const entry of entries) {
    if (typeof entry !== 'object' || entry === null) return undefined
    const {FriendlyName: name, Status: status, InstanceId: instance} = entry as Record<string, unknown>
    if (typeof name !== 'string' || name.trim() === '') continue
    const [, vendor, product] =
      /VID_([0-9A-F]{4})&PID_([0-9A-F]{4})/i.exec(typeof instance === 'string' ? instance : '') ?? []
    const trouble = typeof status === 'string' && status !== 'OK' ? {trouble: tidyText(status)} : {}
    const id = vendor && product ? {id: `${vendor}:${product}`.toLowerCase()} : {}
    devices.push({name: tidyText(name), ...id, ...trouble, by: 'class'})
  }
  return devices
}

/** `ioreg -p IOUSB -l`: a tree of devices, each with its properties; those whose name is a reader's. */
export function readIoreg(text: string): readonly UsbDevice[] | undefined {
  if (!/\+-o /.test(text)) return undefined
  const devices: UsbDevice[] = []
  for (const block of text.split(/\+-o /).slice(1)) {
    const [, called = ''] = /^(.*?)(?:@[0-9a-f]+)?\s+</i.exec(block.slice(0, 400)) ?? []
    const [, product] = /"(?:USB Product Name|kUSBProductString)"\s*=\s*"([^"\n]{1,128})"/.exec(block) ?? []
    const name = tidyText(product ?? called)
    if (!/smart ?card|\bccid\b|card ?reader|lecteur.*carte/i.test(name)) continue
    const vendor = numberOf(block, 'idVendor')
    const model = numberOf(block, 'idProduct')
    const id = vendor !== undefined && model !== undefined ? {id: `${vendor}:${model}`} : {}
    devices.push({name, ...id, by: 'name'})
  }
  return devices
}

function numberOf(block: string, property: string): string | undefined {
  const [, value] = new RegExp(`"${property}"\\s*=\\s*(\\d{1,5})\\b`).exec(block) ?? []
  return value === undefined ? undefined : Number(value).toString(16).padStart(4, '0')
}

const tidyText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .trim()
    .slice(0, 128)
