import {type ProfileWish, paramLpsCopy} from '../ports/profiles.ts'
import {isServerJournal} from '../profile/journal-address.ts'
import type {LoadedProfile} from '../profile/loaded-profile.ts'
import {checkKeys} from './config-check-keys.ts'
import {type CheckPoint, type CheckSeverity, point} from './config-check-point.ts'
import type {ConfigPorts} from './config-ports.ts'

export interface ConfigCheck {
  readonly profile: string
  readonly environment: string
  readonly file: string
  readonly verdict: CheckSeverity
  readonly points: readonly CheckPoint[]
}

const DAY_MS = 86_400_000
const gravity: readonly CheckSeverity[] = ['error', 'warning', 'info', 'ok']

/**
 * Looks at everything that can be seen without the network and without a secret: rules of the profile, both
 * certificates, modes of the key files, clock (EX_GEN-1460, PRE_TPS), age of param-lps (24 h), homologation number,
 * journal folder. A profile that cannot be loaded is an error of its own.
 */
export async function checkConfig(ports: ConfigPorts, wish: ProfileWish): Promise<ConfigCheck> {
  const loaded = await ports.profiles.load(wish)
  const points = [
    ...profilePoints(loaded),
    ...(await checkKeys(ports, loaded.profile)),
    await clockPoint(ports, loaded),
    await paramLpsPoint(ports, loaded),
    homologationPoint(loaded),
    await journalPoint(ports, loaded),
  ].toSorted((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity))
  const {name, environment} = loaded.profile
  return {profile: name, environment, file: loaded.file, verdict: points[0]?.severity ?? 'ok', points}
}

/** Warnings and errors are findings (exit 10); remarks are not. */
export function hasFindings({verdict}: ConfigCheck): boolean {
  return verdict === 'warning' || verdict === 'error'
}

function profilePoints({warnings}: LoadedProfile): readonly CheckPoint[] {
  // The homologation number has a line of its own.
  const told = warnings.filter(({code}) => code !== 'homologation-missing')
  if (told.length === 0) return [point('profile', 'ok', 'check.profile.ok')]
  return told.map(({code, severity, params, key}) =>
    point('profile', severity, `warning.${code}`, params, key),
  )
}

/** What matters is the machine that talks to the DMP: in the sandbox a doubtful clock is only told. */
async function clockPoint({machine, clock}: ConfigPorts, {profile}: LoadedProfile): Promise<CheckPoint> {
  const doubt: CheckSeverity = profile.environment === 'sandbox' ? 'info' : 'warning'
  const {state, by = '–', lastAt} = await machine.clockSync()
  if (state === 'unknown') return point('clock', doubt, 'check.clock.unknown')
  if (state === 'not-synchronised') return point('clock', doubt, 'check.clock.off', {by})
  const hours = lastAt === undefined ? 0 : Math.floor((clock.now() - lastAt) / 3_600_000)
  return hours >= 24
    ? point('clock', doubt, 'check.clock.old', {by, hours})
    : point('clock', 'ok', 'check.clock.ok', {by})
}

async function paramLpsPoint(
  {profiles, files, clock}: ConfigPorts,
  {profile}: LoadedProfile,
): Promise<CheckPoint> {
  const own = profile.paramLps.file
  const path = own ?? files.resolve(...paramLpsCopy(await profiles.locations(), profile.name))
  if (!(await files.exists(path))) {
    if (own !== undefined)
      return point('param-lps', 'error', 'check.param-lps.missing', {path}, 'paramLps.file')
    return point('param-lps', 'info', 'check.param-lps.never')
  }
  const {modifiedMs} = await files.facts(path)
  const hours = Math.floor((clock.now() - modifiedMs) / 3_600_000)
  if (clock.now() - modifiedMs <= DAY_MS) return point('param-lps', 'ok', 'check.param-lps.ok', {path, hours})
  // Our own copy is fetched again by itself; a file that somebody put there is not.
  return own === undefined
    ? point('param-lps', 'info', 'check.param-lps.refetch', {hours})
    : point('param-lps', 'warning', 'check.param-lps.old', {path, hours}, 'paramLps.file')
}

function homologationPoint({profile}: LoadedProfile): CheckPoint {
  if (profile.lps.homologation.from !== 'none') return point('homologation', 'ok', 'check.homologation.ok')
  return profile.environment === 'sandbox'
    ? point('homologation', 'info', 'check.homologation.sandbox')
    : point('homologation', 'warning', 'warning.homologation-missing', {}, 'lps.homologation')
}

async function journalPoint({machine, files}: ConfigPorts, {profile}: LoadedProfile): Promise<CheckPoint> {
  const path = profile.journal.path
  // A server is asked when it is used, not here: this check stays on the machine.
  if (isServerJournal(path)) return point('journal', 'ok', 'check.journal.server', {path})
  return (await machine.canWrite(files.resolve(path, '..')))
    ? point('journal', 'ok', 'check.journal.ok', {path})
    : point('journal', 'error', 'check.journal.unwritable', {path}, 'journal.path')
}
