import {cx} from '../../ins/ins-oids.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {DmpLink} from '../../ports/dmp-link.ts'
import {signVihf, type Vihf} from '../../vihf/sign-vihf.ts'
import type {Workbench} from '../ports.ts'

const kept = new WeakMap<DmpLink, Map<string, Vihf>>()

/**
 * The assertion of one call: a fresh one per try (EX_AIR-040). `vihf.maxAgeSeconds` lets one serve again for the same
 * patient, in the sandbox alone (the profile's rules see to it), where the refusal can be watched.
 */
export async function assertionFor(
  bench: Pick<Workbench, 'clock' | 'random' | 'signal' | 'profile'>,
  link: DmpLink,
  patient: Ins,
): Promise<Vihf> {
  const {vihf, environment} = await bench.profile()
  const now = bench.clock.now()
  const patientId = cx(patient)
  const maxAgeMs = environment === 'sandbox' ? (vihf.maxAgeSeconds ?? 0) * 1000 : 0
  const before = kept.get(link)?.get(patientId)
  if (before && now - before.issuedAt < maxAgeMs) return before
  const facts = {
    uuid: bench.random.uuid(),
    issuedAt: now,
    authenticatedAt: link.authenticatedAt,
    patientId,
  }
  const fresh = await signVihf(link.vihf, facts, link.signer, bench.signal)
  if (maxAgeMs > 0) kept.set(link, (kept.get(link) ?? new Map<string, Vihf>()).set(patientId, fresh))
  return fresh
}
