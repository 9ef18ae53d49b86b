import type {ProbeReport} from '../../usecases/probe/probe-report.ts'
import {probeStages} from '../../workstation/probe/road-fault.ts'
import {plainParams} from '../plain.ts'
import type {Screen} from '../screen.ts'

const words = {ok: 'OK', warning: 'WARNING', critical: 'CRITICAL'} as const

/** A separator or a newline in the words would end them early. */
const oneLine = (text: string) => text.replace(/[|\r\n]+/g, ' ').trim()

/**
 * One line as monitoring plugins print it, the times of the server that matters most after `|`; `U` for a stage that was
 * not done. The exit code stays that of the program (docs/guides/probe.md).
 */
export function probeNagiosLines(report: ProbeReport, {t}: Screen): string[] {
  const {level, verdict, servers, slow, slowMs} = report
  const own = servers.filter(({role, essential}) => role === 'dmp' && essential)
  const server = own.find(({fault}) => fault !== null) ?? own.toSorted((a, b) => b.totalMs - a.totalMs)[0]
  const cause = slow
    ? t('probe.slow', {ms: slow.totalMs, limit: slow.limitMs})
    : t(`probe.cause.${verdict.cause.code}`, plainParams(verdict.cause.params ?? {}))
  const side = verdict.side === 'none' ? '' : `${t(`probe.side.${verdict.side}`)} `
  const figures = probeStages
    .filter((stage) => stage !== 'certificate')
    .map((stage) => {
      const found = server?.stages.find((one) => one.stage === stage)
      return `${stage}=${found?.state === 'done' && found.ms !== null ? `${found.ms}ms` : 'U'};;;0`
    })
  const total = server && verdict.side === 'none' ? `${server.totalMs}ms` : 'U'
  const skew = server?.skewMs === null || server === undefined ? 'U' : `${server.skewMs}ms`
  return [
    `DMP ${words[level]} - ${oneLine(side + cause)} | ${[...figures, `total=${total};${slowMs};;0`, `skew=${skew}`].join(' ')}`,
  ]
}
