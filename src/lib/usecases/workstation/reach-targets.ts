import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import type {CertificateEnvironment} from '../../pki/environment.ts'
import type {LookLimit} from '../../ports/host-facts.ts'
import type {Reachability} from '../../ports/reachability.ts'
import type {Environment, KeySource, Profile} from '../../profile/profile.ts'
import type {Presented, Reached, ReachReport, ReachTarget, SeenTarget} from '../../workstation/reach.ts'
import type {PublicEnvironment} from '../../workstation/targets.ts'
import type {WantedUse} from '../../workstation/wanted.ts'
import {withinSignal} from './pair-check.ts'
import type {DoctorBench} from './ports.ts'

export interface RoadWish {
  readonly use: WantedUse
  /** Servers named by the person, beside those of the profile. */
  readonly hosts: readonly ReachTarget[]
  /** Whose public hosts are asked for by name, beside those of a profile. */
  readonly environment?: PublicEnvironment | undefined
  readonly usableProfile: boolean
}

/**
 * The environment that is meant: the one named, else that of the profile, else that of a published server that was named.
 * Undefined where nothing says it.
 */
export async function meantEnvironment(
  bench: Pick<DoctorBench, 'loadedProfile'>,
  wish: RoadWish,
): Promise<Environment | undefined> {
  if (wish.environment) return wish.environment
  if (wish.usableProfile) return (await bench.loadedProfile()).profile.environment
  if (wish.hosts.length === 0) return undefined
  const {publicEnvironmentOf} = await import('../../workstation/targets.ts')
  return wish.hosts
    .map((target) => publicEnvironmentOf(target, wish.use))
    .find((found) => found !== undefined)
}

/** @throws DmpError DMP_USAGE for what names no server reached by https */
export async function namedHosts(texts: readonly string[]): Promise<readonly ReachTarget[]> {
  if (texts.length === 0) return []
  const {namedTarget} = await import('../../workstation/targets.ts')
  return texts.map((text) => {
    const target = namedTarget(text)
    if (target) return target
    throw new DmpError('DMP_USAGE', {
      params: {problem: `--host ${text.slice(0, 60)} : https://…, HOST[:PORT]`},
    })
  })
}

/**
 * Every server that is wanted, side by side. Those of the profile by its own proxy, as commands reach them; others as the
 * variables of the environment say, or as browsers of this system do.
 */
export async function reachTargets(bench: DoctorBench, wish: RoadWish, limit: LookLimit): Promise<Reached> {
  const started = bench.clock.monotonic()
  const {profile, unread} = await profileOf(bench, wish)
  const [road, {profileTargets, publicTargets, publicEnvironmentOf, distinct, isLoopback}] =
    await Promise.all([bench.workstation.reachability(), import('../../workstation/targets.ts')])
  const own = profile ? targetsOf(profile, wish.use, profileTargets(profile)) : []
  const environment = wish.environment ?? webEnvironment(profile, wish.use)
  const named = environment ? publicTargets(environment, wish.use) : []
  const meant = wish.environment ?? profile?.environment
  const hosts = wish.hosts.map((target): ReachTarget => {
    const found = publicEnvironmentOf(target, wish.use)
    if (found === undefined || (meant !== undefined && found !== meant)) return target
    const {unknown: _, ...known} = target
    return known
  })
  const others = [...hosts, ...named]
  const system = others.length > 0 ? await systemProxy(road, limit) : undefined
  const routed = others.map((target) => (isLoopback(target.host) ? target : byProxy(target, road, system)))
  const targets = distinct([...own, ...routed])
  const reports = await Promise.all(targets.map((target) => road.reach(target, limit)))
  const seen = targets.map((target, index) => ({target, report: reports[index] as ReachReport}))
  const why = unread === undefined ? {} : {profileUnread: unread}
  if (!seen.some(({report}) => shownBy(report))) return {targets: seen, ...why}
  const {certificateSources} = bench
  const stoppable = limit.signal
    ? {...bench, certificateSources: withinSignal(certificateSources, limit.signal)}
    : bench
  const {judged, authorities} = await chainJudge(stoppable, road, profile)
  const left = () => Math.max(0, limit.timeoutMs - (bench.clock.monotonic() - started))
  const verified = async (one: SeenTarget): Promise<SeenTarget> => {
    const {chain, target} = one
    if (chain === undefined || chain === 'unreadable' || chain.faults.length > 0) return one
    if (!expected.has(chain.issuer.kind)) return one
    const believed = await authorities(target)
    return {...one, verified: await road.verify(target, believed, {...limit, timeoutMs: left()})}
  }
  const material = once(() => bench.authMaterial(limit.signal))
  const shown = async (one: SeenTarget): Promise<SeenTarget> => {
    const {target, verified: proof} = one
    const ours = profile !== undefined && wish.use === 'feeding-certificate' && target.kind === 'dmp'
    // Shown to nobody who is not proved to be the server that is meant.
    if (!ours || !target.essential || proof?.state !== 'authorised') return one
    const own = await material()
    if ('kept' in own) return {...one, presented: {state: 'kept', because: own.kept}}
    const believed = await authorities(target)
    return withDate(one, await road.present(target, own, believed, {...limit, timeoutMs: left()}))
  }
  const all = seen.map(async (one) => shown(await verified(judged(one))))
  return {targets: await Promise.all(all), ...why}
}

