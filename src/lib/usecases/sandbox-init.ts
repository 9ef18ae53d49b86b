import {DmpError} from '../errors/dmp-error.ts'
import {oidOfUuid} from '../ids/oid.ts'
import type {Profiles} from '../ports/profiles.ts'
import type {Random} from '../ports/random.ts'
import type {SandboxHost} from '../ports/sandbox.ts'
import {sandboxEndpoint, sandboxProfileText} from './sandbox-profile.ts'

export interface SandboxInitRequest {
  readonly folder?: string | undefined
  /** Without it, the folder keeps its own, or takes the usual one. */
  readonly port?: number | undefined
  /** Name of the profile; `sandbox` when not given. */
  readonly profile?: string | undefined
  /** Profiles of the other establishments too. */
  readonly allEstablishments: boolean
  /** Write over profiles of these names; an existing folder gets the port and keeps its certificates. */
  readonly force: boolean
}

export interface SandboxInitReport {
  readonly folder: string
  readonly endpoint: string
  readonly caFile: string
  readonly profiles: readonly {readonly name: string; readonly file: string; readonly establishment: string}[]
}

interface Ports {
  readonly sandbox: SandboxHost
  readonly profiles: Profiles
  readonly random: Random
}

/**
 * Makes a sandbox folder (test PKI included) and the profiles that use it.
 * @throws DmpError DMP_SANDBOX_FOLDER_TAKEN, DMP_FILE_EXISTS, DMP_PROFILE_*
 */
export async function initSandbox(
  {sandbox, profiles, random}: Ports,
  request: SandboxInitRequest,
): Promise<SandboxInitReport> {
  const base = request.profile ?? 'sandbox'
  const wanted = request.allEstablishments
    ? (['main', 'second', 'site', 'mismatched'] as const)
    : (['main'] as const)
  const nameOf = (key: string): string => (key === 'main' ? base : `${base}-${key}`)
  await refuseTaken(profiles, wanted.map(nameOf), request.force)
  const folder = request.folder ?? sandbox.usualFolder
  const made = await (request.force ? sandbox.move : sandbox.init)(folder, request.port)
  const written = []
  for (const key of wanted) {
    const establishment = made.pki.establishments[key]
    const oidRoot = (await presentRoot(profiles, nameOf(key))) ?? oidOfUuid(random.uuid())
    const text = sandboxProfileText(made, establishment, oidRoot)
    const {file} = await profiles.write(nameOf(key), text, {force: request.force})
    written.push({name: nameOf(key), file, establishment: establishment.name})
  }
  return {
    folder: made.folder,
    endpoint: sandboxEndpoint(made.port),
    caFile: made.pki.caFile,
    profiles: written,
  }
}

/** The root of the sandbox profile about to be written over: its journal knows no other (EX_GEN-1350). */
async function presentRoot(profiles: Profiles, name: string): Promise<string | undefined> {
  if (!(await profiles.list()).some((one) => one.name === name)) return undefined
  try {
    const {profile} = await profiles.load({name})
    return profile.environment === 'sandbox' ? profile.ids.oidRoot : undefined
  } catch (error) {
    if (error instanceof DmpError) return undefined
    throw error
  }
}

/** Told before keys are made, so that nothing is left half done. */
async function refuseTaken(profiles: Profiles, names: readonly string[], force: boolean): Promise<void> {
  if (force) return
  const taken = (await profiles.list()).find(({name}) => names.includes(name))
  if (taken) throw new DmpError('DMP_FILE_EXISTS', {params: {file: taken.file}})
}
