import {proxyPlace, type RoadFault, roadFault} from '../../workstation/probe/road-fault.ts'
import {type HttpAnswer, placeOf, type ReachReport, type SeenTarget} from '../../workstation/reach.ts'
import type {ProbedServer, ShownStage} from './probe-report.ts'

/** One server as it is shown: addresses and times, never a certificate or a credential. */
export function shownServer(seen: SeenTarget, role: ProbedServer['role']): ProbedServer {
  const {target, report, chain, presented} = seen
  const fault = role === 'witness' ? undefined : roadFault(seen)
  const stages = [
    stageOf('dns', report.dns, ({addresses: [address = '']}) => address),
    stageOf('tcp', report.tcp, ({address}) => address),
    stageOf('tls', report.tls, ({protocol}) => protocol),
    ...(role === 'dmp' && target.essential ? presentedStages(presented) : []),
  ].map((stage) => blamed(stage, fault))
  const skew = report.date.state === 'done' ? report.date.skewMs : null
  return {
    place: placeOf(target),
    role,
    essential: target.essential,
    proxy: target.proxy ? proxyPlace(target.proxy.url) : null,
    stages,
    totalMs: stages.reduce((sum, {state, ms}) => (state === 'done' ? sum + (ms ?? 0) : sum), 0),
    skewMs: skew,
    certificateEnd: typeof chain === 'object' ? isoOf(chain.notAfter) : null,
    fault: fault ? {code: fault.code, params: fault.params} : null,
  }
}

/** A handshake that ended well and showed a certificate that is not to be believed is no stage done. */
function blamed(stage: ShownStage, fault: RoadFault | undefined): ShownStage {
  return stage.state === 'done' && fault?.stage === stage.stage
    ? {...stage, state: 'failed', detail: fault.code}
    : stage
}

type Tried = ReachReport['dns'] | ReachReport['tcp'] | ReachReport['tls']

function stageOf<One extends Tried>(
  stage: ShownStage['stage'],
  tried: One,
  detail: (done: Extract<One, {state: 'done'}>) => string,
): ShownStage {
  if (tried.state === 'not-tried') return {stage, state: 'not-tried', ms: null, detail: null}
  const ms = Math.max(0, Math.round(tried.durationMs))
  if (tried.state === 'failed') return {stage, state: 'failed', ms, detail: tried.reason}
  return {stage, state: 'done', ms, detail: detail(tried as Extract<One, {state: 'done'}>)}
}

function presentedStages(presented: SeenTarget['presented']): readonly ShownStage[] {
  const none = (stage: ShownStage['stage'], state: ShownStage['state'] = 'not-tried'): ShownStage => ({
    stage,
    state,
    ms: null,
    detail: null,
  })
  if (presented === undefined) return [none('certificate'), none('http')]
  switch (presented.state) {
    case 'kept':
      return [{...none('certificate', 'kept'), detail: presented.because}, none('http')]
    case 'refused':
      return [{...none('certificate', 'failed'), detail: presented.alert}, none('http')]
    case 'cut':
    case 'untold':
      return [{...none('certificate', 'failed'), detail: presented.state}, none('http')]
    case 'done': {
      const {asked, http, httpMs} = presented
      return [
        {...none('certificate', 'done'), detail: asked ? 'taken' : 'not-asked'},
        {
          stage: 'http',
          state: http.state === 'answered' ? 'done' : 'failed',
          ms: httpMs === undefined ? null : Math.max(0, Math.round(httpMs)),
          detail: wordOf(http),
        },
      ]
    }
  }
}

function wordOf(http: HttpAnswer): string {
  return http.state === 'answered' ? String(http.status) : http.state
}

function isoOf(ms: number): string | null {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
