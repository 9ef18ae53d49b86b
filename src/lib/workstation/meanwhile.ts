import type {ReaderInventory} from '../ports/card-readers.ts'

/**
 * What was in the readers for as long as a PKCS#11 module was loaded. A module may select and read every card that is in
 * as soon as it is loaded, and the name of its file does not prove whose it is: what a Vitale was asked is known by this
 * alone. `still`: no card that had no place there, and none was moved; `moved`: a card was put in or taken out;
 * `other-card`: one came in, or may have, beside which no module is to be loaded; `untold`: well before, and this system
 * does not say what came after.
 */
export type Meanwhile = 'not-loaded' | 'still' | 'moved' | 'other-card' | 'untold'

/** How the cards lie in the readers, where pcscd counts every card put in or taken out; null elsewhere. */
export function standOf(inventory: ReaderInventory): string | null {
  if (inventory.backend !== 'pcscd' || inventory.kind !== 'listed') return null
  return JSON.stringify(
    inventory.readers.map(({name, card, atr, insertions}) => [name, card, atr ?? null, insertions ?? null]),
  )
}
