import {DmpError} from '../../errors/dmp-error.ts'
import type {ReachTarget} from '../../workstation/reach.ts'
import {namedTarget} from '../../workstation/targets.ts'
import type {ProbeBench} from './ports.ts'
import {probeMetrics} from './probe-metrics.ts'
import {type OnceWish, probeOnce} from './probe-once.ts'
import type {ProbeReport, WatchedChange} from './probe-report.ts'

export const probeFormats = ['text', 'nagios', 'prometheus'] as const
export type ProbeFormat = (typeof probeFormats)[number]

export interface ProbeWish {
  readonly format: ProbeFormat
  /** File of metrics, under `prometheus`. */
  readonly output: string | undefined
  /** Servers to compare with, `HOST[:PORT]`, in the place of the usual one. */
  readonly witnesses: readonly string[]
  readonly timeoutMs: number
  readonly slowMs: number
  readonly journal: boolean
  readonly watch: boolean
  readonly intervalMs: number
}

export interface ProbeWatcher {
  /** The first state, and each change of it. */
  changed(report: ProbeReport): void
}

const LEAST_TIMEOUT_MS = 1_000
const MOST_TIMEOUT_MS = 300_000
/** More often would be a load for the DMP and tell nothing more. */
const LEAST_INTERVAL_MS = 10_000
const MOST_CHANGES = 1_000
const MOST_WITNESSES = 10

/**
 * `dmp probe`: the road to the DMP of the profile, stage by stage, and on whose side it lies when it ends. No patient,
 * no call of the DMP: one handshake with the profile's certificate and one request for the head of `/`.
 * @throws DmpError DMP_USAGE, DMP_FILE_UNWRITABLE, those of a profile
 */
export async function probeDmp(
  bench: ProbeBench,
  wish: ProbeWish,
  watcher: ProbeWatcher,
): Promise<ProbeReport> {
  const once = settled(wish)
  if (!wish.watch) return written(bench, wish, await probeOnce(bench, once))
  return watched(bench, wish, once, watcher)
}

async function watched(
  bench: ProbeBench,
  wish: ProbeWish,
  once: OnceWish,
  watcher: ProbeWatcher,
): Promise<ProbeReport> {
  let changes: readonly WatchedChange[] = []
  let earlier = 0
  let probes = 0
  let latest: ProbeReport | undefined
  try {
    for (;;) {
      const report = await written(bench, wish, await probeOnce(bench, once))
      probes++
      if (!latest || stateOf(report) !== stateOf(latest)) {
        changes = [...changes, changeOf(report)].slice(-MOST_CHANGES)
        if (changes.length === MOST_CHANGES) earlier++
        watcher.changed(report)
      }
      latest = report
      await bench.clock.sleep(wish.intervalMs, bench.signal)
    }
  } catch (error) {
    // Ctrl-C is how a watch ends.
    if (!bench.signal.aborted || !latest) throw error
  }
  return {...latest, watch: {probes, changes, earlier: Math.max(0, earlier - 1)}}
}

const stateOf = ({level, verdict}: ProbeReport) => `${level} ${verdict.side} ${verdict.cause.code}`

function changeOf({at, level, verdict}: ProbeReport): WatchedChange {
  return {at, level, side: verdict.side, cause: verdict.cause.code}
}

async function written(
  bench: ProbeBench,
  {format, output}: ProbeWish,
  report: ProbeReport,
): Promise<ProbeReport> {
  if (format !== 'prometheus') return report
  const metrics = probeMetrics(report)
  if (output === undefined) return {...report, metrics}
  const path = bench.files.resolve(output)
  await bench.outputs.replace(path, metrics)
  return {...report, written: path}
}

function settled(wish: ProbeWish): OnceWish {
  const refuse = (problem: string): never => {
    throw new DmpError('DMP_USAGE', {params: {problem}})
  }
  const {format, output, watch, intervalMs, timeoutMs, slowMs, journal, witnesses} = wish
  if (output !== undefined && format !== 'prometheus') refuse('--output : --format prometheus')
  if (watch && format === 'nagios') refuse('--watch : --format text, --format prometheus --output FILE')
  if (watch && format === 'prometheus' && output === undefined)
    refuse('--watch --format prometheus : --output FILE')
  if (watch && intervalMs < LEAST_INTERVAL_MS) refuse('--interval ≥ 10s')
  if (timeoutMs < LEAST_TIMEOUT_MS || timeoutMs > MOST_TIMEOUT_MS) refuse('1s ≤ --timeout ≤ 5m')
  if (witnesses.length > MOST_WITNESSES) refuse(`--witness ≤ ${MOST_WITNESSES}`)
  const named = witnesses.map((text): ReachTarget => {
    const target = namedTarget(text)
    if (!target) return refuse(`--witness ${text.slice(0, 60)} : https://…, HOST[:PORT]`)
    const {unknown: _, ...known} = target
    return {...known, essential: false}
  })
  return {witnesses: named, timeoutMs, slowMs, keepTrace: journal}
}
