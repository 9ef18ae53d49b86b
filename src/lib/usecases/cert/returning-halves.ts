import type {KeySource, Profile} from '../../profile/profile.ts'
import {filesNamed, type InstallRecord} from '../../renewal/install-history.ts'
import {refused} from './install-candidates.ts'
import {type EnteringHalf, halfShown} from './install-fitness.ts'
import {fingerprints} from './install-stage.ts'
import {type CertificateUse, placeOf} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'

/**
 * The halves that an installation replaced, proven to be what it recorded: the files as they were, the key that the
 * password opens, the certificate. What lies in their place now may be anything. A key on a token whose PIN nobody is there
 * to type is not tried: the certificate that the token shows is compared, and the public key where it shows that too.
 * @param after the profile as it will be
 * @throws DmpError DMP_CERT_INSTALL_REFUSED {overwritten, unrecorded}, DMP_FILE_UNREADABLE, DMP_KEY_*, DMP_SECRET_UNAVAILABLE
 */
export async function returningHalves(
  bench: Pick<LifecycleBench, 'files' | 'keyFiles' | 'keyWorkshop' | 'prompter'>,
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
    const shown =
      source.kind === 'pkcs11'
        ? await shownByToken(bench, {use, source, before, profile: after.name})
        : undefined
    const half = shown ?? {use, ...(await workshop.prove(source, use))}
    if (before !== null && half.certificate.sha256.hex !== before)
      throw refused('overwritten', after.name, placeOf(source))
    const {certificate, companions, findings} = half
    halves.push({use, certificate, companions, ...(shown && findings ? {findings} : {})})
  }
  return halves
}

interface TokenHalf {
  readonly use: CertificateUse
  readonly source: Extract<KeySource, {kind: 'pkcs11'}>
  readonly profile: string
  readonly before: string | null
}

/**
 * A half on a token as it shows without its PIN, where nobody is there to type that; undefined: its key is to be proven.
 * Another certificate than the one recorded, or one beside a strange key, is refused before a PIN is tried.
 */
async function shownByToken(
  {keyFiles, prompter}: Pick<LifecycleBench, 'keyFiles' | 'prompter'>,
  {use, source, before, profile}: TokenHalf,
): Promise<EnteringHalf | undefined> {
  const {leaf, certificates, strangeKey} = await keyFiles.tokenPreview(source)
  if (!leaf) return undefined
  if (before !== null && leaf.sha256.hex !== before) throw refused('overwritten', profile, placeOf(source))
  const pinAtHand = source.pin.from !== 'prompt' || prompter.available
  return pinAtHand && strangeKey !== true ? undefined : halfShown(use, {leaf, certificates, strangeKey})
}

/**
 * Where the certificate could not be seen, its files alone say that it is the same. A token is named by its label and shows
 * its own: there is nothing to compare it with, and what it shows is judged like every pair put into service.
 */
function isRecorded({files = {}, before}: InstallRecord, use: CertificateUse, source: KeySource): boolean {
  if (source.kind === 'pkcs11') return true
  const names = source.kind === 'pkcs12' ? ['path'] : ['certificatePath', 'keyPath']
  const kept = names.map((name) => before[`certificates.${use}.${name}`])
  // a setting that did not change names what is in service now
  return kept.every((path) => path === undefined || (typeof path === 'string' && files[path] !== undefined))
}
