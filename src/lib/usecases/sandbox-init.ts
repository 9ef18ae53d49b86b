import {DmpError} from '../errors/dmp-error.ts'
import {oidOfUuid} from '../ids/oid.ts'
import type {Profiles} from '../ports/profiles.ts'
import type {Random} from '../ports/random.ts'
import type {SandboxHost} from '../ports/sandbox.ts'
import {sandboxEndpoint, sandboxProfileText} from './sandbox-profile.ts'

export interface SandboxInitRequest {
  readonly folder?: string | undefined
  readonly port: number
  /** Name of the profile; `sandbox` when not given. */
  readonly profile?: string | undefined
  /** Profiles of the other establishments too. */
  readonly allEstablishments: boolean
  /** Write over profiles of these names. */
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
  const made = await sandbox.init(request.folder ?? sandbox.usualFolder, request.port)
  const written = []
  for (const key of wanted) {
    const establishment = made.pki.establishments[key]
    const text = sandboxProfileText(made, establishment, oidOfUuid(random.uuid()))
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

/** Told before keys are made, so that nothing is left half done. */
async function refuseTaken(profiles: Profiles, names: readonly string[], force: boolean): Promise<void> {
  if (force) return
  const taken = (await profiles.list()).find(({name}) => names.includes(name))
  if (taken) throw new DmpError('DMP_FILE_EXISTS', {params: {file: taken.file}})
}