/** A server that wants our certificate tells nobody else the time. */
function withDate(one: SeenTarget, presented: Presented): SeenTarget {
  const {report} = one
  if (report.date.state === 'done' || presented.state !== 'done' || !presented.dated)
    return {...one, presented}
  const {dated} = presented
  return {
    ...one,
    presented,
    report: {...report, date: {...dated, state: 'done', durationMs: dated.roundTripMs}},
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** An issuer that is none of these is a fault already. */
const expected: ReadonlySet<string> = new Set(['igc-sante', 'configured', 'public'])

/** The profile, or the code of why it cannot be read: without it, its addresses are not known. */
async function profileOf(
  bench: DoctorBench,
  {usableProfile}: RoadWish,
): Promise<{readonly profile?: Profile; readonly unread?: string}> {
  try {
    return usableProfile || (await bench.profiles.list()).length > 0
      ? {profile: (await bench.loadedProfile()).profile}
      : {}
  } catch (error) {
    if (usableProfile || !(error instanceof DmpError)) throw error
    return {unread: error.code}
  }
}

/** A browser goes to other hosts than those that a profile names: that these are reached does not prove the others. */
function targetsOf(
  {environment}: Profile,
  use: WantedUse,
  targets: readonly ReachTarget[],
): readonly ReachTarget[] {
  // The embedded DMP stands for all of it.
  if (use === 'feeding-certificate' || environment === 'sandbox') return targets
  return targets.map((target) => ({...target, essential: false}))
}

function webEnvironment(profile: Profile | undefined, use: WantedUse): PublicEnvironment | undefined {
  if (!profile || use === 'feeding-certificate' || profile.environment === 'sandbox') return undefined
  return profile.environment
}

async function systemProxy(road: Reachability, limit: LookLimit): Promise<string | undefined> {
  const {system} = await road.proxies(limit)
  return system.state === 'told' ? system.user : undefined
}

function byProxy(target: ReachTarget, road: Reachability, system: string | undefined): ReachTarget {
  const variable = road.proxyFor(target.host)
  if (variable !== undefined) return {...target, proxy: {url: variable, from: 'environment'}}
  return system === undefined ? target : {...target, proxy: {url: `http://${system}`, from: 'system'}}
}

/** Certificates shown, by whichever handshake. */
function shownBy({tls}: ReachReport): readonly Uint8Array[] | undefined {
  return tls.state === 'done' ? tls.chain : undefined
}

/** What a chain is judged by is read once for all servers. */
async function chainJudge(
  bench: DoctorBench,
  road: Reachability,
  profile: Profile | undefined,
): Promise<{
  readonly judged: (one: SeenTarget) => SeenTarget
  /** PEM. */
  readonly authorities: (target: ReachTarget) => Promise<readonly string[]>
}> {
  const [{serverChain}, {readCertificate}] = await Promise.all([
    import('../../workstation/server-chain.ts'),
    import('../../pki/certificate.ts'),
  ])
  const read = (paths: readonly string[] | undefined) => authorityFiles(bench, paths ?? [])
  const [dmp, insi, kept, stored, all] = await Promise.all([
    read(profile?.trust.caFiles),
    read(profile?.insi?.caFiles),
    read(profile?.trust.publicCaFiles),
    bench.trustStore.list().catch(() => []),
    road.publicAuthorities(),
  ])
  let listed: readonly Certificate[] | undefined
  const listedOnes = () => {
    listed ??= all.map((der) => readCertificate(der, 'public'))
    return listed
  }
  const around = {
    configured: [...dmp, ...insi],
    known: stored.map(({certificate}) => certificate),
    publicOnes: () => (kept.length > 0 ? kept : listedOnes()),
    listedOnes,
    igcSante: believedEnvironments(profile?.environment),
    sandbox: profile?.environment === 'sandbox',
  }
  const authorities = async ({kind}: ReachTarget) => {
    const [{knownAuthorities}, {certificatePem}] = await Promise.all([
      import('../../pki/chain.ts'),
      import('../../pki/pem.ts'),
    ])
    const ours = isOurs(kind)
    const key = kind === 'insi' ? profile?.insi?.certificate : profile?.certificates.auth
    const beside = ours && around.igcSante.length > 0 && key ? await companionsOf(bench, key) : []
    const igc = knownAuthorities([...beside, ...around.known], ours ? around.igcSante : everyIgcSante)
    const others = ours ? (kind === 'insi' ? insi : dmp) : [...around.configured, ...around.publicOnes()]
    return [...igc, ...others].map(certificatePem)
  }
  const now = bench.clock.now()
  const judged = (one: SeenTarget): SeenTarget => {
    const shown = shownBy(one.report)
    if (!shown) return one
    const {date} = one.report
    const skew = date.state === 'done' ? date.skewMs : 0
    try {
      const believed = one.target.kind === 'insi' ? insi : dmp
      const igcSante = isOurs(one.target.kind) ? around.igcSante : everyIgcSante
      const near = {...around, believed, igcSante, times: [now, now + skew]}
      return {...one, chain: serverChain(shown, one.target, near)}
    } catch {
      return {...one, chain: 'unreadable'}
    }
  }
  return {judged, authorities}
}

/** Authorities in the files of our own key, as far as they show without anybody being asked for a secret. */
async function companionsOf(bench: DoctorBench, key: KeySource): Promise<readonly Certificate[]> {
  const {quietPreview} = await import('../cert/quiet-preview.ts')
  return quietPreview(bench, key).then(
    ({certificates}) => certificates,
    () => [],
  )
}

const everyIgcSante = ['production', 'test'] as const

/** Commands connect there, by the profile; to the others a browser does, or nobody yet. */
function isOurs(kind: ReachTarget['kind']): boolean {
  return kind === 'dmp' || kind === 'insi'
}

/** As for the TLS of commands: production believes production, test and formation both, the sandbox its own alone. */
function believedEnvironments(environment: Environment | undefined): readonly CertificateEnvironment[] {
  if (environment === 'sandbox') return []
  return environment === 'production' ? ['production'] : ['production', 'test']
}

const MOST_BYTES = 1 << 20

/** Files that cannot be read vouch for nobody; `config check` and `certs.org` tell of them. */
async function authorityFiles(bench: DoctorBench, paths: readonly string[]): Promise<readonly Certificate[]> {
  if (paths.length === 0) return []
  const {readCertificates} = await import('../../pki/pem.ts')
  const found = await Promise.all(
    paths.map(async (path) => {
      try {
        return readCertificates(await bench.files.read(path, {maxBytes: MOST_BYTES}), path)
      } catch {
        return []
      }
    }),
  )
  return found.flat()
}
