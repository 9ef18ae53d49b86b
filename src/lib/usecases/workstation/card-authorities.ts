import type {Certificate} from '../../pki/certificate.ts'
import type {CardProofAround} from '../../workstation/card-proof.ts'
import type {DoctorBench} from './ports.ts'

export interface CardAuthoritiesAround {
  readonly bench: Pick<DoctorBench, 'clock' | 'keyFiles' | 'loadedProfile' | 'trustStore'>
  readonly profile: 'usable' | 'unusable' | 'none'
}

/**
 * The authorities by which a card is judged beside those known by data: what was added on this machine, believed where the
 * operator vouched for it with its fingerprint, and the files of the profile. Files that cannot be read vouch for nobody;
 * `config check` tells of them.
 */
export async function cardAuthorities({bench, profile}: CardAuthoritiesAround): Promise<CardProofAround> {
  const paths = profile === 'usable' ? (await bench.loadedProfile()).profile.trust.caFiles : []
  const [stored, ...files] = await Promise.all([
    bench.trustStore.list().catch(() => []),
    ...paths.map((path) => bench.keyFiles.authorities(path).catch((): readonly Certificate[] => [])),
  ])
  const vouched = stored.filter(({basis}) => basis === 'operator').map(({certificate}) => certificate)
  return {
    now: bench.clock.now(),
    pool: stored.map(({certificate}) => certificate),
    trusted: [...files.flat(), ...vouched],
  }
}
