import type {LookLimit} from '../../ports/host-facts.ts'
import {type CpsModule, isCpsModule, type ModuleFiles, moduleToLoad} from '../../workstation/cps-module.ts'
import {isNamedAsCpsModule} from '../../workstation/cps-versions.ts'
import {holdsOnlyCps} from '../../workstation/seen-cards.ts'
import {cardAuthorities} from './card-authorities.ts'
import type {DoctorBench} from './ports.ts'
import {meantEnvironment, type RoadWish} from './reach-targets.ts'

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

/** Files of the module of the CPS; nothing is loaded. */
export async function cpsFiles({bench, module}: CpsAround, limit: LookLimit): Promise<ModuleFiles> {
  return (await bench.workstation.tokenProbe()).modules(module, limit)
}

/**
 * The module that suits this system, asked in a process of its own; not tried where none suits. That of the ANS knows a
 * CPS by its ATR and leaves other cards alone; another maker's selects applications on all of them.
 */
export async function cpsModule(around: CpsAround, limit: LookLimit): Promise<CpsModule> {
  const {bench, unmask = false} = around
  const {workstation} = bench
  const expected = await expectedOf(around)
  const [files, host] = await Promise.all([
    workstation.tokenProbe().then((probe) => probe.modules(around.module, {...limit, filesAlone: true})),
    workstation.hostLook().then((look) => look.host(limit)),
  ])
  const chosen = moduleToLoad(files, host.nodeArch)
  if (!chosen) return {path: null, probe: {state: 'not-tried'}, expected}
  if (!isNamedAsCpsModule(chosen.path) && !(await onlyCpsIn(around, limit)))
    return {path: chosen.path, probe: {state: 'kept-off'}, expected}
  const probe = await (await workstation.tokenProbe()).probe(chosen.path, {
    ...limit,
    mayRead: async (module) => isCpsModule(module) || (await onlyCpsIn(around, limit)),
  })
  if (probe.state !== 'answered') return {path: chosen.path, probe, expected}
  // Loaded here alone: reading certificates costs more than all the other checks together.
  const [{withCertificatesRead}, authorities] = await Promise.all([
    import('../../workstation/card-certificates.ts'),
    cardAuthorities(around),
  ])
  return {path: chosen.path, probe: withCertificatesRead(probe, unmask, authorities), expected}
}

/** A card goes with the environment that is meant, which is not that of the profile where the person names another. */
async function expectedOf({bench, profile, roads}: CpsAround): Promise<CpsModule['expected']> {
  const usual: RoadWish = {use: 'web-ps-card', hosts: [], usableProfile: profile === 'usable'}
  const environment = await meantEnvironment(bench, roads ?? usual)
  if (environment === undefined) return null
  return environment === 'production' ? 'production' : 'test'
}

/** As the readers are at this moment: what was seen when the diagnosis began may have been exchanged. */
async function onlyCpsIn({bench}: CpsAround, limit: LookLimit): Promise<boolean> {
  return holdsOnlyCps(await (await bench.workstation.cardReaders()).list(limit))
}
