import type {KeySource, Profile} from '../../profile/profile.ts'
import {filesNamed, type InstallRecord} from '../../renewal/install-history.ts'
import {refused} from './install-candidates.ts'
import type {EnteringHalf} from './install-fitness.ts'
import {fingerprints} from './install-stage.ts'
import type {CertificateUse} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'

/**
 * The halves that an installation replaced, proven to be what it recorded: the files as they were, the key that the
 * password opens, the certificate. What lies in their place now may be anything.
 * @param after the profile as it will be
 * @throws DmpError DMP_CERT_INSTALL_REFUSED {overwritten, unrecorded}, DMP_FILE_UNREADABLE, DMP_KEY_*, DMP_SECRET_UNAVAILABLE
 */
export async function returningHalves(
  bench: Pick<LifecycleBench, 'files' | 'keyWorkshop'>,
  after: Profile,
  record: InstallRecord,
): Promise<readonly EnteringHalf[]> {
  const paths = filesNamed(record.before)
  // gone: said as such
  for (const path of paths) await bench.files.facts(path)
  const now = await fingerprints(bench, paths)
  for (const path of paths) {
    const known = record.files?.[path]
    if (known !== undefined && known !== now[path]) throw refused('overwritten', after.name, path)
  }
  const workshop = await bench.keyWorkshop()
  const halves: EnteringHalf[] = []
  for (const {use, before} of record.certificates) {
    const source = after.certificates[use]
    if (before === null && !isRecorded(record, use, source))
      throw refused('unrecorded', after.name, placeOf(source))
    const {certificate, companions} = await workshop.prove(source, use)
    if (before !== null && certificate.sha256.hex !== before)
      throw refused('overwritten', after.name, placeOf(source))
    halves.push({use, certificate, companions})
  }
  return halves
}

/** Where the certificate could not be seen, its files alone say that it is the same; a token shows its own. */
function isRecorded({files = {}, before}: InstallRecord, use: CertificateUse, source: KeySource): boolean {
  if (source.kind === 'pkcs11') return false
  const names = source.kind === 'pkcs12' ? ['path'] : ['certificatePath', 'keyPath']
  const kept = names.map((name) => before[`certificates.${use}.${name}`])
  // a setting that did not change names what is in service now
  return kept.every((path) => path === undefined || (typeof path === 'string' && files[path] !== undefined))
}

function placeOf(source: KeySource): string {
  if (source.kind === 'pkcs11') return `pkcs11:token=${source.tokenLabel};object=${source.keyLabel}`
  return source.kind === 'pkcs12' ? source.path : source.certificatePath
}
