import {DmpError} from '../errors/dmp-error.ts'
import type {Profiles} from '../ports/profiles.ts'

export interface SoftwareIdentity {
  readonly name: string
  readonly version: string
  readonly id: string | null
  readonly profile: string | null
}

export interface VersionFacts {
  readonly name: string
  readonly version: string
  /** `LPS_Nom` and `LPS_Version` exactly as they go into the VIHF (EX_GEN-1180); only with --verbose. */
  readonly lps?: SoftwareIdentity
  readonly runtime?: {readonly node: string; readonly openssl: string; readonly platform: string}
}

interface VersionPorts {
  readonly product: {readonly name: string; readonly version: string}
  readonly runtime: {readonly node: string; readonly openssl: string; readonly platform: string}
  readonly profiles: Pick<Profiles, 'load'>
}

/**
 * What runs here, and under which name and version the DMP sees it: those of the profile, or the product's own where
 * nobody named a profile and there is none.
 * @throws DmpError those of loading a profile
 */
export async function versionFacts(
  ports: VersionPorts,
  {verbose, profile}: {readonly verbose: boolean; readonly profile?: string | undefined},
): Promise<VersionFacts> {
  if (!verbose) return ports.product
  return {...ports.product, lps: await identity(ports, profile), runtime: ports.runtime}
}

async function identity(
  {profiles, product}: VersionPorts,
  wanted: string | undefined,
): Promise<SoftwareIdentity> {
  try {
    const {lps, name} = (await profiles.load({name: wanted})).profile
    return {name: lps.name, version: lps.version, id: lps.id ?? null, profile: name}
  } catch (error) {
    const unnamed =
      error instanceof DmpError && error.code === 'DMP_PROFILE_NOT_FOUND' && error.details['by'] === 'default'
    if (!unnamed) throw error
    return {...product, id: null, profile: null}
  }
}
