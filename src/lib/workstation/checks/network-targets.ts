import type {Cause, Evidence, Judgement, Remedy} from '../check.ts'
import {placeOf, type Reached, type SeenTarget} from '../reach.ts'

/** What a stage says of one server. `not-reached`: an earlier stage ended the road, or there was no time. */
export type Said =
  | {readonly result: 'good'; readonly evidence: readonly Evidence[]}
  | {
      readonly result: 'bad' | 'doubtful'
      readonly cause: Cause
      readonly remedy: Remedy
      readonly evidence?: readonly Evidence[]
    }
  | {
      readonly result: 'untold'
      readonly cause: Cause
      readonly remedy?: Remedy
      readonly evidence?: readonly Evidence[]
    }
  | {readonly result: 'not-reached'}

/**
 * One judgement out of what is said of each server: the worst, and the first of the worst. A fault of a server that is
 * not essential is a doubt. Good only when every server is: one that was not reached leaves it unknown.
 */
export function byTarget(network: Reached, good: string, say: (one: SeenTarget) => Said): Judgement {
  // Nobody knows the server that matters: the others prove nothing of it.
  if (!network.targets.some(({target}) => target.essential)) return unaddressed(network)
  const said = network.targets.map((one) => ({one, says: say(one)}))
  const evidence = said.flatMap(({one, says}): readonly Evidence[] => {
    if (says.result === 'not-reached') return [{code: 'not-reached', params: {place: placeOf(one.target)}}]
    return says.evidence ?? (says.result === 'good' ? [] : [says.cause])
  })
  const bad = said.flatMap(({one, says}) =>
    says.result === 'bad' || says.result === 'doubtful'
      ? [{...says, error: says.result === 'bad' && one.target.essential}]
      : [],
  )
  const worst = bad.find(({error}) => error) ?? bad[0]
  if (worst) {
    const {cause, remedy, error} = worst
    return {status: error ? 'error' : 'warn', cause, remedy, evidence}
  }
  const untold = said.map(({says}) => says).find(({result}) => result === 'untold')
  if (untold?.result === 'untold') {
    const {cause, remedy} = untold
    return {status: 'unknown', cause, evidence, ...(remedy ? {remedy} : {})}
  }
  const missed = said.find(({one, says}) => says.result === 'not-reached' && one.target.essential)
  const [first, ...more] = evidence
  const seen = said.some(({says}) => says.result === 'good')
  if (missed || !seen || !first) return absent(network)
  // A server named by the person stands for itself.
  if (network.targets.every(({target}) => target.unknown || !target.essential))
    return {status: 'unknown', cause: {code: 'named-alone'}, evidence, remedy: {code: 'name-address'}}
  return {status: 'ok', cause: {code: good, params: {count: said.length}}, evidence: [first, ...more]}
}

const noTarget: Judgement = {
  status: 'skipped',
  because: 'no-target',
  cause: {code: 'not-looked'},
  evidence: [],
}

/** Without the profile its addresses are not known: it is the profile that is wanted, not another one. */
function unaddressed({profileUnread: code}: Reached): Judgement {
  if (code === undefined) return noTarget
  const named = code === 'DMP_PRODUCTION_NOT_NAMED' || code === 'DMP_PROFILE_NOT_FOUND'
  return {
    status: 'unknown',
    cause: {code: 'profile-unread', params: {code}},
    evidence: [],
    remedy: {code: named ? 'name-profile' : 'config-check'},
  }
}

/** Nothing to be judged: no server is known, or none was reached. */
export function absent(network: Reached): Judgement {
  const {targets} = network
  if (targets.length === 0) return unaddressed(network)
  const evidence = targets.map(({target}) => ({code: 'not-reached', params: {place: placeOf(target)}}))
  return {status: 'unknown', cause: {code: 'none-reached'}, evidence, remedy: {code: 'more-time'}}
}
