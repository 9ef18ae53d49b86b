import type {LookLimit} from '../../ports/host-facts.ts'
import type {Profile} from '../../profile/profile.ts'
import {faultToCompare, isDmp, type ProbeVerdict, probeVerdict} from '../../workstation/probe/verdict.ts'
import type {ReachTarget, SeenTarget} from '../../workstation/reach.ts'
import {reachTargets} from '../workstation/reach-targets.ts'
import type {ProbeBench} from './ports.ts'
import type {ProbeReport} from './probe-report.ts'
import {shownServer} from './shown-server.ts'

export interface OnceWish {
  readonly witnesses: readonly ReachTarget[]
  readonly timeoutMs: number
  readonly slowMs: number
  readonly keepTrace: boolean
}

/**
 * Where revocation lists of the IGC-Santé are published: whoever feeds the DMP has to reach it. It is asked for a
 * handshake only when the DMP was not reached.
 */
const USUAL_WITNESS: ReachTarget = {
  host: 'igc-sante.esante.gouv.fr',
  port: 443,
  kind: 'named',
  essential: false,
}

/** One look at the road, and at that to others where the DMP is away; one event in the journal. */
export async function probeOnce(bench: ProbeBench, wish: OnceWish): Promise<ProbeReport> {
  const {clock, signal} = bench
  const started = clock.monotonic()
  const at = new Date(clock.now()).toISOString()
  const {profile} = await bench.loadedProfile()
  const limit = {timeoutMs: wish.timeoutMs, signal}
  const {targets} = await reachTargets(
    bench,
    {use: 'feeding-certificate', hosts: [], usableProfile: true},
    limit,
  )
  signal.throwIfAborted()
  const witnesses = await witnessesFor(bench, targets, profile, wish.witnesses, limit)
  const judged = probeVerdict(targets, witnesses)
  // The embedded DMP runs on this machine: there is nobody else to ask.
  const stopped = profile.environment === 'sandbox' && judged.cause.code === 'tcp-refused'
  const verdict: ProbeVerdict = stopped
    ? {...judged, side: 'us', certainty: 'sure', cause: {...judged.cause, code: 'sandbox-stopped'}}
    : judged
  const servers = [
    ...targets.map((seen) => shownServer(seen, seen.target.kind === 'dmp' ? 'dmp' : 'other')),
    ...witnesses.map((seen) => shownServer(seen, 'witness')),
  ]
  const slowest = Math.max(0, ...servers.filter(({role}) => role === 'dmp').map(({totalMs}) => totalMs))
  const slow =
    verdict.side === 'none' && slowest > wish.slowMs ? {totalMs: slowest, limitMs: wish.slowMs} : null
  const report: ProbeReport = {
    profile: profile.name,
    environment: profile.environment,
    at,
    level: verdict.side === 'none' ? (slow ? 'warning' : 'ok') : 'critical',
    verdict,
    slow,
    slowMs: wish.slowMs,
    servers,
    durationMs: Math.max(0, Math.round(clock.monotonic() - started)),
    written: null,
    metrics: null,
    watch: null,
  }
  if (wish.keepTrace) await bench.recordAct?.(actOf(report))
  return report
}

async function witnessesFor(
  bench: ProbeBench,
  targets: readonly SeenTarget[],
  {proxy, environment}: Profile,
  named: readonly ReachTarget[],
  limit: LookLimit,
): Promise<readonly SeenTarget[]> {
  if (faultToCompare(targets)?.lies !== 'far') return []
  const usual = environment === 'sandbox' || targets.some(isLocal) ? [] : [USUAL_WITNESS]
  const wanted = (named.length > 0 ? named : usual).map(
    (target): ReachTarget =>
      proxy === undefined ? target : {...target, proxy: {url: proxy, from: 'profile'}},
  )
  const road = await bench.workstation.reachability()
  return Promise.all(wanted.map(async (target) => ({target, report: await road.reach(target, limit)})))
}

function isLocal(seen: SeenTarget): boolean {
  return isDmp(seen) && seen.target.proxy === undefined && /^(?:localhost$|127\.|::1$)/.test(seen.target.host)
}

function actOf({verdict, servers, level}: ProbeReport) {
  const endpoints = servers.map(({place, role, stages}) => ({
    endpoint: place,
    role,
    ...Object.fromEntries(stages.map(({stage, state}) => [stage, state])),
  }))
  const probe = {level, side: verdict.side, cause: verdict.cause.code}
  return {
    operation: 'workstation-check',
    outcome: level === 'ok' ? 'success' : level === 'warning' ? 'warning' : 'failure',
    data: {endpoints, probe},
  } as const
}
