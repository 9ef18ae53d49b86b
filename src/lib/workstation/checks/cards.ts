import {isCps, isVitale} from '../../cards/identify.ts'
import type {ReaderInventory} from '../../ports/card-readers.ts'
import type {Evidence, Judgement, Params, Remedy} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import {
  cardEvidence,
  realReaders,
  type SeenCard,
  seenCards,
  slotEvidence,
  untoldReaders,
} from '../seen-cards.ts'

type Fault = {readonly status: 'warn' | 'error'; readonly code: string; readonly remedy: string}

/** A card of the CPx family that can authenticate its holder: contact side, generation 3 or 4. By the ATR alone. */
export const cardCps = judgeKnown(['readers'], [], ({readers}) => {
  const cards = seenCards(readers)
  const family = cards.filter(({card}) => isCps(card.kind))
  const able = family.filter(({card}) => card.kind === 'cps3' || card.kind === 'cps4')
  const [first] = able.length > 0 ? able : family
  if (!first) return withoutCps(readers, cards)
  const evidence: readonly [Evidence, ...Evidence[]] = [
    cardEvidence(first),
    ...family.filter((one) => one !== first).map(cardEvidence),
  ]
  const params: Params = {reader: first.reader.name, kind: first.card.kind}
  const fault = faultOf(first, able.length)
  if (!fault) return {status: 'ok', cause: {code: 'cps-present', params}, evidence}
  return {
    status: fault.status,
    cause: {code: fault.code, params},
    evidence,
    remedy: {code: fault.remedy, params: {reader: first.reader.name}},
  }
})

function faultOf({card}: SeenCard, able: number): Fault | undefined {
  if (card.kind === 'cps3-contactless')
    return {status: 'error', code: 'cps-contactless', remedy: 'insert-in-contact-slot'}
  if (card.kind === 'cps-other') return {status: 'error', code: 'cps-generation', remedy: 'replace-cps'}
  if (card.confidence === 'doubtful') return {status: 'warn', code: 'cps-doubtful', remedy: 'turn-card'}
  // Cryptolib compares the whole ATR: one that it does not list gets no token, whatever Windows says.
  if (card.warnings.includes('atr-not-published'))
    return {status: 'warn', code: 'cps-atr-new', remedy: 'update-cryptolib'}
  return able > 1 ? {status: 'warn', code: 'cps-several', remedy: 'leave-one-cps'} : undefined
}

function withoutCps(readers: ReaderInventory, cards: readonly SeenCard[]): Judgement {
  const evidence = [...slotEvidence(readers), ...cards.map(cardEvidence)]
  const [untold] = untoldReaders(readers)
  if (readers.kind !== 'listed' || realReaders(readers).length === 0 || untold)
    return {status: 'unknown', cause: {code: 'card-untold'}, evidence, remedy: {code: 'look-at-readers'}}
  const remedy: Remedy = {code: 'insert-cps'}
  const [other] = cards
  if (!other) return {status: 'error', cause: {code: 'no-card'}, evidence, remedy}
  // What is no ATR is a fault of the reader or of its driver, and the card may well be the CPS.
  const strange = cards.find(({fault}) => fault !== null)
  if (strange) return {status: 'error', ...atrTrouble(strange), evidence}
  const code = cards.every(({card}) => isVitale(card.kind)) ? 'only-vitale' : 'other-card'
  return {status: 'error', cause: {code, params: {reader: other.reader.name}}, evidence, remedy}
}

function atrTrouble({reader, hex, fault}: SeenCard) {
  const params: Params = {reader: reader.name, atr: hex}
  return {
    cause: {code: `atr-${fault}`, params},
    remedy: {code: 'replace-reader-driver', params},
  } as const
}

/** A card that no rule knows, or a reader that reports what cannot be an ATR. */
export const cardUnknown = judgeKnown(['readers'], [], ({readers}) => {
  const cards = seenCards(readers)
  const strange = cards.find(({fault}) => fault !== null) ?? cards.find(({card}) => card.kind === 'unknown')
  const evidence = cards.map(cardEvidence)
  if (strange) {
    const {reader, hex, fault} = strange
    const params: Params = {reader: reader.name, atr: hex}
    return fault === null
      ? {
          status: 'warn',
          cause: {code: 'unknown-card', params},
          evidence,
          remedy: {code: 'look-at-card', params},
        }
      : {status: 'warn', ...atrTrouble(strange), evidence}
  }
  if (untoldReaders(readers).length > 0 || realReaders(readers).length === 0)
    return {status: 'unknown', cause: {code: 'card-untold'}, evidence: slotEvidence(readers)}
  const [first, ...others] = evidence
  return first
    ? {
        status: 'ok',
        cause: {code: 'cards-known', params: {count: cards.length}},
        evidence: [first, ...others],
      }
    : {
        status: 'skipped',
        because: 'nothing-to-check',
        cause: {code: 'no-card'},
        evidence: slotEvidence(readers),
      }
})
