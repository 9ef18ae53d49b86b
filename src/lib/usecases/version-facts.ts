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
  /** The software identity of the chosen profile, or the product's own when there is no profile. */
  lpsIdentity(): Promise<SoftwareIdentity>
}

/** What runs here, and under which name and version the DMP sees it. */
export async function versionFacts(
  ports: VersionPorts,
  {verbose}: {readonly verbose: boolean},
): Promise<VersionFacts> {
  if (!verbose) return ports.product
  const lps = await ports.lpsIdentity()
  return {...ports.product, lps, runtime: ports.runtime}
}
