import {probeStages} from '../../workstation/probe/road-fault.ts'
import {probeSides} from '../../workstation/probe/verdict.ts'
import {type Gauge, gaugesText} from '../gauges.ts'
import {type ProbedServer, type ProbeReport, probeLevels} from './probe-report.ts'

const own = ({profile, environment}: ProbeReport) => ({profile, environment})
const at = (report: ProbeReport, {place, role}: ProbedServer) => ({...own(report), server: place, role})
const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000)

const METRICS: readonly Gauge<ProbeReport>[] = [
  {
    name: 'dmp_probe_level',
    help: 'State of the road to the DMP: 1 for the one that holds.',
    samples: (report) =>
      probeLevels.map((level) => ({
        labels: {...own(report), level},
        value: report.level === level ? 1 : 0,
      })),
  },
  {
    name: 'dmp_probe_side',
    help: 'On whose side it lies: 1 for the one that holds; none where nothing is wrong.',
    samples: (report) =>
      probeSides.map((side) => ({
        labels: {...own(report), side},
        value: report.verdict.side === side ? 1 : 0,
      })),
  },
  {
    name: 'dmp_probe_server_reached',
    help: 'Whether nothing is wrong on the road to a server.',
    samples: (report) =>
      report.servers.map((one) => ({
        labels: at(report, one),
        value: one.fault === null && one.stages.every(({state}) => state !== 'failed') ? 1 : 0,
      })),
  },
  {
    name: 'dmp_probe_stage_seconds',
    help: 'Time of a stage that was done.',
    samples: (report) =>
      report.servers.flatMap((one) =>
        probeStages.flatMap((stage) => {
          const found = one.stages.find((tried) => tried.stage === stage)
          return found?.state === 'done' && found.ms !== null
            ? [{labels: {...at(report, one), stage}, value: found.ms / 1000}]
            : []
        }),
      ),
  },
  {
    name: 'dmp_probe_clock_skew_seconds',
    help: "Server's clock minus this machine's.",
    samples: (report) =>
      report.servers.flatMap((one) =>
        one.skewMs === null ? [] : [{labels: at(report, one), value: one.skewMs / 1000}],
      ),
  },
  {
    name: 'dmp_probe_server_certificate_end_timestamp_seconds',
    help: "End of the server's certificate.",
    samples: (report) =>
      report.servers.flatMap((one) =>
        one.certificateEnd === null ? [] : [{labels: at(report, one), value: seconds(one.certificateEnd)}],
      ),
  },
  {
    name: 'dmp_probe_timestamp_seconds',
    help: 'When this was seen.',
    samples: (report) => [{labels: own(report), value: seconds(report.at)}],
  },
]

/** Figures for a Prometheus textfile, all gauges; nothing in it names a patient or a certificate of ours. */
export function probeMetrics(report: ProbeReport): string {
  return gaugesText(METRICS, [report])
}
