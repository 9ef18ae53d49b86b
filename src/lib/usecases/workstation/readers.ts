import {readAtr} from '../../cards/atr.ts'
import {type CardKind, identifyText} from '../../cards/identify.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {
  CardReaders,
  ReaderBackend,
  ReaderInventory,
  SeenReader,
  UsbDevice,
  UsbInventory,
} from '../../ports/card-readers.ts'
import {groupDevices} from '../../readers/devices.ts'
import {familyOf, holdsNoCard, type ReaderFamily} from '../../readers/families.ts'
import {pcscCode, printedCode} from '../../readers/pcsc-codes.ts'
import {maskText} from '../../workstation/mask.ts'

export interface ReadersBench {
  readonly signal: AbortSignal
  readonly workstation: {cardReaders(): Promise<CardReaders>}
}

export interface ReadersWish {
  /** Names of readers in full: they may bear a serial number. */
  readonly unmask: boolean
}

export interface ReportedSlot {
  /** The name that PC/SC gives; other programs and `galss.ini` use the same. A serial number in it is masked. */
  readonly name: string
  /** Number of the slot as the name gives it. */
  readonly slot: number | null
  readonly card: SeenReader['card']
  readonly held: SeenReader['held']
  readonly atr: string | null
  readonly kind: CardKind | null
  readonly insertions: number | null
}

export interface ReportedDevice {
  readonly name: string
  readonly family: ReaderFamily
  readonly grouping: 'sure' | 'likely'
  readonly slots: readonly ReportedSlot[]
}

export interface ReadersReport {
  readonly backend: ReaderBackend
  readonly devices: readonly ReportedDevice[]
  /** Readers on the USB bus; null when the system does not say. */
  readonly usb: readonly UsbDevice[] | null
  readonly usbReason: string | null
}

const LIMIT_MS = 8_000

type Listed = Extract<ReaderInventory, {kind: 'listed'}>

/**
 * `workstation readers`: every reader with its state, slots of one device together, and what the USB bus shows. Connects
 * to no card.
 * @throws DmpError DMP_READERS_UNAVAILABLE
 */
export async function listReaders(bench: ReadersBench, {unmask}: ReadersWish): Promise<ReadersReport> {
  const shown = unmask ? (name: string) => name : maskText
  const readers = await bench.workstation.cardReaders()
  const limit = {timeoutMs: LIMIT_MS, signal: bench.signal}
  const [inventory, usb] = await Promise.all([readers.list(limit), readers.usb(limit)])
  const listed = isAsleep(inventory, usb) ? noneListed(inventory) : listedOrThrow(inventory)
  const byName = new Map(listed.readers.map((one) => [one.name, one]))
  const devices = groupDevices(listed.readers.map(({name}) => name)).map(
    ({name, slots, grouping}): ReportedDevice => ({
      name: shown(name),
      family: familyOf(name),
      grouping,
      slots: slots.flatMap((slot) => {
        const seen = byName.get(slot.name)
        return seen ? [{...reportedSlot(seen, slot.slot), name: shown(seen.name)}] : []
      }),
    }),
  )
  const told = usb.kind === 'listed'
  return {
    backend: listed.backend,
    devices,
    usb: told ? usb.devices.map((one) => ({...one, name: shown(one.name)})) : null,
    usbReason: told ? null : usb.reason,
  }
}

/** The inventory, or the error that says why there is none. */
export async function seenReaders(bench: ReadersBench): Promise<Listed> {
  const readers = await bench.workstation.cardReaders()
  return listedOrThrow(await readers.list({timeoutMs: LIMIT_MS, signal: bench.signal}))
}

/** Windows stops the service with the last reader: where none is plugged in, that is no fault of the service. */
function isAsleep(inventory: ReaderInventory, usb: UsbInventory): boolean {
  const none = usb.kind === 'listed' && usb.devices.length === 0
  return inventory.kind === 'no-service' && inventory.backend === 'certutil' && none
}

const noneListed = ({backend}: ReaderInventory): Listed => ({kind: 'listed', backend, readers: []})

function listedOrThrow(inventory: ReaderInventory): Listed {
  if (inventory.kind === 'listed') return inventory
  const {backend, code, detail = ''} = inventory
  const reason = inventory.kind === 'no-service' ? 'no-service' : inventory.reason
  const params = {
    reason,
    case: reason,
    backend,
    code: code === undefined ? '' : printedCode(code),
    answer: code === undefined ? (detail === '' ? 'none' : 'detail') : pcscCode(code),
    detail,
  }
  throw new DmpError('DMP_READERS_UNAVAILABLE', {params, details: params})
}

/** A reader that can hold a card is there, and no card in it is mute; anything else is a finding. */
export function readersExit({devices}: ReadersReport): ExitCode {
  const slots = devices.flatMap((device) => device.slots).filter(({name}) => !holdsNoCard(name))
  const well = slots.length > 0 && slots.every(({card}) => card !== 'mute')
  return well ? exitCodes.done : exitCodes.findings
}

function reportedSlot(seen: SeenReader, slot: number | null): ReportedSlot {
  const {name, card, held, atr, insertions} = seen
  const known = atr !== undefined && readAtr(atr).kind === 'read'
  return {
    name,
    slot,
    card,
    held,
    atr: atr ?? null,
    kind: card === 'absent' ? 'none' : known ? identifyText(atr).kind : null,
    insertions: insertions ?? null,
  }
}
