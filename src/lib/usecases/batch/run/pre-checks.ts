import {checkConfig} from '../../config-check.ts'
import {type CheckPoint, point} from '../../config-check-point.ts'
import type {ConfigPorts} from '../../config-ports.ts'
import type {RunBench} from './run-wish.ts'

/** What `config check` looks at, where the command can offer it. */
export type CheckBench = RunBench & Partial<Pick<ConfigPorts, 'profiles' | 'machine'>>

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Everything `config check` has to say, as far as the command brings what it needs. */
async function remarks(bench: CheckBench): Promise<readonly CheckPoint[]> {
  const {profiles, machine} = bench
  if (!profiles || !machine) return []
  const {name} = await bench.profile()
  const {points} = await checkConfig({...bench, profiles, machine}, {name})
  // What the profile itself says was told when it was loaded.
  return points.filter(
    ({area, severity}) => area !== 'profile' && (severity === 'warning' || severity === 'error'),
  )
}

/**
 * Before a run of days: both certificates opened, fit, of the same structure (EX_GEN-1450), clock, profile, param-lps (the
 * DMP's own rules, to be fetched daily). A certificate that ends before what remains has left is told with its date.
 * @returns what is worth a look
 * @throws DmpError DMP_KEY_*, DMP_CERTIFICATE_UNFIT, DMP_PROFILE_*: nothing could be sent
 */
export async function checkBefore(
  bench: CheckBench,
  forecastEnd: number | undefined,
): Promise<readonly CheckPoint[]> {
  const {validUntil} = await bench.link()
  await bench.paramLps()
  const points = [...(await remarks(bench))]
  if (validUntil !== undefined && forecastEnd !== undefined && validUntil < forecastEnd) {
    const params = {end: day(validUntil), finish: day(forecastEnd)}
    points.unshift(point('certificates', 'warning', 'check.certificates.ends-before', params, 'certificates'))
  }
  return points
}

/** The remark that a point becomes for whoever starts the run. */
export function tell(bench: Pick<RunBench, 'warn'>, {message, params}: CheckPoint): void {
  bench.warn({code: message, params})
}
