import type {CardKind} from '../cards/identify.ts'
import type {ReaderInventory} from '../ports/card-readers.ts'
import type {CardCertificate} from './card-certificate.ts'
import type {CpsModule, SeenSlot, SeenToken} from './cps-module.ts'
import {standOf} from './meanwhile.ts'
import {type SeenCard, seenCards} from './seen-cards.ts'

export type Slot = SeenSlot<CardCertificate>
export type Token = SeenToken<CardCertificate>

/**
 * `reader`: the slot bears the name of the reader and its token, where one was read, says that it is that card. `other`:
 * the name of the reader, and a token of another card than PC/SC sees there. `label`: only the label of the token says
 * that it is a CPS.
 */
export interface MatchedSlot {
  readonly card: SeenCard | undefined
  readonly slot: Slot | undefined
  readonly by: 'reader' | 'other' | 'label' | 'nothing'
}

/** Bytes of `slotDescription` in PKCS#11. */
const longest = 64

/**
 * Whether a slot is that of a PC/SC reader: the same name, cut at 64 bytes, by the CPS module in the middle with `...`
 * in the place of what is left out.
 */
export function isNamedAs(description: string, reader: string): boolean {
  const [shown, whole] = [description.trim(), reader.trim()]
  if (shown === whole) return shown !== ''
  if (new TextEncoder().encode(whole).length <= longest) return false
  if (shown.length >= longest - 3 && whole.startsWith(shown)) return true
  const cut = shown.indexOf('...')
  return cut > 0 && whole.startsWith(shown.slice(0, cut)) && whole.endsWith(shown.slice(cut + 3))
}

/** The generation of the card that a token is of, by its label (`CPS4v1-…`) or its model. */
export function generationOfToken({
  label,
  model,
}: Pick<Token, 'label' | 'model'>): 'cps3' | 'cps4' | undefined {
  const digit = /^CPS([34])v\d/.exec(label)?.[1]
  if (digit !== undefined) return digit === '3' ? 'cps3' : 'cps4'
  return model === 'IAS ECC' ? 'cps3' : model === 'ChipDoc' ? 'cps4' : undefined
}

const able: readonly CardKind[] = ['cps3', 'cps4']

/** The CPS that PC/SC sees and can authenticate with, in the order of the readers. */
export function ableCards(readers: ReaderInventory | undefined): readonly SeenCard[] {
  return readers ? seenCards(readers).filter(({card}) => able.includes(card.kind)) : []
}

/**
 * The slot of the module in which the CPS is that PC/SC sees. A slot that could not even be named may be the one, when
 * it alone failed; a token whose label says CPS is taken when the module names its slot as no reader of PC/SC is named: in
 * one of another name PC/SC would see that card.
 */
export function matchSlot(readers: ReaderInventory | undefined, slots: readonly Slot[]): MatchedSlot {
  const cards = ableCards(readers)
  const named = cards.flatMap((card) =>
    slots.filter(({description}) => isNamedAs(description, card.reader.name)).map((slot) => ({card, slot})),
  )
  const [inReader] = [...named].sort((a, b) => rank(a) - rank(b))
  if (inReader) return {...inReader, by: isOther(inReader) ? 'other' : 'reader'}
  const nameless = slots.filter(({description, token}) => description === '' && token.state === 'failed')
  const [card] = cards
  if (card && nameless.length === 1) return {card, slot: nameless[0], by: 'reader'}
  const elsewhere = ({description}: Slot) =>
    readers?.kind === 'listed' && readers.readers.some(({name}) => isNamedAs(description, name))
  const labelled = slots.filter((slot) => {
    const {token} = slot
    return token.state === 'read' && fits(token, cards) && !elsewhere(slot)
  })
  const [only, second] = labelled
  if (only && !second) return {card: cardFor(only, cards), slot: only, by: 'label'}
  return {card, slot: undefined, by: 'nothing'}
}

interface Named {
  readonly card: SeenCard
  readonly slot: Slot
}

/** Both looks at the reader must tell of the same generation; a badge has none. */
const isOther = ({card, slot: {token}}: Named) =>
  token.state === 'read' && generationOfToken(token) !== card.card.kind

const states = ['read', 'failed', 'other', 'uninitialised', 'absent']
const rank = (one: Named) => states.indexOf(isOther(one) ? 'other' : one.slot.token.state)

/** Without a card that PC/SC names, any token that says CPS; else one of the same generation. */
function fits(token: Token, cards: readonly SeenCard[]): boolean {
  const generation = generationOfToken(token)
  if (generation === undefined) return false
  return cards.length === 0 || cards.some(({card}) => card.kind === generation)
}

function cardFor({token}: Slot, cards: readonly SeenCard[]): SeenCard | undefined {
  const generation = token.state === 'read' ? generationOfToken(token) : undefined
  return cards.find(({card}) => card.kind === generation)
}

/** A card was put in or taken out while the module looked: what it read need not be the card that PC/SC saw. */
export function cardsMoved(readers: ReaderInventory | undefined, {meanwhile, stand}: CpsModule): boolean {
  if (meanwhile === 'moved' || meanwhile === 'other-card') return true
  const now = readers ? standOf(readers) : null
  return meanwhile === 'still' && stand !== null && now !== null && now !== stand
}

/** The token of the CPS, where the module read one that is the card PC/SC sees. */
export function matchedToken(readers: ReaderInventory | undefined, module: CpsModule): Token | undefined {
  const {probe} = module
  if (cardsMoved(readers, module)) return undefined
  if (probe.state !== 'answered' || probe.slots.state !== 'listed') return undefined
  const {slot, by} = matchSlot(readers, probe.slots.list)
  const token = by === 'other' ? undefined : slot?.token
  return token?.state === 'read' ? token : undefined
}
