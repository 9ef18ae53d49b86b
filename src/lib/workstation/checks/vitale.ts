import {isVitale} from '../../cards/identify.ts'
import type {ReaderInventory} from '../../ports/card-readers.ts'
import type {Evidence, Judgement, Params} from '../check.ts'
import type {Known, WorkstationFacts} from '../facts.ts'
import {type Check, judgeKnown} from '../judge-known.ts'
import type {Meanwhile} from '../meanwhile.ts'
import {
  cardEvidence,
  realReaders,
  type SeenCard,
  seenCards,
  slotEvidence,
  untoldReaders,
} from '../seen-cards.ts'

/**
 * A carte Vitale, named by its ATR; nothing is ever selected or read on it. That nothing was is only said where it is
 * known: a module that was loaded may ask any card that is in.
 */
export const cardVitale: Check = {
  reads: ['readers'],
  mayRead: [],
  judge: (facts, around) => judgeReaders(facts).judge(facts, around),
}

const judgeReaders = (facts: WorkstationFacts) =>
  judgeKnown(['readers'], [], ({readers}, {wanted}): Judgement => {
    const cards = seenCards(readers).filter(({card}) => isVitale(card.kind))
    const [first] = cards
    if (first) return present(first, cards, wanted.vitale, whatWasRead(readers, facts))
    const evidence = slotEvidence(readers)
    if (untoldReaders(readers).length > 0 || realReaders(readers).length === 0)
      return {status: 'unknown', cause: {code: 'card-untold'}, evidence}
    if (!wanted.vitale) return {status: 'info', cause: {code: 'no-vitale'}, evidence}
    // The CPS is read without a Vitale beside it, so a slot that waits for one is what can be seen in the same look.
    const [free] = realReaders(readers).filter(({card}) => card === 'absent')
    if (free)
      return {status: 'info', cause: {code: 'vitale-slot-free', params: {reader: free.name}}, evidence}
    return {status: 'warn', cause: {code: 'no-vitale-slot'}, evidence, remedy: {code: 'plug-second-reader'}}
  })

function present(first: SeenCard, cards: readonly SeenCard[], wanted: boolean, {code}: Evidence): Judgement {
  const params: Params = {reader: first.reader.name, kind: first.card.kind}
  const evidence: readonly [Evidence, ...Evidence[]] = [
    cardEvidence(first),
    ...cards.slice(1).map(cardEvidence),
  ]
  if (code === 'vitale-maybe-read')
    return {
      status: 'warn',
      cause: {code, params},
      evidence: [...evidence, {code}],
      remedy: {code: 'take-vitale-out'},
    }
  if (first.card.confidence === 'doubtful' && wanted)
    return {
      status: 'warn',
      cause: {code: 'vitale-doubtful', params},
      evidence,
      remedy: {code: 'turn-card', params: {reader: first.reader.name}},
    }
  return {status: 'ok', cause: {code: 'vitale-present', params}, evidence: [...evidence, {code}]}
}

function whatWasRead({backend}: ReaderInventory, {cpsModule, certificates}: WorkstationFacts): Evidence {
  if (!isSure(cpsModule) || !isSure(certificates)) return {code: 'vitale-maybe-read'}
  return {code: backend === 'certutil' ? 'vitale-not-read-but-certutil' : 'vitale-not-read'}
}

/** Beside a Vitale none of these is true of a module that was loaded. */
const sure: readonly Meanwhile[] = ['not-loaded', 'still', 'moved']

const isSure = (fact: Known<{readonly meanwhile: Meanwhile}>) =>
  fact.state === 'not-gathered' || (fact.state === 'known' && sure.includes(fact.value.meanwhile))
