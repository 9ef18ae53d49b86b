import type {ProbeFormat} from '../../usecases/probe/probe-dmp.ts'
import type {ProbedServer, ProbeReport, ShownStage} from '../../usecases/probe/probe-report.ts'
import type {Evidence} from '../../workstation/check.ts'
import {civilTime, count, elapsed} from '../figures.ts'
import {plainLine, plainParams} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {probeNagiosLines} from './nagios-line.ts'

/** `dmp probe`, in the form that was asked for. */
export function probeView(format: ProbeFormat): (report: ProbeReport, screen: Screen) => readonly string[] {
  return (report, screen) => {
    if (report.watch) return watchedLines(report, screen)
    if (format === 'nagios') return probeNagiosLines(report, screen)
    if (format === 'prometheus')
      return report.written === null
        ? (report.metrics ?? '').trimEnd().split('\n')
        : [screen.t('probe.written', {path: report.written})]
    return probeLines(report, screen)
  }
}

function probeLines(report: ProbeReport, {t, color, ...screen}: Screen): string[] {
  const {verdict, servers, slow, level} = report
  const tint = level === 'ok' ? color.green : level === 'warning' ? color.yellow : color.red
  const head = ['server', 'dns', 'tcp', 'tls', 'certificate', 'http', 'total'].map((name) =>
    t(`probe.column.${name}`),
  )
  const rows = servers.map((one) => [
    `${one.place} (${t(`probe.role.${one.role}`)})`,
    ...(['dns', 'tcp', 'tls', 'certificate', 'http'] as const).map((name) =>
      stageWord(
        one,
        one.stages.find(({stage}) => stage === name),
        t,
      ),
    ),
    milliseconds(one.totalMs),
  ])
  return [
    t('probe.title', {
      profile: report.profile,
      environment: t(`probe.environment.${report.environment}`),
      at: civilTime(report.at, t.language),
    }),
    ...tableLines(head, rows, {t, color, ...screen}),
    tint(`${t(`probe.side.${verdict.side}`)}${certainty(report, t)}`),
    ...(verdict.side === 'none' && slow
      ? [t('probe.slow', {ms: slow.totalMs, limit: slow.limitMs})]
      : [sentence('cause', verdict.cause, t)]),
    ...verdict.evidence.map((one) => `  - ${sentence('evidence', one, t)}`),
    ...(verdict.side === 'none' ? [] : [t(`probe.next.${verdict.side}`)]),
  ]
}

function certainty({verdict}: ProbeReport, t: Translator): string {
  return verdict.side !== 'none' && verdict.certainty === 'likely' ? ` ${t('probe.likely')}` : ''
}

function stageWord(server: ProbedServer, stage: ShownStage | undefined, t: Translator): string {
  if (!stage || stage.state === 'not-tried') return '–'
  if (stage.state === 'failed') return t('probe.stage.failed')
  if (stage.state === 'kept') return t('probe.stage.kept')
  const time = stage.ms === null ? '' : milliseconds(stage.ms)
  if (stage.stage === 'http') return `${stage.detail ?? ''} ${time}`.trim()
  if (stage.stage === 'certificate') return t(`probe.stage.${stage.detail ?? 'taken'}`)
  return stage.stage === 'dns' && server.proxy !== null ? `${time} (proxy)` : time
}

const milliseconds = (ms: number) => `${ms} ms`

/** A fault or an evidence in words. */
export function sentence(kind: 'cause' | 'evidence', {code, params = {}}: Evidence, t: Translator): string {
  return t(`probe.${kind}.${code}`, plainParams(params))
}

/** A line of a watch: what it is from now on. */
export function changeLine(report: ProbeReport, t: Translator): string {
  const {at, verdict, slow} = report
  const words = slow
    ? t('probe.slow', {ms: slow.totalMs, limit: slow.limitMs})
    : sentence('cause', verdict.cause, t)
  return plainLine(
    `${civilTime(at, t.language)} ${t(`probe.side.${verdict.side}`)}${certainty(report, t)} ${words}`,
  )
}

function watchedLines({watch, at}: ProbeReport, {t}: Screen): string[] {
  if (!watch) return []
  const {probes, changes, earlier} = watch
  const first = changes[0]?.at ?? at
  return [
    t('probe.watched', {
      probes: count(probes, t.language),
      changes: count(changes.length + earlier - 1, t.language),
      time: elapsed(Math.max(0, Date.parse(at) - Date.parse(first)), t.language),
    }),
  ]
}
