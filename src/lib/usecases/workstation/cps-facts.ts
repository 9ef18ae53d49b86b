import type {LookLimit} from '../../ports/host-facts.ts'
import {type CpsModule, type ModuleFiles, moduleToLoad} from '../../workstation/cps-module.ts'
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

/** The module that suits this system, asked in a process of its own; not tried where none suits. */
export async function cpsModule(around: CpsAround, limit: LookLimit): Promise<CpsModule> {
  const {bench, profile, unmask = false} = around
  const {workstation} = bench
  const expected = profile === 'usable' ? await expectedOf(bench) : null
  const [files, host] = await Promise.all([
    cpsFiles(around, limit),
    workstation.hostLook().then((look) => look.host(limit)),
  ])
  const chosen = moduleToLoad(files, host.nodeArch)
  if (!chosen) return {path: null, probe: {state: 'not-tried'}, expected}
  const probe = await (await workstation.tokenProbe()).probe(chosen.path, limit)
  if (probe.state !== 'answered') return {path: chosen.path, probe, expected}
  // Loaded here alone: reading certificates costs more than all the other checks together.
  const {withCertificatesRead} = await import('../../workstation/card-certificates.ts')
  return {path: chosen.path, probe: withCertificatesRead(probe, unmask), expected}
}

async function expectedOf({loadedProfile}: CpsAround['bench']): Promise<CpsModule['expected']> {
  const {profile} = await loadedProfile()
  return profile.environment === 'production' ? 'production' : 'test'
}
