import type {CardPresence, Holding} from '../readers/reader-state.ts'

/** One reader (one slot) as PC/SC sees it. */
export interface SeenReader {
  readonly name: string
  /** `present` without `atr`: a card is there, and this way of looking does not say which. */
  readonly card: CardPresence
  /** Upper-case hexadecimal, no blanks. */
  readonly atr?: string
  readonly held: Holding
  /** How many times a card was put in or taken out since the service started. */
  readonly insertions?: number
}

/** Which way the readers were looked for: the socket of pcscd, a command of the system. */
export type ReaderBackend = 'pcscd' | 'certutil' | 'system_profiler' | 'none' | 'fake'

export type ReaderInventory =
  | {readonly kind: 'listed'; readonly backend: ReaderBackend; readonly readers: readonly SeenReader[]}
  | {
      readonly kind: 'no-service'
      readonly backend: ReaderBackend
      /** Return code of PC/SC. */
      readonly code?: number
      readonly detail?: string
    }
  | {
      readonly kind: 'failed'
      readonly backend: ReaderBackend
      readonly reason: 'rights' | 'timeout' | 'protocol' | 'unreadable' | 'unavailable'
      readonly code?: number
      readonly detail?: string
      /** Time that it had to answer, where whoever asked tells it, ms. */
      readonly limitMs?: number
    }

/** A USB device that is, or looks like, a card reader. */
export interface UsbDevice {
  readonly name: string
  /** `04e6:5116`, lower case; absent when the system does not say. */
  readonly id?: string
  /** What the system itself says is wrong with it (no driver, disabled); absent when nothing. */
  readonly trouble?: string
  /** `class`: it declares itself a card reader; `name`: only its name says so. */
  readonly by: 'class' | 'name'
}

export type UsbInventory =
  | {readonly kind: 'listed'; readonly devices: readonly UsbDevice[]}
  | {readonly kind: 'untold'; readonly reason: string}

/**
 * Card readers of this workstation. Looking never connects to a card, sends it nothing and takes no reader from another
 * program. Neither method rejects: what went wrong is in the answer.
 */
export interface CardReaders {
  list(limit: {readonly timeoutMs: number; readonly signal?: AbortSignal}): Promise<ReaderInventory>
  /**
   * Tells the readers as they are now, then at once whenever anything moves in one, until `signal` fires. Ends (resolves
   * `false`) as soon as the service does not tell, or no longer: whoever watches asks by himself then. Absent where no
   * service tells.
   */
  watch?(onChange: (inventory: ReaderInventory) => void, signal: AbortSignal): Promise<false>
  /** Readers on the USB bus, seen by PC/SC or not. */
  usb(limit: {readonly timeoutMs: number; readonly signal?: AbortSignal}): Promise<UsbInventory>
}
