import {isCps, isVitale} from '../cards/identify.ts'
import type {ReaderInventory} from '../ports/card-readers.ts'
import type {ModuleFile} from './cps-module.ts'
import {holdsOnlyCps, mayHoldAnything, seenCards} from './seen-cards.ts'

/**
 * Whether the module of the CPS may be loaded beside these cards: every one is known to be a CPS. Windows and macOS
 * cannot always say whether a reader is empty: there the file in the place of the ANS's installer, and no other, is
 * loaded beside readers of which nothing is told.
 */
export function mayLoadBeside(inventory: ReaderInventory, {family}: Pick<ModuleFile, 'family'>): boolean {
  if (holdsOnlyCps(inventory)) return true
  if (inventory.backend === 'pcscd' || inventory.kind !== 'listed' || family !== 'current') return false
  return (
    inventory.readers.every(({card}) => card !== 'mute') &&
    seenCards(inventory).every(({card}) => isCps(card.kind))
  )
}

/**
 * Whether a carte Vitale is in a reader or may be: one that is doubtful, mute or of which nothing is told counts. A card
 * that another rule than the Vitale's would have to know, as the one on which an organisation keeps its keys, does not.
 */
export function mayHoldVitale(inventory: ReaderInventory): boolean {
  // Where no service answers, no module reaches a card either.
  if (inventory.kind === 'no-service') return false
  if (inventory.kind !== 'listed' || mayHoldAnything(inventory)) return true
  return seenCards(inventory).some(
    ({card, fault}) =>
      fault !== null || isVitale(card.kind) || (card.kind === 'unknown' && card.confidence === 'doubtful'),
  )
}
