import {certificatePem} from '../../pki/pem.ts'
import type {KeySource} from '../../profile/profile.ts'
import type {Candidate} from './install-candidates.ts'
import type {LifecycleBench} from './ports.ts'

/** Where the files of a candidate lie under the configuration folder, and the source that names them. */
export interface Staged {
  readonly use: Candidate['use']
  readonly source: KeySource
  readonly files: readonly string[]
}

/**
 * Copies the files of new certificates to a folder of their own, named by the end and the fingerprint: nothing that is
 * in use is ever written over, and the same file put in twice lies there once.
 */
export async function stage(
  bench: Pick<LifecycleBench, 'files' | 'keyWorkshop' | 'profiles'>,
  profile: string,
  candidates: readonly Candidate[],
  {write}: {readonly write: boolean},
): Promise<readonly Staged[]> {
  const {configFolder} = await bench.profiles.locations()
  const staged: Staged[] = []
  for (const {use, source, certificate, companions, issuers} of candidates) {
    const end = new Date(certificate.notAfter).toISOString().slice(0, 10)
    const folder = bench.files.resolve(
      ...[configFolder, 'certificates', profile, `${end}-${certificate.sha256.hex.slice(0, 16)}`],
    )
    const at = (name: string) => bench.files.resolve(folder, name)
    const workshop = await bench.keyWorkshop()
    const put = async (path: string, content: () => Promise<Uint8Array> | string) => {
      if (write) await bench.files.write(path, await content(), {force: true})
    }
    if (source.kind === 'pkcs12') {
      const path = at(`${use}.p12`)
      await put(path, () => workshop.readPrivate(source.path))
      staged.push({use, source: {...source, path}, files: [path]})
      continue
    }
    const [certificatePath, keyPath] = [at(`${use}.pem`), at(`${use}.key`)]
    const chain = [certificate, ...(issuers.length > 0 ? issuers : companions)]
    await put(certificatePath, () => chain.map(certificatePem).join(''))
    await put(keyPath, () => workshop.readPrivate(source.keyPath))
    staged.push({use, source: {...source, certificatePath, keyPath}, files: [certificatePath, keyPath]})
  }
  return staged
}
