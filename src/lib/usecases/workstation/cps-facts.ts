import type {LookLimit} from '../../ports/host-facts.ts'
import {mayLoadBeside} from '../../workstation/beside-cards.ts'
import {type CpsModule, type ModuleFiles, moduleToLoad} from '../../workstation/cps-module.ts'
import {cardAuthorities} from './card-authorities.ts'
import type {DoctorBench} from './ports.ts'
import {meantEnvironment, type RoadWish} from './reach-targets.ts'
import {whileWatched} from './watched-readers.ts'

export interface CpsAround {
  readonly bench: Pick<DoctorBench, 'workstation' | 'loadedProfile' | 'trustStore' | 'keyFiles' | 'clock'>
  readonly profile: 'usable' | 'unusable' | 'none'
  /** A module that the person named, which is then the only one. */
  readonly module?: string | undefined
  /** The holder of the card by name. */
  readonly unmask?: boolean
  /** Servers and environment that were named; the profile's own unless given. */
  readonly roads?: RoadWish
}

/** What is gathered ends a little later than it is told: less than this is not taken from the time of the module. */
const SLACK_MS = 1_500

/** Files of the module of the CPS; nothing is loaded. */
export async function cpsFiles({bench, module}: CpsAround, limit: LookLimit): Promise<ModuleFiles> {
  return (await bench.workstation.tokenProbe()).modules(module, limit)
}

/**
 * The module that suits this system, asked in a process of its own; not tried where none suits. Any module may select and
 * read each card that is in as soon as it is loaded, and what its file is called proves nothing: it is loaded beside cards
 * alone that are known to be CPS, and ended when another one comes in.
 */
export async function cpsModule(around: CpsAround, limit: LookLimit): Promise<CpsModule> {
  const {bench, unmask = false} = around
  const {workstation, clock} = bench
  const started = clock.monotonic()
  const expected = await expectedOf(around)
  const [files, host, readers] = await Promise.all([
    workstation.tokenProbe().then((probe) => probe.modules(around.module, {...limit, filesAlone: true})),
    workstation.hostLook().then((look) => look.host(limit)),
    workstation.cardReaders(),
  ])
  const chosen = moduleToLoad(files, host.nodeArch)
  const unloaded = {expected, meanwhile: 'not-loaded', stand: null} as const
  if (!chosen) return {path: null, probe: {state: 'not-tried'}, ...unloaded}
  const {path} = chosen
  const tokens = await workstation.tokenProbe()
  const {value, ...watched} = await whileWatched(
    {readers, clock},
    limit,
    (inventory) => mayLoadBeside(inventory, chosen),
    (signal, mayRead) => {
      const spent = Math.round(clock.monotonic() - started)
      const timeoutMs = Math.max(1, limit.timeoutMs - (spent > SLACK_MS ? spent : 0))
      return tokens.probe(path, {timeoutMs, signal, mayRead})
    },
  )
  if (!value) {
    const state = watched.meanwhile === 'not-loaded' ? 'kept-off' : 'stopped'
    return {path, probe: {state}, expected, ...watched}
  }
  if (value.state === 'not-installed') return {path, probe: value, ...unloaded}
  if (value.state !== 'answered') return {path, probe: value, expected, ...watched}
  // Loaded here alone: reading certificates costs more than all the other checks together.
  const [{withCertificatesRead}, authorities] = await Promise.all([
    import('../../workstation/card-certificates.ts'),
    cardAuthorities(around),
  ])
  return {path, probe: withCertificatesRead(value, unmask, authorities), expected, ...watched}
}

/** A card goes with the environment that is meant, which is not that of the profile where the person names another. */
async function expectedOf({bench, profile, roads}: CpsAround): Promise<CpsModule['expected']> {
  const usual: RoadWish = {use: 'web-ps-card', hosts: [], usableProfile: profile === 'usable'}
  const environment = await meantEnvironment(bench, roads ?? usual)
  if (environment === undefined) return null
  return environment === 'production' ? 'production' : 'test'
}
