import type {Around, CheckResult, DoctorSettings, Judgement, SkipReason} from './check.ts'
import type {WorkstationFacts} from './facts.ts'
import type {Check} from './judge-known.ts'
import {type CheckId, type CheckNeed, checkIds, registry, type Severity} from './registry.ts'

export type Checks = Readonly<Partial<Record<CheckId, Check>>>

/**
 * Every check judged, in root-cause order. One fault lights one lamp: what depends on a check that is an error, or that
 * was skipped, is skipped and names it (the first of the chain, not the nearest). A fault that is none for what is
 * wanted is told as information, and still keeps what depends on it from being judged.
 */
export function judgeAll(facts: WorkstationFacts, around: Around, checks: Checks): readonly CheckResult[] {
  const results: CheckResult[] = []
  /** For each check that keeps others from being judged: the check that is the reason. */
  const blocking = new Map<CheckId, CheckId>()
  for (const id of checkIds) {
    const judgement = judgeOne(id, facts, around, checks, blocking)
    if (judgement.status === 'error') blocking.set(id, id)
    if (judgement.status === 'skipped' && judgement.because !== 'not-wanted')
      blocking.set(
        id,
        isReason(judgement.because) ? id : (blocking.get(judgement.because) ?? judgement.because),
      )
    const grave = registry[id].severity[around.wanted.use]
    const told = grave === 'none' ? judgement : atMost(grave, judgement)
    results.push({...told, id, ...(told.status === 'skipped' ? {} : spent(checks[id], facts))})
  }
  return results
}

function judgeOne(
  id: CheckId,
  facts: WorkstationFacts,
  around: Around,
  checks: Checks,
  blocking: ReadonlyMap<CheckId, CheckId>,
): Judgement {
  const {severity, needs, dependsOn, systems} = registry[id]
  if (severity[around.wanted.use] === 'none') return skipped('not-wanted')
  const {host} = facts
  if (systems && host.state === 'known' && !systems.includes(host.value.platform))
    return skipped('other-system')
  const lacking = needs.map((need) => lack(need, around.settings)).find((reason) => reason !== undefined)
  if (lacking) return skipped(lacking)
  const root = dependsOn.map((other) => blocking.get(other)).find((other) => other !== undefined)
  if (root) return skipped(root)
  const check = checks[id]
  if (!check) return skipped('not-gathered')
  const judgement = check.judge(facts, around)
  // The type forbids it; what was read from elsewhere or cast might still try.
  if (judgement.status === 'ok' && judgement.evidence.length === 0)
    return {status: 'unknown', cause: {code: 'no-evidence'}, evidence: []}
  return judgement
}

function skipped(because: CheckId | SkipReason): Judgement {
  return {status: 'skipped', because, cause: {code: 'not-looked'}, evidence: []}
}

function lack(need: CheckNeed, {offline, noCard, testPin}: DoctorSettings): SkipReason | undefined {
  if ((need === 'readers' || need === 'card-contact') && noCard) return 'passive'
  if (need === 'network' && offline) return 'offline'
  return need === 'asked' && !testPin ? 'not-asked' : undefined
}

function isReason(because: CheckId | SkipReason): because is SkipReason {
  return !Object.hasOwn(registry, because)
}

const gravity: readonly string[] = ['error', 'warn', 'info']

function atMost(grave: Severity, judgement: Judgement): Judgement {
  const {status} = judgement
  if (status !== 'error' && status !== 'warn') return judgement
  return gravity.indexOf(status) < gravity.indexOf(grave) ? {...judgement, status: grave} : judgement
}

/** What its slowest fact took; facts are gathered side by side. */
function spent(check: Check | undefined, facts: WorkstationFacts): {durationMs?: number} {
  const times = [...(check?.reads ?? []), ...(check?.mayRead ?? [])].flatMap((name) => {
    const fact = facts[name]
    return fact.state === 'not-gathered' ? [] : [fact.durationMs]
  })
  return times.length === 0 ? {} : {durationMs: Math.max(...times)}
}
