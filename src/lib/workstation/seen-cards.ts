import {type Atr, type AtrFault, readAtr} from '../cards/atr.ts'
import {type IdentifiedCard, identifyCard, isCps, isMadeUp} from '../cards/identify.ts'
import type {ReaderInventory, SeenReader} from '../ports/card-readers.ts'
import {holdsNoCard} from '../readers/families.ts'
import type {Evidence} from './check.ts'

/** A card that answered, and what it is. */
export interface SeenCard {
  readonly reader: SeenReader
  /** As reported, in hexadecimal. */
  readonly hex: string
  readonly card: IdentifiedCard
  readonly atr: Atr | null
  /** Why what was reported is no ATR; null when it is one. */
  readonly fault: AtrFault | null
}

const listedReaders = (inventory: ReaderInventory): readonly SeenReader[] =>
  inventory.kind === 'listed' ? inventory.readers : []

/**
 * Readers into which a card can be put, to speak of: not those whose name says that an operating system or a security
 * key makes them up, unless an ATR there says that a card is in all the same.
 */
export function realReaders(inventory: ReaderInventory): readonly SeenReader[] {
  return listedReaders(inventory).filter(
    (reader) => !holdsNoCard(reader.name) || seenCard(reader) !== undefined,
  )
}

/** Every card that shows an ATR, whatever its reader is called. */
export function seenCards(inventory: ReaderInventory): readonly SeenCard[] {
  return listedReaders(inventory).flatMap((reader) => seenCard(reader) ?? [])
}

/** What is made up (see `isMadeUp`) is no card. */
function seenCard(reader: SeenReader): SeenCard | undefined {
  const hex = reader.atr
  if (reader.card !== 'present' || hex === undefined) return undefined
  const reading = readAtr(hex)
  if (reading.kind === 'read')
    return isMadeUp(reading.atr)
      ? undefined
      : {reader, hex, card: identifyCard(reading.atr), atr: reading.atr, fault: null}
  const card: IdentifiedCard = {
    kind: 'unknown',
    confidence: 'doubtful',
    warnings: [reading.fault],
    generation: null,
  }
  return {reader, hex, card, atr: null, fault: reading.fault}
}

const isUntold = ({card, atr}: SeenReader) => card === 'untold' || (card === 'present' && atr === undefined)

/** Readers of which nobody can say whether a card is in, or which: nothing may be concluded from their silence. */
export function untoldReaders(inventory: ReaderInventory): readonly SeenReader[] {
  return realReaders(inventory).filter(isUntold)
}

/** A reader, whatever it is called, holds a card that does not answer, or nobody can say what it holds. */
export function mayHoldAnything(inventory: ReaderInventory): boolean {
  return listedReaders(inventory).some((reader) => reader.card === 'mute' || isUntold(reader))
}

/** Every card that is in is known to be a CPS. A reader of which that cannot be said may hold a Vitale. */
export function holdsOnlyCps(inventory: ReaderInventory): boolean {
  // Without pcscd nobody reaches a card on Linux; other systems have no answer as sure.
  if (inventory.kind === 'no-service') return inventory.backend === 'pcscd'
  if (inventory.kind !== 'listed' || mayHoldAnything(inventory)) return false
  return seenCards(inventory).every(({card}) => isCps(card.kind))
}

export const cardEvidence = ({reader, hex, card}: SeenCard): Evidence => ({
  code: `card-${card.kind}`,
  params: {reader: reader.name, atr: hex, confidence: card.confidence},
})

/** What each slot holds, in one line of evidence each. */
export function slotEvidence(inventory: ReaderInventory): readonly Evidence[] {
  return realReaders(inventory).map(({name, card}) => ({code: `slot-${card}`, params: {reader: name}}))
}
