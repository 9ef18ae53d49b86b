import {type Atr, type AtrFault, readAtr} from '../cards/atr.ts'
import {type IdentifiedCard, identifyCard, isCps} from '../cards/identify.ts'
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

/** Readers into which a card can be put: not those that an operating system or a security key makes up. */
export function realReaders(inventory: ReaderInventory): readonly SeenReader[] {
  return inventory.kind === 'listed' ? inventory.readers.filter(({name}) => !holdsNoCard(name)) : []
}

export function seenCards(inventory: ReaderInventory): readonly SeenCard[] {
  return realReaders(inventory).flatMap((reader): readonly SeenCard[] => {
    const hex = reader.atr
    if (reader.card !== 'present' || hex === undefined) return []
    const reading = readAtr(hex)
    if (reading.kind === 'read')
      return [{reader, hex, card: identifyCard(reading.atr), atr: reading.atr, fault: null}]
    const card: IdentifiedCard = {
      kind: 'unknown',
      confidence: 'doubtful',
      warnings: [reading.fault],
      generation: null,
    }
    return [{reader, hex, card, atr: null, fault: reading.fault}]
  })
}

/** Readers of which nobody can say whether a card is in, or which: nothing may be concluded from their silence. */
export function untoldReaders(inventory: ReaderInventory): readonly SeenReader[] {
  return realReaders(inventory).filter(
    ({card, atr}) => card === 'untold' || (card === 'present' && atr === undefined),
  )
}

/** Every card that is in is known to be a CPS. A reader of which that cannot be said may hold a Vitale. */
export function holdsOnlyCps(inventory: ReaderInventory): boolean {
  // Without pcscd nobody reaches a card on Linux; other systems have no answer as sure.
  if (inventory.kind === 'no-service') return inventory.backend === 'pcscd'
  if (inventory.kind !== 'listed' || untoldReaders(inventory).length > 0) return false
  if (realReaders(inventory).some(({card}) => card === 'mute')) return false
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
