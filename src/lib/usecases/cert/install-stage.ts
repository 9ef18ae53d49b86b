import {hashSource} from '../../digest/hash-source.ts'
import {certificatePem} from '../../pki/pem.ts'
import type {KeySource} from '../../profile/profile.ts'
import type {Candidate} from './install-candidates.ts'
import type {LifecycleBench} from './ports.ts'

/** What a candidate becomes under the configuration folder, and the source that names it. */
export interface Staged {
  readonly use: Candidate['use']
  readonly source: KeySource
  /** Whole files, read once; nothing of them is written yet. */
  readonly files: readonly {readonly path: string; readonly content: Uint8Array}[]
}

type Bench = Pick<LifecycleBench, 'files' | 'keyWorkshop' | 'profiles'>

/**
 * Gives the files of new certificates a folder of their own, named by the end of the certificate and the hash of it and its
 * key file: nothing that is in use is ever written over, not even by the same certificate in another wrapping, and the same
 * file put in twice lies there once.
 */
export async function stage(
  bench: Bench,
  profile: string,
  candidates: readonly Candidate[],
): Promise<readonly Staged[]> {
  const staged: Staged[] = []
  for (const candidate of candidates) staged.push(await stageOne(bench, profile, candidate))
  return staged
}

async function stageOne(bench: Bench, profile: string, candidate: Candidate): Promise<Staged> {
  const {use, source, certificate, companions, issuers} = candidate
  // it stays where it is: the profile names the token
  if (source.kind === 'pkcs11') return {use, source, files: []}
  const key = await (await bench.keyWorkshop()).readPrivate(
    source.kind === 'pkcs12' ? source.path : source.keyPath,
  )
  const {configFolder} = await bench.profiles.locations()
  const end = new Date(certificate.notAfter).toISOString().slice(0, 10)
  const name = `${end}-${(await sha256Of(certificate.der, key)).slice(0, 16)}`
  const at = (file: string) => bench.files.resolve(configFolder, 'certificates', profile, name, file)
  if (source.kind === 'pkcs12') {
    const path = at(`${use}.p12`)
    return {use, source: {...source, path}, files: [{path, content: key}]}
  }
  const [certificatePath, keyPath] = [at(`${use}.pem`), at(`${use}.key`)]
  const chain = [certificate, ...(issuers.length > 0 ? issuers : companions)]
  const content = new TextEncoder().encode(chain.map(certificatePem).join(''))
  const files = [
    {path: certificatePath, content},
    {path: keyPath, content: key},
  ]
  return {use, source: {...source, certificatePath, keyPath}, files}
}

/** Whether these very files lie in their places: one that was written over since, or that cannot be read, does not. */
export async function liesThere({files}: Pick<Bench, 'files'>, staged: readonly Staged[]): Promise<boolean> {
  for (const {path, content} of staged.flatMap((one) => one.files)) {
    const present = await files.read(path).catch(() => undefined)
    if (present === undefined || Buffer.compare(present, content) !== 0) return false
  }
  return true
}

/**
 * Puts files back that were written over since they were installed; what lies there now is kept beside them, for it may be
 * the only copy of a key. @throws DmpError DMP_FILE_UNWRITABLE
 */
export async function writeBack({files}: Pick<Bench, 'files'>, staged: readonly Staged[]): Promise<void> {
  for (const {path, content} of staged.flatMap((one) => one.files)) {
    const present = await files.read(path).catch(() => undefined)
    if (present !== undefined && Buffer.compare(present, content) === 0) continue
    if (present !== undefined)
      await files.write(`${path}.${(await sha256Of(present)).slice(0, 16)}`, present, {force: true})
    await files.write(path, content, {force: true})
  }
}

/** @throws DmpError DMP_FILE_UNWRITABLE */
export async function writeStaged({files}: Pick<Bench, 'files'>, staged: readonly Staged[]): Promise<void> {
  for (const {path, content} of staged.flatMap((one) => one.files))
    await files.write(path, content, {force: true})
}

/** SHA-256 of files by their path; those that cannot be read are left out. */
export async function fingerprints(
  {files}: Pick<Bench, 'files'>,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const path of paths) {
    const content = await files.read(path).catch(() => undefined)
    if (content !== undefined) found[path] = await sha256Of(content)
  }
  return found
}

/** Of contents one after the other, hexadecimal. */
async function sha256Of(...held: readonly Uint8Array[]): Promise<string> {
  const size = held.reduce((sum, {length}) => sum + length, 0)
  const open = async function* () {
    yield* held
  }
  return (await hashSource({size, held, open}, ['sha256'])).sha256
}
