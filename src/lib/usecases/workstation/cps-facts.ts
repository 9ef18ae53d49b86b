import type {LookLimit} from '../../ports/host-facts.ts'
import {type CpsModule, isCpsModule, type ModuleFiles, moduleToLoad} from '../../workstation/cps-module.ts'
import {isNamedAsCpsModule} from '../../workstation/cps-versions.ts'
import {holdsOnlyCps} from '../../workstation/seen-cards.ts'
import type {DoctorBench} from './ports.ts'

export interface CpsAround {
  readonly bench: Pick<DoctorBench, 'workstation' | 'loadedProfile'>
  readonly profile: 'usable' | 'unusable' | 'none'
  /** A module that the person named, which is then the only one. */
  readonly module?: string | undefined
  /** The holder of the card by name. */
  readonly unmask?: boolean
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
  const {bench, profile, unmask = false} = around
  const {workstation} = bench
  const expected = profile === 'usable' ? await expectedOf(bench) : null
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
  const {withCertificatesRead} = await import('../../workstation/card-certificates.ts')
  return {path: chosen.path, probe: withCertificatesRead(probe, unmask), expected}
}

async function expectedOf({loadedProfile}: CpsAround['bench']): Promise<CpsModule['expected']> {
  const {profile} = await loadedProfile()
  return profile.environment === 'production' ? 'production' : 'test'
}

/** As the readers are at this moment: what was seen when the diagnosis began may have been exchanged. */
async function onlyCpsIn({bench}: CpsAround, limit: LookLimit): Promise<boolean> {
  return holdsOnlyCps(await (await bench.workstation.cardReaders()).list(limit))
}
