import {readdir, readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {UsbDevice, UsbInventory} from '../ports/card-readers.ts'

/** USB class of card readers (CCID). */
const CARD_READER = '0b'

/** Devices of Linux that declare themselves card readers, from sysfs: no right and no program needed. */
export async function readSysfsUsb(root = '/sys/bus/usb/devices'): Promise<UsbInventory> {
  let entries: readonly string[]
  try {
    entries = await readdir(root)
  } catch (error) {
    return {kind: 'untold', reason: (error as NodeJS.ErrnoException).code ?? 'unknown'}
  }
  const found = new Map<string, UsbDevice>()
  for (const entry of entries.filter((one) => one.includes(':')).sort()) {
    if ((await word(join(root, entry, 'bInterfaceClass'))) !== CARD_READER) continue
    // `1-2:1.0` is an interface of the device `1-2`.
    const device = join(dirname(join(root, entry)), entry.split(':')[0] ?? entry)
    const [vendor, product, maker, model] = await Promise.all(
      ['idVendor', 'idProduct', 'manufacturer', 'product'].map((name) => word(join(device, name))),
    )
    const id = vendor && product ? `${vendor}:${product}`.toLowerCase() : undefined
    const name = [maker, model].filter(Boolean).join(' ') || (id ?? entry)
    found.set(device, {name, ...(id ? {id} : {}), by: 'class'})
  }
  return {kind: 'listed', devices: [...found.values()]}
}

async function word(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .trim()
    .slice(0, 128)
}
