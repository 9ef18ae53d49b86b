import type {Around, Judgement} from './check.ts'
import type {FactName, FactValues, WorkstationFacts} from './facts.ts'

/**
 * A check as it is run. `reads`: facts without which it cannot judge; `mayRead`: those that say more where they are
 * known. A check whose facts were not gathered is skipped, one whose facts could not be had is `unknown`: its judge is
 * not asked, so that no judge can take a missing fact for a good one.
 */
export interface Check {
  readonly reads: readonly FactName[]
  readonly mayRead: readonly FactName[]
  judge(facts: WorkstationFacts, around: Around): Judgement
}

type Seen<Needed extends FactName, Other extends FactName> = {
  readonly [Name in Needed]: FactValues[Name]
} & {readonly [Name in Other]?: FactValues[Name] | undefined}

/**
 * A check out of a pure judge of known facts. Example:
 * `judgeKnown(['host'], ['readers'], ({host, readers}) => …)`; `readers` is undefined where it is not known.
 */
export function judgeKnown<Needed extends FactName, Other extends FactName = never>(
  reads: readonly Needed[],
  mayRead: readonly Other[],
  judge: (seen: Seen<Needed, Other>, around: Around) => Judgement,
): Check {
  return {
    reads,
    mayRead,
    judge(facts, around) {
      const seen: Record<string, unknown> = {}
      for (const name of [...reads, ...mayRead]) {
        const fact = facts[name]
        if (fact.state === 'known') seen[name] = fact.value
        else if ((reads as readonly FactName[]).includes(name)) return withoutFact(name, fact)
      }
      return judge(seen as Seen<Needed, Other>, around)
    },
  }
}

function withoutFact(name: FactName, fact: Exclude<WorkstationFacts[FactName], {state: 'known'}>): Judgement {
  if (fact.state === 'not-gathered')
    return {status: 'skipped', because: fact.because, cause: {code: 'not-looked'}, evidence: []}
  const params = {fact: name, ms: fact.durationMs, detail: fact.detail ?? ''}
  return fact.reason === 'timeout'
    ? {status: 'unknown', cause: {code: 'fact-timeout', params}, evidence: []}
    : {status: 'unknown', cause: {code: 'fact-failed', params}, evidence: []}
}
