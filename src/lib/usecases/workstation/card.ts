import {type Atr, readAtr} from '../../cards/atr.ts'
import {type AllowedUse, allowedUses, type CardType, cardTypes} from '../../cards/card-types.ts'
import {
  type CardKind,
  type CardWarning,
  type Confidence,
  type IdentifiedCard,
  identifyCard,
  isCps,
} from '../../cards/identify.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {ReaderBackend, SeenReader} from '../../ports/card-readers.ts'
import {maskText} from '../../workstation/mask.ts'
import {seenCards} from '../../workstation/seen-cards.ts'
import {type ReadersBench, seenReaders} from './readers.ts'

export interface CardWish {
  /** An ATR as somebody wrote it; what is in the readers when undefined. */
  readonly atr: string | undefined
  /** Names of readers in full: they may bear a serial number. */
  readonly unmask: boolean
}

export interface ReportedCard {
  /** null for an ATR that was typed. */
  readonly reader: string | null
  readonly held: SeenReader['held'] | null
  readonly atr: string
  readonly kind: CardKind
  readonly confidence: Confidence
  readonly warnings: readonly CardWarning[]
  /** The three bytes of a CPx that give its generation. */
  readonly generation: string | null
  readonly convention: Atr['convention'] | null
  readonly protocols: readonly number[]
  readonly historical: string | null
}

export interface CardReport {
  /** By which means readers were looked for; null for an ATR that was typed. */
  readonly backend: ReaderBackend | null
  readonly cards: readonly ReportedCard[]
  /** Readers with a card that says nothing, or of which the system does not tell. */
  readonly silent: readonly {readonly reader: string; readonly card: SeenReader['card']}[]
  /** What each kind of CPx may be used for; empty when no card of the family is there. The ATR does not tell kinds apart. */
  readonly uses: readonly {readonly type: CardType; readonly allowed: readonly AllowedUse[]}[]
}

/**
 * `workstation card`: which cards these are, by their ATR alone. No card is connected to; a carte Vitale in particular is
 * named and never selected or read.
 * @throws DmpError DMP_ATR_INVALID, DMP_READERS_UNAVAILABLE, DMP_CARD_ABSENT
 */
export async function nameCards(bench: ReadersBench, {atr, unmask}: CardWish): Promise<CardReport> {
  if (atr !== undefined) {
    const reading = readAtr(atr)
    if (reading.kind === 'refused') throw new DmpError('DMP_ATR_INVALID', {params: {fault: reading.fault}})
    return reportOf([reported(reading.atr.hex, identifyCard(reading.atr), reading.atr, null)], [], null)
  }
  const inventory = await seenReaders(bench)
  const cards = seenCards(inventory).map(({reader, hex, card, atr: opened}) =>
    reported(hex, card, opened, reader),
  )
  const silent = inventory.readers
    .filter(({card, atr: told}) => card === 'mute' || card === 'untold' || (card === 'present' && !told))
    .map(({name, card}) => ({reader: name, card}))
  if (cards.length === 0 && silent.length === 0)
    throw new DmpError('DMP_CARD_ABSENT', {
      params: {
        readers: inventory.readers.length,
        case: inventory.readers.length === 0 ? 'no-reader' : 'empty',
      },
    })
  const {backend} = inventory
  if (unmask) return reportOf(cards, silent, backend)
  const masked = <T extends {readonly reader: string | null}>(one: T): T => ({
    ...one,
    reader: one.reader === null ? null : maskText(one.reader),
  })
  return reportOf(cards.map(masked), silent.map(masked), backend)
}

/** A card that is not known, doubtful or silent is a finding. */
export function cardExit({cards, silent}: CardReport): ExitCode {
  const well =
    silent.length === 0 &&
    cards.every(({kind, confidence}) => kind !== 'unknown' && confidence !== 'doubtful')
  return well ? exitCodes.done : exitCodes.findings
}

function reportOf(
  cards: readonly ReportedCard[],
  silent: CardReport['silent'],
  backend: CardReport['backend'],
): CardReport {
  const family = cards.some(({kind}) => isCps(kind))
  return {
    backend,
    cards,
    silent,
    uses: family ? cardTypes.map((type) => ({type, allowed: allowedUses(type)})) : [],
  }
}

function reported(
  hex: string,
  card: IdentifiedCard,
  atr: Atr | null,
  reader: SeenReader | null,
): ReportedCard {
  return {
    reader: reader?.name ?? null,
    held: reader?.held ?? null,
    atr: hex,
    ...card,
    convention: atr?.convention ?? null,
    protocols: atr?.protocols ?? [],
    historical: atr?.historical ?? null,
  }
}
