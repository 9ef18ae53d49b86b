import {DmpError} from '../../errors/dmp-error.ts'
import type {DoctorSettings, SkipReason} from '../../workstation/check.ts'
import type {ClientReport} from '../../workstation/client-report.ts'
import type {FactName, FactValues, Known, WorkstationFacts} from '../../workstation/facts.ts'
import {connectors} from '../../workstation/local-ports.ts'
import {cpsFiles, cpsModule} from './cps-facts.ts'
import {ownCertificates} from './own-certificates.ts'
import type {DoctorBench} from './ports.ts'
import {profileFiles} from './profile-files.ts'
import {type RoadWish, reachTargets} from './reach-targets.ts'

export interface GatherAround {
  readonly bench: DoctorBench
  readonly settings: DoctorSettings
  readonly profile: 'usable' | 'unusable' | 'none'
  readonly client: ClientReport | undefined
  /** A module of the CPS that the person named. */
  readonly module?: string | undefined
  /** The holder of the card by name. */
  readonly unmask?: boolean
  readonly roads: RoadWish
}

interface Limit {
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

interface Gatherer<T> {
  /** Time limit of its own, ms. */
  readonly limitMs: number
  /** Why it is not to be gathered; undefined when it is. */
  readonly skip?: (around: GatherAround) => SkipReason | undefined
  readonly gather: (around: GatherAround, limit: Limit) => Promise<T>
}

const LOCAL_MS = 3_000
const READERS_MS = 5_000
/** To load the module, and as long to read the card. */
const MODULE_MS = 18_000
/** For one server; they are asked side by side. */
const NETWORK_MS = 12_000
/** To open the keys, and as long to ask for revocation. */
const CERTIFICATES_MS = 15_000

const passive = ({settings}: GatherAround) => (settings.noCard ? 'passive' : undefined)

/** How each fact is gathered; none of them writes, asks for a secret or needs the rights of an administrator. */
const gatherers: {readonly [Name in FactName]: Gatherer<FactValues[Name]>} = {
  host: {
    limitMs: LOCAL_MS,
    gather: async ({bench}, limit) => (await bench.workstation.hostLook()).host(limit),
  },
  clockSync: {
    limitMs: LOCAL_MS,
    gather: async ({bench}, limit) => (await bench.workstation.hostLook()).clockSync(limit),
  },
  localPorts: {
    limitMs: LOCAL_MS,
    gather: async ({bench}, limit) =>
      (await bench.workstation.hostLook()).localPorts(
        connectors.map(({port}) => port),
        limit,
      ),
  },
  galss: {
    limitMs: LOCAL_MS,
    gather: async ({bench}, limit) => (await bench.workstation.hostLook()).galss(limit),
  },
  browsers: {
    limitMs: LOCAL_MS,
    gather: async ({bench}, limit) => (await bench.workstation.hostLook()).browsers(limit),
  },
  readers: {
    limitMs: READERS_MS,
    skip: passive,
    gather: async ({bench}, limit) => {
      const found = await (await bench.workstation.cardReaders()).list(limit)
      return found.kind === 'failed' ? {...found, limitMs: limit.timeoutMs} : found
    },
  },
  usb: {
    limitMs: READERS_MS,
    skip: passive,
    gather: async ({bench}, limit) => (await bench.workstation.cardReaders()).usb(limit),
  },
  cpsFiles: {limitMs: LOCAL_MS, gather: cpsFiles},
  cpsModule: {limitMs: MODULE_MS, skip: passive, gather: cpsModule},
  pinTest: {
    limitMs: LOCAL_MS,
    // A diagnosis never asks for a PIN.
    skip: () => 'not-asked',
    gather: async () => ({outcome: 'failed', problem: 'not-asked', detail: ''}),
  },
  proxies: {
    limitMs: LOCAL_MS,
    gather: async ({bench}, limit) => (await bench.workstation.reachability()).proxies(limit),
  },
  network: {
    limitMs: NETWORK_MS,
    skip: ({settings}) => (settings.offline ? 'offline' : undefined),
    gather: ({bench, roads}, limit) => reachTargets(bench, roads, limit),
  },
  certificates: {
    limitMs: CERTIFICATES_MS,
    skip: ({profile}) => (profile === 'none' ? 'no-profile' : undefined),
    gather: ownCertificates,
  },
  profileFiles: {
    limitMs: LOCAL_MS,
    skip: ({profile}) => (profile === 'none' ? 'no-profile' : undefined),
    gather: async ({bench}, {signal}) => profileFiles(bench, signal),
  },
  client: {
    limitMs: LOCAL_MS,
    skip: ({client}) => (client ? undefined : 'not-asked'),
    gather: async ({client}) => client as ClientReport,
  },
}

const names = Object.keys(gatherers) as readonly FactName[]

/**
 * The facts that are wanted, side by side, each within its own limit and all within `totalMs`. One that fails or is late
 * is told as such and keeps no other waiting.
 */
export async function gatherFacts(
  around: GatherAround,
  wanted: ReadonlySet<FactName>,
  totalMs: number,
): Promise<WorkstationFacts> {
  const pairs = await Promise.all(
    names.map(async (name): Promise<[FactName, Known<unknown>]> => {
      if (!wanted.has(name)) return [name, {state: 'not-gathered', because: 'not-selected'}]
      return [name, await gatherOne<unknown>(gatherers[name], around, totalMs)]
    }),
  )
  return Object.fromEntries(pairs) as unknown as WorkstationFacts
}

async function gatherOne<T>(gatherer: Gatherer<T>, around: GatherAround, totalMs: number): Promise<Known<T>> {
  const because = gatherer.skip?.(around)
  if (because) return {state: 'not-gathered', because}
  const {clock, signal} = around.bench
  const timeoutMs = Math.min(gatherer.limitMs, totalMs)
  const started = clock.monotonic()
  const spent = () => Math.max(0, Math.round(clock.monotonic() - started))
  // A part that is at its end would answer with what it had; the parts are told a little less than they have.
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  try {
    const value = await Promise.race([
      gatherer.gather(around, {timeoutMs: Math.ceil(timeoutMs * 0.9), signal: stop}),
      stopped(stop),
    ])
    return {state: 'known', value, durationMs: spent()}
  } catch (error) {
    signal.throwIfAborted()
    if (stop.aborted) return {state: 'failed', reason: 'timeout', durationMs: spent()}
    return {state: 'failed', reason: 'failed', detail: nameOf(error), durationMs: spent()}
  }
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {once: true})
  })
}

/** The code of an error and nothing of its text, which may hold a path or a name. */
function nameOf(error: unknown): string {
  if (error instanceof DmpError) return error.code
  if (!(error instanceof Error)) return 'unknown'
  const {code} = error as {code?: unknown}
  return typeof code === 'string' ? code : error.name
}
