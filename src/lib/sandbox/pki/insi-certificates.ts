/**
 * What a sandbox folder holds for the téléservice INSi: two certificats logiciels (`INSI-AUTO`, `INSI-MANU`) of the
 * structure `main`, the authority that issued them, an invented authorisation number and the installation's uuid.
 *
 * A hierarchy of its own, because the services of the DMP must go on refusing these certificates: its issuing CA has
 * the common name that clients look for (public clients of INSi check it), under the sandbox's own organisation.
 */
import {randomBytes, randomUUID} from 'node:crypto'
import {access, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {issueLeaf, makeAuthority, newKey, type Validity} from './authority.ts'
import {writePrivately} from './certificate-files.ts'
import {orgAuthCli} from './certificate-use.ts'
import {insiIssuerName, insiRootName, organisationName} from './distinguished-name.ts'
import {type CertificateFiles, keepCertificate, type TestPki} from './test-pki.ts'

export interface InsiFiles {
  /** Struct_IdNat in the OU of both certificates. */
  readonly unit: string
  readonly auto: CertificateFiles
  readonly manu: CertificateFiles
  /** Root and issuing CA of the two, PEM. */
  readonly caFile: string
  /** The authorisation number that the service knows. */
  readonly idamFile: string
  /** uuid of this installation, for LPS/Instance. */
  readonly instance: string
}

const INDEX = 'insi.json'
const IDAM = 'insi-idam.txt'
const CA = 'insi-ca.pem'
const HOUR = 3_600_000

/** Adds to a sandbox folder what INSi needs; its index is written last, so that a half-made one is made again. */
export async function makeInsiFiles(pki: TestPki, now = new Date()): Promise<InsiFiles> {
  const {folder} = pki
  const {name, unit} = pki.establishments.main
  const start = new Date(now.getTime() - HOUR)
  const years = (count: number): Validity => ({
    notBefore: start,
    notAfter: new Date(new Date(start).setUTCFullYear(start.getUTCFullYear() + count)),
  })
  const [rootKey, issuerKey, autoKey, manuKey] = await Promise.all([
    newKey(2048),
    newKey(2048),
    newKey(2048),
    newKey(2048),
  ])
  const root = await makeAuthority(insiRootName, rootKey, years(10))
  const issuer = await makeAuthority(insiIssuerName, issuerKey, years(9), root)
  const passphrase = (await readFile(pki.passphraseFile, 'utf8')).trim()
  for (const [slug, commonName, key] of [
    ['insi-auto', 'INSI-AUTO', autoKey],
    ['insi-manu', 'INSI-MANU', manuKey],
  ] as const) {
    const subject = organisationName(name, unit, commonName)
    const leaf = await issueLeaf(issuer, subject, orgAuthCli, years(3), key)
    await keepCertificate(folder, slug, leaf, [issuer, root], passphrase)
  }
  await writePrivately(folder, CA, root.certificatePem + issuer.certificatePem)
  await writePrivately(folder, IDAM, `FICTIF-${randomBytes(4).toString('hex').toUpperCase()}\n`)
  const index = {unit, instance: randomUUID()}
  await writePrivately(folder, INDEX, `${JSON.stringify(index)}\n`)
  return places(folder, index)
}

/** What {@link makeInsiFiles} left there; undefined where it never ran, or where a file of it is gone or damaged. */
export async function readInsiFiles(folder: string): Promise<InsiFiles | undefined> {
  try {
    const index = JSON.parse(await readFile(join(folder, INDEX), 'utf8')) as Partial<InsiFiles>
    const {unit, instance} = index
    if (typeof unit !== 'string' || typeof instance !== 'string') return undefined
    const files = places(folder, {unit, instance})
    const {auto, manu, caFile, idamFile} = files
    const wanted = [...Object.values(auto), ...Object.values(manu), caFile, idamFile] as string[]
    await Promise.all(wanted.map((file) => access(file)))
    return files
  } catch {
    return undefined
  }
}

function places(folder: string, {unit, instance}: Pick<InsiFiles, 'unit' | 'instance'>): InsiFiles {
  const files = (slug: string): CertificateFiles => ({
    p12: join(folder, `${slug}.p12`),
    certificate: join(folder, `${slug}.pem`),
    key: join(folder, `${slug}.key.pem`),
  })
  return {
    unit,
    instance,
    auto: files('insi-auto'),
    manu: files('insi-manu'),
    caFile: join(folder, CA),
    idamFile: join(folder, IDAM),
  }
}
