import type {ReaderInventory} from '../../ports/card-readers.ts'
import type {Evidence, Judgement} from '../check.ts'
import {
  type CpsModule,
  type InstalledCryptolib,
  type ModuleProblem,
  type ReturnValue,
  silenceOf,
  versionOf,
} from '../cps-module.ts'
import {minimumForCps4} from '../cps-versions.ts'
import {judgeKnown} from '../judge-known.ts'
import {cardsMoved, type MatchedSlot, matchSlot, type Slot} from '../match-token.ts'
import {cardEvidence, type SeenCard} from '../seen-cards.ts'

/** Return values of the ANS module (Cryptolib, `CKR_VENDOR_DEFINED` + 1 and + 2). */
const badEfActua = 0x8000_0001
const reinitNeeded = 0x8000_0002

/**
 * The module sees a token in the very reader where PC/SC sees a CPS. The module answers "no token" whatever the reason;
 * what PC/SC saw says which.
 */
export const p11Token = judgeKnown(
  ['cpsModule'],
  ['readers', 'cpsFiles'],
  ({cpsModule, readers, cpsFiles}): Judgement => {
    const {probe} = cpsModule
    if (probe.state !== 'answered')
      return {status: 'unknown', cause: {code: silenceOf(cpsModule)}, evidence: []}
    if (cardsMoved(readers, cpsModule))
      return {
        status: 'unknown',
        cause: {code: 'card-moved'},
        evidence: [],
        remedy: {code: cpsModule.meanwhile === 'other-card' ? 'take-other-card-out' : 'leave-cards-in'},
      }
    if (probe.slots.state === 'failed') return brokeOnCard(probe.slots.problem, probe.slots.detail, readers)
    if (probe.slots.state === 'not-asked')
      return {status: 'unknown', cause: {code: 'no-token'}, evidence: [{code: 'module-not-asked'}]}
    const {list} = probe.slots
    const match = matchSlot(readers, list)
    const seen = match.slot?.token
    if (seen?.state === 'read') return tokenSeen(match, seen.label, seen.model)
    if (seen?.state === 'failed') return tokenFailed(match, seen)
    return tokenMissing(match, list, cpsFiles && versionOf(cpsFiles, cpsModule.path))
  },
)

function tokenSeen({card, by}: MatchedSlot, label: string, model: string): Judgement {
  const reader = card?.reader.name ?? ''
  const params = {reader, label, model}
  const evidence: readonly [Evidence, ...Evidence[]] = [
    {code: by === 'label' ? 'token-by-label' : 'token-in-reader', params},
    ...(card ? [cardEvidence(card)] : [{code: 'token-not-crossed'}]),
  ]
  if (by === 'other')
    return {
      status: 'error',
      cause: {code: 'token-of-other-card', params},
      evidence,
      remedy: {code: 'reinsert-cps'},
    }
  return {status: 'ok', cause: {code: 'token-seen', params}, evidence}
}

function tokenFailed({card}: MatchedSlot, {name, code}: ReturnValue): Judgement {
  const evidence = [returned({name, code}), ...(card ? [cardEvidence(card)] : [])]
  return {status: 'error', ...cardTrouble({name, code}, card), evidence}
}

/** What a return value says of the card; the ANS has two of its own. */
export function cardTrouble(value: ReturnValue, card: SeenCard | undefined) {
  const reader = card?.reader.name ?? ''
  if (value.code === badEfActua)
    return {
      cause: {code: 'card-update-interrupted', params: {reader}},
      remedy: {code: 'return-card'},
    } as const
  if (value.code === reinitNeeded)
    return {cause: {code: 'module-reinit-needed', params: {reader}}, remedy: {code: 'reinsert-cps'}} as const
  return {
    cause: {code: 'token-error', params: {reader, value: printed(value)}},
    remedy: {code: 'reinsert-cps'},
  } as const
}

const printed = ({name, code}: ReturnValue) => `${name} 0x${(code >>> 0).toString(16).toUpperCase()}`

export const returned = (value: ReturnValue): Evidence => ({
  code: 'module-return-value',
  params: {value: printed(value)},
})

function brokeOnCard(
  problem: ModuleProblem,
  detail: string,
  readers: ReaderInventory | undefined,
): Judgement {
  const held = readers?.kind === 'listed' && readers.readers.some((one) => one.held === 'exclusive')
  const code = problem === 'hung' || problem === 'crashed' || problem === 'exited' ? problem : 'failed'
  const evidence = [
    {code: 'module-loaded-first'},
    ...(detail === '' ? [] : [{code: 'module-said', params: {detail}}]),
  ]
  if (problem === 'late')
    return {
      status: 'unknown',
      cause: {code: 'module-on-card-late', params: {detail}},
      evidence,
      remedy: {code: 'more-time'},
    }
  return {
    status: 'error',
    cause: {code: `module-on-card-${code}`, params: {detail}},
    evidence,
    remedy: {code: held || problem === 'hung' ? 'unhang-module' : 'reinstall-cryptolib', params: {path: ''}},
  }
}

/** PC/SC sees the card and the module sees none: why, from the surest reason to the vaguest. */
function tokenMissing(
  {card, slot}: MatchedSlot,
  slots: readonly Slot[],
  installed: InstalledCryptolib | undefined,
): Judgement {
  const evidence: readonly Evidence[] = [
    ...(card ? [cardEvidence(card)] : []),
    ...slots.map(({description, token}) => ({
      code: `module-slot-${token.state}`,
      params: {reader: description},
    })),
    {code: 'module-slots', params: {count: slots.length}},
  ]
  const fault = (code: string, remedy: string, params = {}): Judgement => {
    const all = {reader: card?.reader.name ?? '', ...params}
    return {status: 'error', cause: {code, params: all}, evidence, remedy: {code: remedy, params: all}}
  }
  if (card?.reader.held === 'exclusive') return fault('token-held', 'close-holder')
  if (slots.length === 0) return fault('module-no-slot', 'restart-pcsc-for-module')
  if (!card) return {status: 'unknown', cause: {code: 'no-token'}, evidence, remedy: {code: 'insert-cps'}}
  if (!slot) return fault('reader-not-in-module', 'restart-pcsc-for-module')
  if (card.card.warnings.includes('atr-not-published')) return fault('token-atr-unknown', 'update-cryptolib')
  if (card.card.kind === 'cps4' && installed?.state !== 'told')
    return fault('token-cps4-unread', 'update-cryptolib', {minimum: minimumForCps4})
  if (card.reader.held === 'untold') return fault('token-unseen-untold', 'close-holder')
  return fault('token-unseen', 'reinsert-cps')
}

/** What the checks of the card's content need, or why they cannot be told. */
export function withoutToken(module: CpsModule): Judgement {
  const code = module.probe.state === 'answered' ? 'no-token' : silenceOf(module)
  return {status: 'unknown', cause: {code}, evidence: []}
}
